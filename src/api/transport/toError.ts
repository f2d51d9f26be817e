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
import { toQueryPosition } from './queryPosition.js'
import type { Answer } from './send.js'

/** What an error says of its request. */
export interface RequestInfo {
  /** `GET https://us.posthog.com/api/…`, without a query. */
  readonly target: string
  readonly mode: 'key' | 'proxy'
  readonly endpoint: Pick<Endpoint, 'rateClass'>
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

/** Reads PostHog's error shape; some views answer `{error}`, `{message}` or swap `code` and `detail`. */
function toErrorBody(body: unknown, status: number): PostHogErrorBody {
  const record = isRecord(body) ? body : {}
  const text = (...names: string[]) =>
    names.map(name => record[name]).find((value): value is string => typeof value === 'string' && value !== '')
  return {
    type: text('type') ?? (status >= 500 ? 'server_error' : 'invalid_request'),
    code: text('code') ?? 'error',
    detail: text('detail', 'error', 'message') ?? '',
    attr: text('attr') ?? null,
  }
}

function adviceFor403(owner: string, scope: string | undefined): string {
  return scope ? `Add the scope "${scope}" to ${owner}.` : `Check what ${owner} may do, and in which project.`
}

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
      if (info.endpoint.rateClass === 'query' && posthog.code !== 'parse_error') {
        return new QueryError(said, {
          ...options,
          position: toQueryPosition(answer.body, posthog.detail, queryTextOf(info.sent)),
        })
      }
      return new ValidationError(message(posthog.attr ? `Correct "${posthog.attr}".` : ''), options)
    case 401:
      return new AuthenticationError(message(advice.unauthenticated), options)
    case 403: {
      const scope = /scope '([a-z_*]+(?::\w+)?)'/.exec(posthog.detail)?.[1]
      return new PermissionError(message(adviceFor403(advice.scopeOwner, scope)), { ...options, scope })
    }
    case 404:
      return new NotFoundError(message('It does not exist in this project, or it is deleted.'), options)
    case 409:
      return new ConflictError(message('Read it again and repeat your change.'), options)
    case 429:
      return new RateLimitError(
        `PostHog's rate limit is reached (${target}).${retryAfterMs === undefined ? '' : ` Free again in ${Math.ceil(retryAfterMs / 1000)} s.`} Ask less often, or cache more.`,
        options,
      )
    default:
      return new ApiError(message(status >= 500 ? 'The failure is on the server; try again later.' : ''), options)
  }
}

/** A success that holds no JSON: most often the application's own page, because no proxy is mounted there. */
function toInvalidResponseError({ text }: Answer, { target, mode }: RequestInfo): InvalidResponseError {
  const isPage = /^\s*<(!doctype|html)/i.test(text)
  return new InvalidResponseError(
    `${target} answered with ${isPage ? 'a web page' : 'something'} instead of JSON. ${adviceOf[mode].notJson}`,
  )
}
