import type { Capture } from '../capture.js'
import type { FlagsClient } from '../types.js'
import { exposureEvent } from '../wire/exposure.js'
import type { FetchFlags } from './fetchFlags.js'

/** Older ones are forgotten and would be sent again: better than growing for ever on a server. */
const MAX_SEEN = 1000

/** One remote evaluation for anybody; its exposure is remembered for the life of the client. */
export function createEvaluate(fetchFlags: FetchFlags, capture: Capture): FlagsClient['evaluate'] {
  const seen = new Set<string>()
  return async (key, request) => {
    const answer = await fetchFlags({ ...request, keys: [key] })
    const flag = answer.flags.find(answered => answered.key === key)
    const { distinctId, groups = {} } = request
    const exposure = JSON.stringify([distinctId, groups, key, flag?.value])
    const unknown = { key, ...(!answer.isPartial && { status: 'missing' as const }) }
    if (seen.has(exposure)) return flag?.value
    const [event, properties, options] = exposureEvent(flag ?? unknown, { answer })
    if (capture(event, properties, { ...options, distinctId, groups })) {
      for (const oldest of seen) {
        if (seen.size < MAX_SEEN) break
        seen.delete(oldest)
      }
      seen.add(exposure)
    }
    return flag?.value
  }
}
