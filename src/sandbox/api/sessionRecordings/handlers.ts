import { json } from '../../http/respond.js'
import { isJsonObject } from '../../json.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { notFound, notImplemented, serverError, validationError } from '../errors.js'
import { pageUrl, previousUrl, readPage } from '../pagination.js'
import { minimalPersons } from '../persons/serialize.js'
import { bool, invalidInput, readFields } from '../resource/fields.js'
import { listParam } from '../resource/pages.js'
import { readMoment } from '../resource/moments.js'
import {
  deleteRecordings,
  findViewed,
  isSessionOrder,
  listSessions,
  markViewed,
  type SessionFilter,
  type SessionMetadata,
} from './store.js'

/** Filters of PostHog's that look into what was recorded, or that need an analytics query. */
const notOffered = ['actions', 'console_log_filters', 'events', 'having_predicates', 'properties'] as const

/** `GET session_recordings/`: a recording for every session that events tell of, latest first. https://posthog.com/docs/api/session-recordings */
export const listRecordings: ApiHandler = async ({ url }, services) => {
  const params = url.searchParams
  refuseOthers(params)
  const page = readPage(url)
  const order = readOrder(params)
  const { sessions, total } = await listSessions(await readFilter(params, services), { ...order, ...page }, services)
  const hasMore = page.offset + page.limit < total
  return json({
    count: total,
    next: hasMore ? pageUrl(url, { ...page, offset: page.offset + page.limit }) : null,
    previous: previousUrl(url, page),
    has_next: hasMore,
    results: await serialize(sessions, services),
  })
}

/** `GET session_recordings/:id/`, by the session's id. */
export const getRecording: ApiHandler = async ({ params }, services) => {
  const [serialized] = await serialize([await findSession(params['id'], services)], services)
  return json(serialized)
}

const updateShape = {
  viewed: bool,
  analyzed: bool,
  // Only PostHog's own statistics hold it.
  player_metadata: (value: unknown, attr: string) => {
    if (value === null) throw validationError('null', 'This field may not be null.', attr)
    // PostHog reads it as a dictionary without looking first.
    if (!isJsonObject(value)) throw serverError(500, 'A server error occurred.')
    return value
  },
}

/** `PATCH session_recordings/:id/`: the one thing that can be said of a recording is that somebody looked at it. */
export const updateRecording: ApiHandler = async ({ params, body }, services) => {
  const { id } = await findSession(params['id'], services)
  const sent = readFields(updateShape, body)
  if (!sent.viewed && !sent.analyzed) {
    throw invalidInput("At least one of 'viewed' or 'analyzed' must be provided.", null)
  }
  // As in PostHog, where `viewed: false` beside `analyzed: true` marks it too: nothing unviews.
  if (sent.viewed !== undefined) await markViewed(id, services)
  return json({ success: true })
}

/** `DELETE session_recordings/:id/`: the recording goes, the events stay. */
export const deleteRecording: ApiHandler = async ({ params }, services) => {
  const { id } = await findSession(params['id'], services)
  await deleteRecordings([id], services)
  return new Response(null, { status: 204 })
}

function refuseOthers(params: URLSearchParams): void {
  const used = notOffered.find(name => !['', '[]', null].includes(params.get(name)))
  if (used === undefined) return
  throw notImplemented(
    `The sandbox has recordings as metadata of their events and cannot filter them by ${used}. Filter by date, person or session, or ask HogQL for the sessions.`,
  )
}

async function readFilter(params: URLSearchParams, services: ApiServices): Promise<SessionFilter> {
  const person = params.get('person_uuid')
  const ids = listParam(params, 'distinct_ids')
  const ofPerson = person ? (await services.persons.distinctIdsOf([person])).map(id => id.distinctId) : undefined
  const sessionIds = listParam(params, 'session_ids')
  return {
    sessionIds: sessionIds.length > 0 ? sessionIds : undefined,
    distinctIds: ofPerson ?? (ids.length > 0 ? ids : undefined),
    from: readMoment(params.get('date_from'), services.now()),
    to: readMoment(params.get('date_to'), services.now()),
  }
}

function readOrder(params: URLSearchParams) {
  const text = params.get('order') || 'start_time'
  const name = text.replace(/^-/, '').replace(/^recording_/, '')
  if (!isSessionOrder(name)) {
    throw validationError('invalid_choice', `"${text.slice(0, 50)}" is not a valid choice.`, 'order')
  }
  const direction = params.get('order_direction')?.toUpperCase()
  return { order: name, direction: direction === 'ASC' ? 'ASC' : 'DESC' } as const
}

async function findSession(id: string | undefined, services: ApiServices): Promise<SessionMetadata> {
  const page = { order: 'start_time', direction: 'DESC', limit: 1, offset: 0 } as const
  const { sessions } = await listSessions({ sessionIds: [id ?? ''] }, page, services)
  if (!sessions[0]) throw notFound('Recording not found')
  return sessions[0]
}

const ongoingMs = 5 * 60_000

async function serialize(sessions: readonly SessionMetadata[], services: ApiServices) {
  const [persons, viewed] = await Promise.all([
    minimalPersons(
      services.persons,
      sessions.map(session => session.distinctId),
    ),
    findViewed(
      sessions.map(session => session.id),
      services,
    ),
  ])
  return sessions.map(session => ({
    id: session.id,
    distinct_id: session.distinctId,
    viewed: viewed.has(session.id),
    // Others than who asks: a sandbox has one user.
    viewers: [],
    recording_duration: Math.round((Date.parse(session.endTime) - Date.parse(session.startTime)) / 1000),
    // What only a recording could tell is left open.
    active_seconds: null,
    inactive_seconds: null,
    start_time: session.startTime,
    end_time: session.endTime,
    click_count: session.clicks,
    keypress_count: null,
    mouse_activity_count: null,
    console_log_count: null,
    console_warn_count: null,
    console_error_count: session.errors,
    start_url: session.startUrl,
    person: persons.get(session.distinctId),
    retention_period_days: null,
    expiry_time: null,
    recording_ttl: null,
    snapshot_source: session.library === 'web' || session.library === 'hogkit' ? 'web' : null,
    snapshot_library: session.library,
    ongoing: services.now() - Date.parse(session.endTime) < ongoingMs,
    activity_score: null,
    has_summary: false,
    summary_outcome: null,
    external_references: [],
  }))
}
