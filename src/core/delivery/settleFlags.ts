import { isHogkitError } from '../errors/base.js'
import type { FlagsContext } from '../flags/flags.js'
import type { FlagDetails } from '../types.js'
import type { FlagsAnswer } from '../wire/flags.js'

/** What an error's code says of a flag, where it is more than `error`. */
const STATUSES: Partial<Record<string, FlagDetails['status']>> = {
  network: 'blocked',
  'quota-limited': 'quota-limited',
}

/** Takes the answer for the current identity, or why there is none, into what is known of flags. */
export function createSettleFlags({
  known,
  learn,
  fail,
  toDetails,
}: FlagsContext): (result: FlagsAnswer | Error) => void {
  return result => {
    if (result instanceof Error) return fail(result, isHogkitError(result) ? STATUSES[result.code] : undefined)
    const { flags, failed, isPartial, requestId } = result
    const before = known()
    // A partial answer adds to what is known; what the server failed to evaluate stays.
    const kept = [...before.flags.values()].filter(
      ({ key }) => !before.isForeign && (isPartial || failed.includes(key)),
    )
    const answered = flags.map(flag => toDetails(flag.key, flag.value, { ...flag, source: 'server', requestId }))
    learn([...new Map([...kept, ...answered].map(flag => [flag.key, flag])).values()], result)
  }
}
