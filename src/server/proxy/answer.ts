import type { Endpoint } from '../../api/endpoints.js'
import { Denial, type ErrorBody } from '../http/denial.js'
import type { ProxySettings } from './options.js'
import type { Route } from './route.js'

/** PostHog's answer, read to its end. */
export interface UpstreamAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** What the client gets, before it is a `Response`. */
export interface ClientAnswer {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

const maxDetailLength = 2000
const positionNames = ['start', 'end', 'line', 'column']

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `Retry-After` when it is what the standard allows, seconds or a date; anything else is not passed on. */
function retryAfter(headers: Headers): Record<string, string> {
  const value = headers.get('retry-after') ?? ''
  return /^\d{1,9}$/.test(value) || /^[A-Z][a-z]{2}, [\w: ]{20,25}$/.test(value) ? { 'retry-after': value } : {}
}

/** What a client may know of PostHog's error: its four fields as text, and where a query is wrong. */
function toErrorBody(body: unknown, status: number): ErrorBody {
  const record = isRecord(body) ? body : {}
  const text = (name: string) => {
    const value = record[name]
    return typeof value === 'string' ? value.slice(0, maxDetailLength) : undefined
  }
  const source = isRecord(record['extra']) ? record['extra'] : record
  const extra = Object.fromEntries(
    positionNames.flatMap(name => (typeof source[name] === 'number' ? [[name, source[name]]] : [])),
  )
  return {
    type: text('type') ?? (status >= 500 ? 'server_error' : 'invalid_request'),
    code: text('code') ?? (status === 405 ? 'method_not_allowed' : 'error'),
    detail:
      text('detail') ?? text('error') ?? text('message') ?? errorOfStatus(record) ?? `PostHog answered ${status}.`,
    attr: text('attr') ?? null,
    ...(Object.keys(extra).length > 0 && { extra }),
  }
}

/** A query that ran on its own and failed tells why in its status. */
function errorOfStatus({ query_status: status }: Record<string, unknown>): string | undefined {
  const message = isRecord(status) ? status['error_message'] : undefined
  return typeof message === 'string' ? message.slice(0, maxDetailLength) : undefined
}

/** A link of a list, turned from PostHog's URL into this proxy's path with the same parameters. */
function toOwnLink(link: unknown, route: Route, host: string): string | null {
  if (typeof link !== 'string' || !URL.canParse(link, host)) return null
  const query = new URLSearchParams()
  for (const [name, value] of new URL(link, host).searchParams) {
    if (route.endpoint.query.includes(name)) query.append(name, value)
  }
  const text = query.toString()
  return `${route.ownPath}${text && `?${text}`}`
}

function toSuccessText(text: string, route: Route, host: string): string {
  const { endpoint } = route
  if (text === '' || endpoint.pagination === 'none') return text
  const body = parse(text)
  if (!isRecord(body)) throw notJson()
  const { next, previous } = body
  return JSON.stringify({ ...body, next: toOwnLink(next, route, host), previous: toOwnLink(previous, route, host) })
}

const notJson = () =>
  new Denial(502, 'upstream_invalid', 'PostHog answered with something that is not JSON. Check the host.')

function checkIsJson(answer: UpstreamAnswer): void {
  const mediaType = answer.headers.get('content-type') ?? ''
  if (answer.text !== '' && !/^application\/(?:[\w.+-]+\+)?json\b/i.test(mediaType)) throw notJson()
}

function deny(answer: UpstreamAnswer, endpoint: Endpoint): never {
  const { status } = answer
  if (status === 401 || status === 403) {
    // Whose key it is and what it lacks is between this server and PostHog.
    throw new Denial(
      502,
      'upstream_authentication',
      `PostHog refused the proxy's own access. On the server, check the personal API key, its scope '${endpoint.scopes.join("' and '")}', its project and its region.`,
    )
  }
  throw new Denial(502, 'upstream_redirect', 'PostHog answered with a redirect, which is not followed. Check the host.')
}

/** Statuses whose meaning is the client's: passed on with PostHog's words. */
const isPassedOn = (status: number) => (status >= 400 && status < 500) || [500, 503, 504, 512].includes(status)

/**
 * What the client gets of PostHog's answer.
 * @throws Denial 502 for what must not be passed on
 */
export function toClientAnswer(answer: UpstreamAnswer, route: Route, settings: ProxySettings): ClientAnswer {
  const { status, headers, text } = answer
  if (status >= 200 && status < 300) {
    checkIsJson(answer)
    return { status, text: status === 204 ? '' : toSuccessText(text, route, settings.host), headers: {} }
  }
  if (status < 400 || status === 401 || status === 403) deny(answer, route.endpoint)
  const body = toErrorBody(parse(text), status)
  return { status: isPassedOn(status) ? status : 502, text: JSON.stringify(body), headers: retryAfter(headers) }
}

/**
 * A success as another object; other answers stay as they are.
 * @throws Denial 502 for a success that is no JSON object
 */
export function changeAnswer(answer: ClientAnswer, change: (body: Record<string, unknown>) => object): ClientAnswer {
  if (answer.status >= 300) return answer
  const body = parse(answer.text)
  if (!isRecord(body)) throw notJson()
  return { ...answer, text: JSON.stringify(change(body)) }
}

/** A text and what it says once its escapes are read: `\\u0070` of JSON, `%70` of a URL. */
function readings(text: string): string[] {
  const plain = text.includes('\\u00') ? JSON.stringify(parse(text) ?? null) : text
  const decoded = plain.includes('%')
    ? plain.replace(/%([0-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain
  return [text, plain, decoded]
}

/**
 * The last look before an answer leaves: the key must not be in it, also not behind escapes.
 * @throws Denial 502
 */
export function checkForKey(text: string, key: string): void {
  if (readings(text).some(reading => reading.includes(key))) {
    throw new Denial(502, 'upstream_leaked_key', "PostHog's answer held the proxy's key and was withheld.")
  }
}
