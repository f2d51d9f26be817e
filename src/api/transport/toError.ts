import { type HogkitError, HttpError, InvalidResponseError, RateLimitError } from '../../core/errors.js'
import {
  ApiError,
  type ApiErrorOptions,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PermissionError,
  type PostHogErrorBody,
  QueryError,
  ValidationError,
} from '../errors/classes.js'
import type { Endpoint } from '../endpoints/endpoint.js'
import { type RateLimit, rateLimits } from '../rateLimits.js'
import { toQueryPosition } from './queryPosition.js'
import type { Answer } from './send.js'

/** What an error says of its request. */
export interface RequestInfo {
  /** `GET https://us.posthog.com/api/…`, without a query. */
  readonly target: string
  readonly mode: 'key' | 'proxy'
  readonly endpoint: Pick<Endpoint, 'rateClass' | 'scopes'>
  /** What the class may be asked, as the client knows it. Default PostHog's own. */
  readonly limit?: RateLimit | undefined
  /** The body that was sent: an offset in its HogQL becomes line and column. */
  readonly sent: unknown
}

/** What to do about an error, by the way to PostHog. */
const adviceOf = {
  key: {
    unauthenticated:
      'Check the personal API key (phx_…) and its region: a key of eu.posthog.com is unknown at us.posthog.com and the other way round. Set host to match.',
    /** Whose scopes are meant: "Add the scope … to {scopeOwner}." */
    scopeOwner: 'the personal API key',
    redirected: 'Set host to where it leads.',
    notJson: 'Is the host a PostHog?',
  },
  proxy: {
    unauthenticated: 'Your proxy did not recognise the caller: sign in, or check its authorize function.',
    scopeOwner: 'what authorize returns for this caller',
    redirected: 'Your backend may want the visitor to sign in, or baseUrl is not quite where the proxy is.',
    notJson: 'Is the proxy (createProxy of hogkit/server, or the Vite plugin) mounted at this baseUrl?',
  },
}

const maxBodyLength = 500

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads PostHog's error shape; some views answer `{error}`, `{message}`, a query's status, or swap `code` and `detail`. */
function toErrorBody(body: unknown, status: number): PostHogErrorBody {
  const record = isRecord(body) ? body : {}
  const text = (...names: string[]) =>
    names.map(name => record[name]).find((value): value is string => typeof value === 'string' && value !== '')
  return {
    type: text('type') ?? (status >= 500 ? 'server_error' : 'invalid_request'),
    code: text('code') ?? 'error',
    detail: text('detail', 'error', 'message') ?? errorOfStatus(record['query_status']),
    attr: text('attr') ?? null,
  }
}

/** A query that ran on its own and failed tells why in its status. */
function errorOfStatus(status: unknown): string {
  const message = isRecord(status) ? status['error_message'] : undefined
  return typeof message === 'string' ? message : ''
}

function describeLimit({ endpoint: { rateClass }, limit = rateLimits[rateClass] }: RequestInfo): string {
  const { perMinute = Infinity, perHour = Infinity } = limit
  const parts = [perMinute < Infinity && `${perMinute} a minute`, perHour < Infinity && `${perHour} an hour`]
  return `${parts.filter(Boolean).join(' and ') || 'its limit'} for everything of the class "${rateClass}"`
}

function describe429(retryAfterMs: number | undefined, isOwn: boolean, info: RequestInfo): string {
  const cause = isOwn ? `Not sent, as PostHog's rate limit is used up` : `PostHog's rate limit is reached`
  const free = retryAfterMs === undefined ? '' : ` Free again in ${Math.ceil(retryAfterMs / 1000)} s.`
  const raise = isOwn ? ' To wait longer, raise maxRateLimitWaitMs.' : ''
  return `${cause} (${info.target}): ${describeLimit(info)}.${free} Ask less often, or cache more.${raise}`
}

function adviceFor403(owner: string, scope: string | undefined): string {
  return scope ? `Add the scope "${scope}" to ${owner}.` : `Check what ${owner} may do, and in which project.`
}

/** A 400 of a query that is not about its HogQL: no JSON, or values that a proxy's named query does not take. */
const isAboutRequest = (code: string) => code === 'parse_error' || code === 'invalid_values'

