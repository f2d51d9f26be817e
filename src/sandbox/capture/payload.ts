import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { BodyTooLargeError, readBody } from '../http/body.js'
import type { RequestEncoding, Sighting } from '../http/sighting.js'
import { CaptureError } from './errors.js'

const gunzipAsync = promisify(gunzip)

/**
 * The text of a public request, out of whatever it is wrapped in: plain, gzip (told by its first bytes, whatever the headers say),
 * base64 of either, a form with `data=`, or `?data=`. At most `limit` bytes, before and after unpacking. Notes sizes and wrapping on the sighting.
 */
export async function readPayload(request: Request, url: URL, limit: number, sighting?: Sighting): Promise<string> {
  const body = await boundedBody(request, limit)
  const inQuery = url.searchParams.get('data')
  const bytes = body.byteLength === 0 && inQuery !== null ? Buffer.from(inQuery) : body
  const { data, compression } = unwrapForm(bytes, url.searchParams.get('compression'))
  if (compression === 'lz64') {
    throw new CaptureError(
      501,
      'the sandbox does not read lz64, which no current SDK sends: send gzip or base64 instead',
    )
  }
  const { text, encoding } = await unpack(data, limit)
  if (sighting) {
    Object.assign(sighting, { bytesOnWire: body.byteLength, bytesDecoded: Buffer.byteLength(text), encoding })
  }
  return text
}

async function boundedBody(request: Request, limit: number): Promise<Uint8Array> {
  try {
    return await readBody(request, limit)
  } catch (error) {
    if (error instanceof BodyTooLargeError) {
      throw new CaptureError(413, 'Failed to buffer the request body: length limit exceeded')
    }
    throw new CaptureError(400, 'failed to read the request body')
  }
}

/** A form is told by its content, because `curl -d '{…}'` calls JSON a form. */
function unwrapForm(bytes: Uint8Array, compression: string | null): { data: Uint8Array; compression: string | null } {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  if (!/^(?:[\w.-]+=[^&]*&)*data=/.test(start) && !start.startsWith('data=')) return { data: bytes, compression }
  const form = new URLSearchParams(Buffer.from(bytes).toString('latin1'))
  const data = form.get('data') ?? ''
  return { data: Buffer.from(data), compression: form.get('compression') ?? compression }
}

async function unpack(bytes: Uint8Array, limit: number): Promise<{ text: string; encoding: RequestEncoding }> {
  const data = await gunzipped(bytes, limit)
  const text = Buffer.from(data).toString('utf8')
  const decoded = fromBase64(text)
  if (!decoded) return { text, encoding: data === bytes ? 'plain' : 'gzip' }
  const inner = await gunzipped(decoded, limit)
  return { text: Buffer.from(inner).toString('utf8'), encoding: inner === decoded ? 'base64' : 'base64+gzip' }
}

async function gunzipped(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b)) return bytes
  try {
    // Stops while unpacking, so a bomb never takes more memory than the limit.
    return await gunzipAsync(bytes, { maxOutputLength: limit })
  } catch (error) {
    if (error instanceof RangeError) throw new CaptureError(413, 'maximum event size exceeded')
    throw new CaptureError(400, 'failed to decode request: invalid GZIP data')
  }
}

/** The bytes when the text is base64 and not JSON. A `+` may have become a space on its way through a form or a URL. */
function fromBase64(text: string): Buffer | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || /^[[{"]/.test(trimmed)) return undefined
  const candidate = (trimmed.includes('%') ? safeDecode(trimmed) : trimmed).replaceAll(' ', '+')
  return /^[\w+/-]+={0,2}$/.test(candidate) ? Buffer.from(candidate, 'base64') : undefined
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
