import type { ApiCaller, HogQLQuery } from '../../api/index.js'
import { runQuery } from '../../api/resources/query.js'
import { readKey, readRequest } from '../query/request.js'
import type { PersonRef } from './personQueryOptions.js'

/** An event of a person, with PostHog's names. */
export interface PersonEvent {
  readonly uuid: string
  readonly event: string
  /** ISO 8601. */
  readonly timestamp: string
  readonly distinct_id: string
  readonly properties: Readonly<Record<string, unknown>>
}

export interface PersonEvents {
  /** Newest first. */
  readonly events: PersonEvent[]
  /** There are older ones. */
  readonly hasMore: boolean
}

export interface PersonEventsParams {
  /** Only events of this name. */
  readonly event?: string | undefined
  /** No events of these names, such as the flag calls that every page view brings along. */
  readonly except?: readonly string[] | undefined
  /** Events at most, 1 to 1000. Default 20. */
  readonly limit?: number | undefined
}

const columns = 'uuid, event, timestamp, distinct_id, properties'

/**
 * Describes the read of a person's latest events for TanStack Query. It is a HogQL query: PostHog has no endpoint for it
 * that is not deprecated. Give the person's uuid; a distinct id finds the events of the person it belongs to now.
 */
export function personEventsQueryOptions(
  api: ApiCaller,
  person: Exclude<PersonRef, number>,
  params: PersonEventsParams = {},
) {
  const limit = clamp(params.limit ?? 20)
  const { event, except = [] } = params
  const isDistinctId = typeof person === 'object'
  const conditions = [
    isDistinctId
      ? 'person_id in (select person_id from person_distinct_ids where distinct_id = {distinctId})'
      : 'person_id = {personId}',
    ...(event === undefined ? [] : ['event = {event}']),
    ...(except.length === 0 ? [] : ['event not in {excluded}']),
  ]
  const query: HogQLQuery = {
    kind: 'HogQLQuery',
    query: `select ${columns} from events where ${conditions.join(' and ')} order by timestamp desc limit ${limit}`,
    values: {
      ...(isDistinctId ? { distinctId: person.distinctId } : { personId: person }),
      ...(event !== undefined && { event }),
      ...(except.length > 0 && { excluded: except }),
    },
  }
  // Beside the person and not under the query, so that what refreshes a person refreshes their events.
  const key = readKey(api, 'persons.get', isDistinctId ? { distinct_id: person.distinctId } : { id: person }, {
    events: { event, limit, ...(except.length > 0 && { except }) },
  })
  return readRequest(key, async (call): Promise<PersonEvents> => {
    const { results, hasMore } = await runQuery(api, query, call)
    return { events: results.map(toPersonEvent), hasMore: hasMore ?? false }
  })
}

function clamp(limit: number): number {
  return Math.min(1000, Math.max(1, Math.trunc(limit) || 1))
}

function toPersonEvent([uuid, event, timestamp, distinctId, properties]: unknown[]): PersonEvent {
  return {
    uuid: String(uuid),
    event: String(event),
    timestamp: String(timestamp),
    distinct_id: String(distinctId),
    properties: toProperties(properties),
  }
}

/** PostHog answers a JSON column as text. */
function toProperties(value: unknown): PersonEvent['properties'] {
  const parsed = typeof value === 'string' ? parse(value) : value
  return typeof parsed === 'object' && parsed !== null ? (parsed as PersonEvent['properties']) : {}
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
