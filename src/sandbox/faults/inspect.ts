import { validate } from 'uuid'
import { readPayload } from '../capture/payload.js'
import type { Sighting } from '../http/sighting.js'
import { isJsonObject, type JsonObject, objectOrEmpty, parseLooseJson } from '../json.js'
import { isCaptureRoute } from './routes.js'

/** The largest body of any route. */
export const maxInspectedBytes = 20 * 1024 * 1024

/**
 * Learns from a body what its handler would learn, for requests that may never reach one. What cannot be read stays unknown: refusing it
 * is the handler's business.
 */
export async function inspect(
  request: Request,
  url: URL,
  bytes: Uint8Array<ArrayBuffer>,
  sighting: Sighting,
): Promise<void> {
  const { method } = request
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const copy = new Request(request.url, { method, ...(hasBody ? { body: bytes } : {}) })
  try {
    const body = parseLooseJson(await readPayload(copy, url, maxInspectedBytes, sighting))
    sighting.token = tokenOf(body)
    if (!isCaptureRoute(url.pathname)) return
    const events = eventsOf(body)
    sighting.events = events.length
    sighting.uuids = events.flatMap(({ uuid }) =>
      typeof uuid === 'string' && validate(uuid) ? [uuid.toLowerCase()] : [],
    )
  } catch {
    // As far as it could be read.
  }
}

function eventsOf(body: unknown): JsonObject[] {
  const list = isJsonObject(body) && Array.isArray(body['batch']) ? (body['batch'] as unknown[]) : body
  return (Array.isArray(list) ? (list as unknown[]) : [list]).filter(isJsonObject)
}

function tokenOf(body: unknown): string | undefined {
  const first = objectOrEmpty(eventsOf(body)[0])
  const envelope = objectOrEmpty(body)
  const token =
    envelope['api_key'] ??
    envelope['token'] ??
    envelope['$token'] ??
    first['token'] ??
    first['api_key'] ??
    objectOrEmpty(first['properties'])['token']
  return typeof token === 'string' ? token.trim() : undefined
}
