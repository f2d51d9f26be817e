import type { Endpoint } from '../../api/endpoints.js'
import { Denial } from '../http/denial.js'
import { declaresMoreThan, readLimited } from '../http/readLimited.js'

/** Names under which PostHog takes credentials outside of headers. A caller must not bring their own. */
const credentialNames = ['personal_api_key', 'secret_api_key', 'temporary_token']

function refuseCredential(name: string, where: string): void {
  if (!credentialNames.includes(name)) return
  throw new Denial(
    400,
    'credentials_not_accepted',
    `"${name}" in the ${where} is refused: the proxy brings its own key.`,
    {
      attr: name,
    },
  )
}

/**
 * The query to send on: parameters the table names for this endpoint, each once. Another one is an error and is not just dropped, since a
 * misspelt filter would answer with more than was asked for.
 * @throws Denial 400
 */
export function checkQuery(search: URLSearchParams, endpoint: Endpoint, id: string): string {
  const query = new URLSearchParams()
  for (const [name, value] of search) {
    refuseCredential(name, 'query')
    if (!endpoint.query.includes(name)) {
      const known = endpoint.query.length > 0 ? `Known: ${endpoint.query.join(', ')}.` : 'It takes none.'
      throw new Denial(400, 'invalid_input', `Unknown query parameter for ${id}. ${known}`, {
        attr: name.slice(0, 100),
      })
    }
    if (query.has(name)) throw new Denial(400, 'invalid_input', 'This query parameter may stand once.', { attr: name })
    query.append(name, value)
  }
  const text = query.toString()
  return text && `?${text}`
}

function checkMediaType(headers: Headers): void {
  const mediaType = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    throw new Denial(415, 'unsupported_media_type', 'The body must be JSON: send Content-Type: application/json.')
  }
  const encoding = headers.get('content-encoding')?.trim().toLowerCase()
  if (encoding && encoding !== 'identity') {
    throw new Denial(
      415,
      'unsupported_media_type',
      'The body must not be compressed, so that its size and content can be checked.',
    )
  }
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Not UTF-8 or not JSON: the same answer.
  }
  throw new Denial(400, 'parse_error', 'JSON parse error: the body must be one JSON object.', {
    type: 'invalid_request',
  })
}

/**
 * The fields of the body.
 * @throws Denial 400, 413, 415
 */
export async function readFields(
  request: Request,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  checkMediaType(request.headers)
  const tooLarge = () => new Denial(413, 'request_too_large', `The body is larger than ${maxBytes} bytes.`)
  if (declaresMoreThan(request.headers, maxBytes)) throw tooLarge()
  const bytes = await readLimited(request.body, maxBytes, signal)
  if (!bytes) throw tooLarge()
  const fields = parseObject(bytes)
  for (const name of Object.keys(fields)) refuseCredential(name, 'body')
  return fields
}

/**
 * The body to send on, written anew from what was checked: with a name twice, or hidden by escapes, PostHog could read another value
 * than we did.
 * @throws Denial 400, 413, 415
 */
export async function readBody(request: Request, maxBytes: number, signal: AbortSignal): Promise<string> {
  const fields = await readFields(request, maxBytes, signal)
  try {
    return JSON.stringify(fields)
  } catch {
    throw new Denial(400, 'parse_error', 'JSON parse error: nested too deeply.', { type: 'invalid_request' })
  }
}
