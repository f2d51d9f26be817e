import { isHogkitError } from '../errors/base.js'
import { HttpError, InvalidResponseError } from '../errors/request.js'
import type { FlagsContext } from '../flags/flags.js'
import type { FlagDetails } from '../types.js'
import type { FlagsAnswer } from '../wire/flags.js'

/** What an error says of a flag, by its code: its status where it is more than `error`, and PostHog's word for it. */
const MEANINGS: Partial<Record<string, readonly [status: FlagDetails['status'], code: string]>> = {
  network: ['blocked', 'connection_error'],
  'quota-limited': ['quota-limited', 'quota_limited'],
  timeout: ['error', 'timeout'],
}

/** Takes the answer for the current identity, or why there is none, into what is known of flags. */
export function createSettleFlags({
  known,
  learn,
  fail,
  toDetails,
}: FlagsContext): (result: FlagsAnswer | Error) => void {
  return result => {
    if (result instanceof Error) {
      if (result instanceof HttpError) return fail(result, 'error', `api_error_${result.status}`)
      const [status, code] = (isHogkitError(result) && MEANINGS[result.code]) || []
      return fail(result, status, code)
    }
    const { flags, failed, isPartial, requestId } = result
    const before = known()
    const isKept = (key: string) => isPartial || failed.includes(key)
    const error = new InvalidResponseError('PostHog could not evaluate this flag: see its conditions, or try again.')
    // A partial answer adds to what is known; what the server failed to evaluate stays.
    const kept = [...before.flags.values()].flatMap(flag =>
      before.isForeign || !isKept(flag.key) ? [] : flag.status === 'stale' ? { ...flag, error } : flag,
    )
    const lost = failed.map(key => toDetails(key, undefined, { status: 'error', error, requestId }))
    const answered = flags.map(flag => toDetails(flag.key, flag.value, { ...flag, source: 'server', requestId }))
    learn([...new Map([...lost, ...kept, ...answered].map(flag => [flag.key, flag])).values()], result)
  }
}
