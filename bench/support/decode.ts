import { gunzipSync } from 'node:zlib'

/** One event as it arrived. */
export interface WireEvent {
  readonly uuid: string
  /** The number the benchmark gave it; `undefined` for events the client made by itself. */
  readonly seq: number | undefined
}

export interface DecodedBody {
  readonly events: WireEvent[]
  /** Bytes of JSON, before compression and form encoding. */
  readonly rawBytes: number
}

/** Reads every encoding PostHog's clients use: gzip (by its first bytes, whatever the headers say), a base64 form, JSON. */
export function decodeBody(body: Buffer): DecodedBody {
  const json = toJson(body)
  return { events: toEvents(JSON.parse(json.toString('utf8'))), rawBytes: json.length }
}

function toJson(body: Buffer): Buffer {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body)
  if (body.subarray(0, 5).toString() !== 'data=') return body
  const data = new URLSearchParams(body.toString('utf8')).get('data') ?? ''
  return Buffer.from(data, 'base64')
}

function toEvents(content: unknown): WireEvent[] {
  const { batch } = content as { batch?: unknown }
  const list = Array.isArray(content) ? content : Array.isArray(batch) ? batch : [content]
  return list.map((event: { uuid?: string; properties?: { seq?: number; $insert_id?: string } }) => ({
    uuid: event.uuid ?? event.properties?.$insert_id ?? '',
    seq: event.properties?.seq,
  }))
}