function queryTextOf(body: unknown): string | undefined {
  const text = (body as { query?: { query?: unknown } } | null | undefined)?.query?.query
  return typeof text === 'string' ? text : undefined
}

/** Turns an answer that is of no use into the error that tells a caller what to do. */
export function toError(answer: Answer, info: RequestInfo): HogkitError {
  return answer.ok ? toInvalidResponseError(answer, info) : toHttpError(answer, info)
}

function toHttpError(answer: Answer, info: RequestInfo): HogkitError {
  const { status, retryAfterMs } = answer
  const { target } = info
  const advice = adviceOf[info.mode]
  const posthog = toErrorBody(answer.body, status)
  const options: ApiErrorOptions = { ...posthog, status, body: answer.text.slice(0, maxBodyLength), retryAfterMs }
  const said = posthog.detail || `The server answered ${status}.`
  const message = (whatToDo: string) => `${said} (${status}, ${target}) ${whatToDo}`.trim()

  if (status === 0 || (status >= 300 && status < 400)) {
    return new HttpError(`${target} answered with a redirect, which is not followed. ${advice.redirected}`, options)
  }
  switch (status) {
    case 400:
      if (info.endpoint.scopes[0] === 'query:read' && !isAboutRequest(posthog.code)) {
        const position = toQueryPosition(answer.body, posthog.detail, queryTextOf(info.sent))
        const where = position ? ` at line ${position.line}, column ${position.column}` : ''
        return new QueryError(`${said.replace(/[^.!?]$/, '$&.')} Correct the query${where}.`, { ...options, position })
      }
      return new ValidationError(message(`Correct ${posthog.attr ? `"${posthog.attr}"` : 'what was sent'}.`), options)
    case 401:
      return toAuthenticationError(said, posthog, info, options)
    case 403: {
      const scope = /scope '([a-z_*]+(?::\w+)?)'/.exec(posthog.detail)?.[1]
      return new PermissionError(message(adviceFor403(advice.scopeOwner, scope)), { ...options, scope })
    }
    case 404:
      return new NotFoundError(message('It does not exist in this project, or it is deleted: check the id.'), options)
    case 409:
      return new ConflictError(message('Read it again and repeat your change.'), options)
    case 429:
      return new RateLimitError(describe429(retryAfterMs, answer.isOwn === true, info), options)
    default:
      return new ApiError(
        message(
          status >= 500 ? 'The failure is on the server; try again later.' : 'The same request would be refused again.',
        ),
        options,
      )
  }
}

/** PostHog Cloud's regions know nothing of each other: a key of one is unknown in the other. https://posthog.com/docs/api#authentication */
const otherRegions: Readonly<Record<string, 'us' | 'eu'>> = { 'us.posthog.com': 'eu', 'eu.posthog.com': 'us' }

function toAuthenticationError(
  said: string,
  { code }: PostHogErrorBody,
  { target, mode }: RequestInfo,
  options: ApiErrorOptions,
): AuthenticationError {
  const where = `(401, ${target})`
  const hostname = /https?:\/\/([^/:\s]+)/.exec(target)?.[1] ?? ''
  // A key was read and found unknown: had it been missing, the code would be another.
  const otherRegion = mode === 'key' && code === 'authentication_failed' ? otherRegions[hostname] : undefined
  if (!otherRegion) return new AuthenticationError(`${said} ${where} ${adviceOf[mode].unauthenticated}`, options)
  return new AuthenticationError(
    `${said} ${where} The key is unknown at ${hostname}. If the project is at ${otherRegion}.posthog.com, set host: '${otherRegion}' (POSTHOG_HOST): a key is known in its own region only. Else it was deleted or mistyped: make a new one in PostHog.`,
    { ...options, otherRegion },
  )
}

/** A success that holds no JSON: most often the application's own page, because no proxy is mounted there. */
function toInvalidResponseError({ text }: Answer, { target, mode }: RequestInfo): InvalidResponseError {
  const isPage = /^\s*<(!doctype|html)/i.test(text)
  return new InvalidResponseError(
    `${target} answered with ${isPage ? 'a web page' : 'something'} instead of JSON. ${adviceOf[mode].notJson}`,
  )
}
