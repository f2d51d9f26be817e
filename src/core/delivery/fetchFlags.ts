import { HttpError, NetworkError, QuotaLimitedError, TimeoutError } from '../errors/request.js'
import { type FlagsAnswer, readFlagsAnswer } from '../wire/flags.js'
import { DECIDE_PATH, FLAGS_PATH, FLAGS_VERSION, type FlagsRequest, toFlagsBody } from '../wire/requests.js'
import type { DeliveryOptions } from './options.js'
import type { KnownAnswer, Transport } from './transport.js'

/** Asks PostHog for flags, once; rejects with a typed error. */
export type FetchFlags = (request: FlagsRequest) => Promise<FlagsAnswer>

/**
 * How a server says that it has no `/flags`: PostHog from before it gives everything that it has no route for to the app's page, and
 * that one refuses a POST without a CSRF token.
 */
const UNKNOWN_PATH = [403, 404, 405]
const RETRY_MS = 300
/** However many the app asks for: nobody waits for ever. */
const MAX_RETRIES = 10

/**
 * Tries again, later and later, where another try may help, and asks `/decide` where `/flags` is unknown.
 * https://github.com/PostHog/sdk-specs/blob/main/openspec/specs/http-client/spec.md
 */
export function createFetchFlags(
  options: DeliveryOptions,
  transport: Transport,
  toJson: (value: unknown) => string,
): FetchFlags {
  const { projectToken, flagsTimeoutMs, flagsPath = FLAGS_PATH, evaluationContexts } = options
  const maxRetries = Math.min(options.flagsMaxRetries, MAX_RETRIES)
  const ownPath = `${flagsPath}${flagsPath.includes('?') ? '&' : '?'}${FLAGS_VERSION}`
  let path = ownPath
  /** The last question and its answer: asked again, a server that knows ETags need not repeat itself. */
  let asked: { readonly body: string; readonly known: KnownAnswer } | undefined
  return async request => {
    const { signal } = request
    const defaults = { keys: options.flagKeys, evaluationContexts, runtime: options.evaluationRuntime }
    const body = toJson(toFlagsBody(projectToken, { ...defaults, ...request }))
    const known = asked?.body === body ? asked.known : {}
    const ask = (at: string, retry = 0): Promise<string> =>
      transport({ path: at, body, timeoutMs: flagsTimeoutMs, signal, known }).catch(async (error: unknown) => {
        if (retry >= maxRetries || !isTransient(error)) throw error
        await pause(RETRY_MS * 2 ** retry, signal)
        return ask(at, retry + 1)
      })
    let askedAt = path
    const askOlder = async (error: unknown): Promise<string> => {
      const isUnknown = error instanceof HttpError && UNKNOWN_PATH.includes(error.status)
      if (askedAt !== ownPath || !isUnknown) throw error
      askedAt = DECIDE_PATH
      try {
        return await ask(askedAt)
      } catch {
        // What has neither said more the first time.
        throw error
      }
    }
    const answer = readFlagsAnswer(await ask(path).catch(askOlder))
    path = askedAt
    asked = { body, known }
    if (answer.isQuotaLimited) {
      throw new QuotaLimitedError(
        'The project is over its feature flag quota: known values stay. Raise the limit in PostHog > Billing.',
      )
    }
    return answer
  }
}

/** No answer, or one of a gateway that got none. Any other status is PostHog's own word. */
function isTransient(error: unknown): boolean {
  if (error instanceof HttpError) return [502, 504].includes(error.status)
  return error instanceof NetworkError || error instanceof TimeoutError
}

/** Ends early when nobody waits any more. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise(resolve => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    if (signal?.aborted) end()
    else signal?.addEventListener('abort', end)
  })
}
