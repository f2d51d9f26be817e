import { v7, validate } from 'uuid'
import { parseTimestamp, resolveTimestamp } from '../ingestion/timestamps.js'
import type { IncomingEvent } from '../ingestion/types.js'
import { cleanText, cutText, isJsonObject, type JsonObject, objectOrEmpty, parseJson } from '../json.js'
import { CaptureError } from './errors.js'
import { checkToken } from './token.js'

const maxDistinctIdLength = 200
const maxEventNameLength = 200

export interface CaptureRequest {
  readonly token: string
  readonly events: readonly IncomingEvent[]
}

export interface ParseOptions {
  /** The server's clock, ms since 1970. */
  readonly now: number
  /** `?_=`, the client's clock in ms. */
  readonly sentAtParam: string | null
  /** `/engage`: an event without a name is an `$identify`. */
  readonly defaultEvent: string | undefined
}

/**
 * Reads the events of a capture body in any of its shapes: one event, a list, or `{ api_key, batch }`. One bad event refuses the whole
 * request, as PostHog does. https://posthog.com/docs/api/capture
 */
export function parseCapture(text: string, options: ParseOptions): CaptureRequest {
  const body = parseBody(text)
  const raw = rawEvents(body)
  if (raw.length === 0) throw new CaptureError(400, 'request holds no event')
  const envelope = isJsonObject(body) && Array.isArray(body['batch']) ? body : {}
  const token = checkToken(envelopeToken(envelope) ?? commonToken(raw))
  const sentAt = sentAtOf(envelope, isJsonObject(body) ? body : {}, options.sentAtParam)
  return { token, events: raw.map(event => toIncoming(event, { ...options, sentAt })) }
}

function parseBody(text: string): unknown {
  if (text.trim() === '') throw new CaptureError(400, 'request holds no event')
  try {
    return parseJson(text)
  } catch (error) {
    throw new CaptureError(400, `failed to parse request: ${error instanceof Error ? error.message : 'invalid JSON'}`)
  }
}

function rawEvents(body: unknown): JsonObject[] {
  const list = isJsonObject(body) ? (Array.isArray(body['batch']) ? body['batch'] : [body]) : body
  if (!Array.isArray(list) || !list.every(isJsonObject)) {
    throw new CaptureError(400, 'failed to parse request: expected an event, a list of events or a batch')
  }
  return list
}

const envelopeToken = (body: JsonObject): unknown => body['api_key'] ?? body['token']

function eventToken(event: JsonObject): unknown {
  return event['token'] ?? event['api_key'] ?? event['$token'] ?? objectOrEmpty(event['properties'])['token']
}

function commonToken(events: readonly JsonObject[]): unknown {
  const tokens = new Set(events.map(eventToken))
  if (tokens.size > 1) throw new CaptureError(401, 'batch submitted with inconsistent api_key values')
  return [...tokens][0]
}

function sentAtOf(envelope: JsonObject, body: JsonObject, param: string | null): number | undefined {
  const stated = parseTimestamp(envelope['sent_at'] ?? body['sent_at'])
  if (stated !== undefined) return stated
  // In milliseconds; what looks like seconds is ignored.
  const ms = param !== null && /^\d{12,15}$/.test(param) ? Number(param) : undefined
  return ms
}

function toIncoming(
  event: JsonObject,
  { now, sentAt, defaultEvent }: ParseOptions & { sentAt: number | undefined },
): IncomingEvent {
  const properties = withTopLevel(event)
  const ignoreSentAt = properties['$ignore_sent_at'] === true
  return {
    event: eventName(event, defaultEvent),
    distinctId: distinctId(event),
    uuid: eventUuid(event['uuid']),
    timestamp: resolveTimestamp({ timestamp: event['timestamp'], offset: event['offset'], sentAt, ignoreSentAt, now }),
    receivedAt: now,
    properties,
  }
}

function eventName(event: JsonObject, fallback: string | undefined): string {
  const name = event['event'] ?? fallback
  if (typeof name !== 'string' || name === '') {
    throw new CaptureError(400, 'event submitted with an empty event name')
  }
  return cutText(cleanText(name), maxEventNameLength)
}

function distinctId(event: JsonObject): string {
  const value = event['distinct_id'] ?? event['$distinct_id'] ?? objectOrEmpty(event['properties'])['distinct_id']
  if (value === undefined || value === null) throw new CaptureError(400, 'event submitted without a distinct_id')
  const text = cleanText(typeof value === 'string' ? value : JSON.stringify(value))
  if (text.trim() === '') throw new CaptureError(400, 'event submitted without a distinct_id')
  return cutText(text, maxDistinctIdLength)
}

function eventUuid(value: unknown): string {
  if (value === undefined || value === null || value === '') return v7()
  if (typeof value !== 'string' || !validate(value)) {
    throw new CaptureError(400, 'failed to parse request: invalid uuid')
  }
  return value.toLowerCase()
}

/** `$set` and `$set_once` may stand beside `properties`; ingestion knows them inside. */
function withTopLevel(event: JsonObject): JsonObject {
  const { distinct_id: _distinctId, token: _token, ...properties } = objectOrEmpty(event['properties'])
  const merged = { ...properties }
  for (const name of ['$set', '$set_once'] as const) {
    if (isJsonObject(event[name])) merged[name] = { ...objectOrEmpty(properties[name]), ...event[name] }
  }
  return merged
}
