/** The admin page's HogQL. What a visitor chooses is bound as `{value}`; none of it is put together from text. */

const latest = (condition: string) => `select
  event,
  coalesce(nullIf(person.properties.email, ''), distinct_id) as person,
  timestamp,
  coalesce(
    properties.file_type,
    properties.to_plan,
    properties.invitee_role,
    properties.$feature_flag,
    properties.$pathname
  ) as about,
  person_id
from events
where timestamp > now() - interval 30 day and ${condition}
order by timestamp desc
limit 50`

/** What the table of latest events may show, besides the events of one name. */
export const latestQueries = {
  /** Every rendered flag is an event of its own: they would push what people do out of sight. */
  'without-flag-calls': latest("event != '$feature_flag_called'"),
  all: latest('true'),
} as const

/** Takes `{event}`. */
export const latestOfOneQuery = latest('event = {event}')

export const topEventsQuery = `select event, count() as times
from events
where timestamp > now() - interval 7 day
group by event
order by times desc
limit 12`

/** A row of {@link topEventsQuery}. */
export interface TopEvent {
  readonly event: string
  readonly times: number
}

export const statsQuery = `select
  countIf(timestamp >= toStartOfDay(now())) as today,
  uniq(person_id) as active,
  countIf(event = 'signed_up') as sign_ups,
  countIf(event = 'uploaded_file') as uploads
from events
where timestamp > now() - interval 7 day`
