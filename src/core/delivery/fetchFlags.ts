import { HttpError, NetworkError, QuotaLimitedError } from '../errors/request.js'
import { type FlagsAnswer, readFlagsAnswer } from '../wire/flags.js'
import { DECIDE_PATH, FLAGS_PATH, FLAGS_VERSION, type FlagsRequest, toFlagsBody } from '../wire/requests.js'
import type { DeliveryOptions } from './options.js'
import type { KnownAnswer, Transport } from './transport.js'

/** Asks PostHog for flags, once; rejects with a typed error. */
export type FetchFlags = (request: FlagsRequest) => Promise<FlagsAnswer>

/** One retry where another try may help, and `/decide` where `/flags` is unknown. */
export function createFetchFlags(
  { projectToken, flagsTimeoutMs, flagsPath = FLAGS_PATH, flagKeys, evaluationContexts }: DeliveryOptions,
  transport: Transport,
  toJson: (value: unknown) => string,
): FetchFlags {
  const ownPath = `${flagsPath}${flagsPath.includes('?') ? '&' : '?'}${FLAGS_VERSION}`
  let path = ownPath
  /** The last question and its answer: asked again, a server that knows ETags need not repeat itself. */
  let asked: { readonly body: string; readonly known: KnownAnswer } | undefined
  return async request => {
    const { signal } = request
    const body = toJson(toFlagsBody(projectToken, { keys: flagKeys, evaluationContexts, ...request }))
    const known = asked?.body === body ? asked.known : {}
    const ask = () => transport({ path, body, timeoutMs: flagsTimeoutMs, signal, known })
    const again = (error: unknown): Promise<string> => {
      if (error instanceof HttpError && error.status === 404 && path === ownPath) path = DECIDE_PATH
      else if (!(error instanceof NetworkError || (error instanceof HttpError && [502, 504].includes(error.status))))
        throw error
      return ask()
    }
    const answer = readFlagsAnswer(await ask().catch(again))
    asked = { body, known }
    if (answer.isQuotaLimited) {
      throw new QuotaLimitedError(
        'The project is over its feature flag quota: known values stay. Raise the limit in PostHog > Billing.',
      )
    }
    return answer
  }
}
