/** How a request's events were wrapped. */
export type RequestEncoding = 'plain' | 'gzip' | 'base64' | 'base64+gzip'

/** What is learnt about one request on its way through, filled in by whoever reads it. */
export interface Sighting {
  /** Length of the body as it was sent. */
  bytesOnWire: number
  /** Length of the JSON in it. */
  bytesDecoded: number
  encoding: RequestEncoding
  token: string | undefined
  events: number
  uuids: readonly string[]
  /** Its events are stored. */
  stored: boolean
}

/** What the headers tell before anybody has read the body. */
export function createSighting(request: Request): Sighting {
  const length = Number(request.headers.get('Content-Length') ?? 0)
  const bytes = Number.isSafeInteger(length) && length > 0 ? length : 0
  return {
    bytesOnWire: bytes,
    bytesDecoded: bytes,
    encoding: 'plain',
    token: undefined,
    events: 0,
    uuids: [],
    stored: false,
  }
}
