import { isHogkitError } from '../errors/base.js'
import { HttpError, InvalidResponseError } from '../errors/request.js'
import type { Emitter } from '../emitter.js'
import type { FlagsContext } from '../flags/flags.js'
import type { FlagDetails } from '../types.js'
import type { FlagsAnswer } from '../wire/flags.js'
import type { StaleFlags } from './staleFlags.js'

/** What an error says of a flag, by its code: its status where it is more than `error`, and PostHog's word for it. */
const MEANINGS: Partial<Record<string, readonly [status: FlagDetails['status'], code: string]>> = {
  network: ['blocked', 'connection_error'],
  'quota-limited': ['quota-limited', 'quota_limited'],
  timeout: ['error', 'timeout'],
}

/** Takes the answer for the current identity, or why there is none, into what is known of flags. */
export function createSettleFlags(
  context: FlagsContext,
  stale: StaleFlags,
  emitter: Emitter,
  now: () => number,
): (result: FlagsAnswer | Error) => void {
  const { state, cache, owner, fail, toDetails, toMap } = context

  function learn(next: readonly FlagDetails[], answer: FlagsAnswer): void {
    context.previousId = context.failure = undefined
    context.answer = answer
    const at = now()
    // What an error left unknown is asked for again, and an error is no JSON.
    const flags = next.flatMap(flag => (flag.value === undefined ? [] : { ...flag, error: undefined }))
    cache.write({ owner: owner(), flags, at })
    state.update({ flags: toMap(next), others: { status: 'missing' }, isForeign: false, updatedAt: at })
    emitter.emit('flags', { error: undefined })
  }

  return result => {
    const known = stale.unmarked()
    if (result instanceof Error) {
      state.update({ flags: known })
      if (result instanceof HttpError) return fail(result, 'error', `api_error_${result.status}`)
      const [status, code] = (isHogkitError(result) && MEANINGS[result.code]) || []
      return fail(result, status, code)
    }
    const { flags, failed, isPartial, requestId } = result
    const { isForeign } = state.known
    const isKept = (key: string) => isPartial || failed.includes(key)
    const error = new InvalidResponseError('PostHog could not evaluate this flag: see its conditions, or try again.')
    // A partial answer adds to what is known; what the server failed to evaluate stays.
    const kept = [...known.values()].flatMap(flag =>
      isForeign || !isKept(flag.key) ? [] : flag.status === 'stale' ? { ...flag, error } : flag,
    )
    const lost = failed.map(key => toDetails(key, undefined, { status: 'error', error, requestId }))
    const answered = flags.map(flag =>
      stale.reuse(toDetails(flag.key, flag.value, { ...flag, source: 'server', requestId })),
    )
    learn([...toMap([...lost, ...kept, ...answered]).values()], result)
  }
}
