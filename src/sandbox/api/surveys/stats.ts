import { DateTime } from 'luxon'
import { insightContext } from '../../insights/runInsight.js'
import { and, as, col, compare, eq, fn, list, lit, select } from '../../insights/shared/build.js'
import { moment } from '../../insights/shared/dateRange.js'
import { toText } from '../../json.js'
import type { ApiServices } from '../context.js'
import { validationError } from '../errors.js'
import { queryFailure } from '../query/failure.js'

const events = ['survey shown', 'survey dismissed', 'survey sent'] as const
type SurveyEvent = (typeof events)[number]

interface EventStats {
  readonly total_count: number
  /** Of what was shown: neither dismissed nor answered. */
  readonly total_count_only_seen: number
  readonly unique_persons: number
  readonly unique_persons_only_seen: number
  /** ISO 8601; `null` when there was none. */
  readonly first_seen: string | null
  readonly last_seen: string | null
}

const nothing: EventStats = {
  total_count: 0,
  total_count_only_seen: 0,
  unique_persons: 0,
  unique_persons_only_seen: 0,
  first_seen: null,
  last_seen: null,
}

/**
 * How often a survey was shown, dismissed and answered, and by how many persons; `date_from` and `date_to` of the address narrow it.
 * https://posthog.com/docs/surveys/viewing-results
 */
export async function surveyStats(url: URL, services: ApiServices, surveyId: string) {
  const context = insightContext(services, [])
  const bound = (name: string) => readDate(url, name, services.project.timezone)
  const [from, to] = [bound('date_from'), bound('date_to')]
  const isWanted = and(
    compare('in', col('event'), list(events)),
    eq(fn('toString', col('properties', '$survey_id')), lit(surveyId)),
    from && compare('>=', col('timestamp'), moment(from)),
    to && compare('<=', col('timestamp'), moment(to)),
  )
  const counted = select({
    select: [
      col('event'),
      as('total', fn('count')),
      as('persons', fn('uniqExact', col('person_id'))),
      as('first', fn('min', col('timestamp'))),
      as('last', fn('max', col('timestamp'))),
    ],
    from: 'events',
    where: isWanted,
    groupBy: [col('event')],
  })
  const did = (event: SurveyEvent) => fn('countIf', eq(col('event'), lit(event)))
  const perPerson = select({
    select: [
      as('person', col('person_id')),
      as('shown', did('survey shown')),
      as('other', fn('plus', did('survey dismissed'), did('survey sent'))),
    ],
    from: 'events',
    where: isWanted,
    groupBy: [col('person')],
  })
  const onlySeen = select({
    select: [as('persons', fn('count'))],
    from: perPerson,
    where: and(compare('>', col('shown'), lit(0)), eq(col('other'), lit(0))),
  })
  try {
    const rows = (await context.run(counted)).results
    const seen = Number((await context.run(onlySeen)).results[0]?.[0] ?? 0)
    return answer(rows, seen)
  } catch (error) {
    throw queryFailure(error)
  }
}

function answer(rows: readonly unknown[][], personsOnlySeen: number) {
  const stats = Object.fromEntries(events.map(event => [event, nothing])) as Record<SurveyEvent, EventStats>
  for (const [event, total, persons, first, last] of rows) {
    stats[event as SurveyEvent] = {
      ...nothing,
      total_count: Number(total),
      unique_persons: Number(persons),
      first_seen: toText(first),
      last_seen: toText(last),
    }
  }
  const { 'survey shown': shown, 'survey dismissed': dismissed, 'survey sent': sent } = stats
  stats['survey shown'] = {
    ...shown,
    total_count_only_seen: Math.max(0, shown.total_count - dismissed.total_count - sent.total_count),
    unique_persons_only_seen: personsOnlySeen,
  }
  // Percent, to the hundredth.
  const rate = (part: number, whole: number) => (whole > 0 ? Math.round((part / whole) * 10_000) / 100 : 0)
  return {
    stats,
    rates: {
      response_rate: rate(sent.total_count, shown.total_count),
      dismissal_rate: rate(dismissed.total_count, shown.total_count),
      unique_users_response_rate: rate(sent.unique_persons, shown.unique_persons),
      unique_users_dismissal_rate: rate(dismissed.unique_persons, shown.unique_persons),
    },
  }
}

function readDate(url: URL, name: string, zone: string): DateTime | undefined {
  const text = url.searchParams.get(name)
  if (!text) return undefined
  const time = DateTime.fromISO(text, { zone })
  if (!time.isValid) throw validationError('invalid_input', `"${text.slice(0, 40)}" is no ISO date.`, name)
  return time
}
