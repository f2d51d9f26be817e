import { HttpError, NetworkError, QuotaLimitedError } from '../errors/request.js'
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
/** Another try may help. */
const PASSING = [502, 504]

/** One retry where another try may help, and `/decide` where `/flags` is unknown. */
export function createFetchFlags(
  options: DeliveryOptions,
  transport: Transport,
  toJson: (value: unknown) => string,
): FetchFlags {
  const { projectToken, flagsTimeoutMs, flagsPath = FLAGS_PATH, evaluationContexts } = options
  const ownPath = `${flagsPath}${flagsPath.includes('?') ? '&' : '?'}${FLAGS_VERSION}`
  let path = ownPath
  /** The last question and its answer: asked again, a server that knows ETags need not repeat itself. */
  let asked: { readonly body: string; readonly known: KnownAnswer } | undefined
  return async request => {
    const { signal } = request
    const defaults = { keys: options.flagKeys, evaluationContexts, runtime: options.evaluationRuntime }
    const body = toJson(toFlagsBody(projectToken, { ...defaults, ...request }))
    const known = asked?.body === body ? asked.known : {}
    let askedAt = path
    const ask = () => transport({ path: askedAt, body, timeoutMs: flagsTimeoutMs, signal, known })
    const again = async (error: unknown): Promise<string> => {
      const status = error instanceof HttpError ? error.status : 0
      if (error instanceof NetworkError || PASSING.includes(status)) return ask()
      if (askedAt !== ownPath || !UNKNOWN_PATH.includes(status)) throw error
      askedAt = DECIDE_PATH
      try {
        return await ask()
      } catch {
        // What has neither said more the first time.
        throw error
      }
    }
    const answer = readFlagsAnswer(await ask().catch(again))
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
