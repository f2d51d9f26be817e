import type { FlagsContext } from '../flags/flags.js'
import type { FlagMap } from '../flags/state.js'
import type { FlagDetails } from '../types.js'

/** Says of what is known that a newer answer is on its way, and takes it back where that one says the same or never comes. */
export interface StaleFlags {
  /** Values stay and become `stale`; flags without one stay what they are, so that nothing that gave up waits again. */
  readonly mark: () => void
  /** The same for good: what they were evaluated by is no more. */
  readonly outdate: () => void
  /** What is known, as it was before it was marked. What another identity or other properties made stale stays so. */
  readonly unmarked: () => FlagMap
  /** The flag as it was before where the answer says the same of it, so that its reference outlasts the question. */
  readonly reuse: (answered: FlagDetails) => FlagDetails
}

export function createStaleFlags(context: FlagsContext): StaleFlags {
  const { state, toMap } = context
  /** By what they were marked as: whatever else replaces a marked flag ends the mark. */
  const before = new WeakMap<FlagDetails, FlagDetails>()
  const flags = () => [...state.known.flags.values()]
  const unmark = (flag: FlagDetails): FlagDetails => before.get(flag) ?? flag

  const toStale = (flag: FlagDetails): FlagDetails =>
    flag.value === undefined ? flag : { ...flag, status: 'stale', error: undefined }

  function toMarked(flag: FlagDetails): FlagDetails {
    if (flag.status === 'stale' && !flag.error) return flag
    const marked = toStale(flag)
    if (marked !== flag) before.set(marked, flag)
    return marked
  }

  return {
    outdate() {
      if (context.isUsed) state.update({ flags: toMap(flags().map(toStale)) })
    },
    mark: () => state.update({ flags: toMap(flags().map(toMarked)) }),
    unmarked: () => toMap(flags().map(unmark)),
    reuse(answered) {
      const marked = state.known.flags.get(answered.key)
      const previous = marked && before.get(marked)
      return previous && toText(previous) === toText(answered) ? previous : answered
    },
  }
}

/** Every answer has a request id of its own. */
const toText = (flag: FlagDetails): string => JSON.stringify({ ...flag, requestId: undefined })
