import { createRandom } from '../seed/random.js'
import type { Sighting } from '../http/sighting.js'
import { matchesLine } from './match.js'
import { quotaApplies } from './quota.js'
import type { ActiveFault, FaultRule } from './types.js'

/** A rule with its counts. */
export interface RunningRule {
  readonly rule: FaultRule & { readonly id: string }
  /** Whether it may be about the request, as far as method and path tell. Counts nothing. */
  mayMatch(method: string, path: string): boolean
  /** Counts the request if it matches, and tells whether the rule is due at it. */
  see(path: string, sighting: Sighting): boolean
  /** It was chosen. */
  fire(): void
  snapshot(): ActiveFault
}

export function runRule(rule: FaultRule & { readonly id: string }): RunningRule {
  const { match, times = Infinity, every = 1, probability = 1, seed = 1, fault } = rule
  const random = createRandom(seed, 'fault')
  let seen = 0
  let fired = 0

  function matches(path: string, sighting: Sighting): boolean {
    if (match?.token !== undefined && match.token !== sighting.token) return false
    if ('maxBodyBytes' in fault) return sighting.bytesDecoded > fault.maxBodyBytes
    return !('quotaLimited' in fault) || quotaApplies(fault, path)
  }

  return {
    rule,
    mayMatch: (method, path) => matchesLine(match, method, path),
    see(path, sighting) {
      if (!matches(path, sighting)) return false
      seen += 1
      const turn = seen - (match?.afterRequests ?? 0)
      if (turn <= 0) return false
      // Drawn even when the rule is used up, so that a request's luck hangs on its place alone.
      const isLucky = random.chance(probability)
      return fired < times && turn % every === 0 && isLucky
    },
    fire() {
      fired += 1
    },
    snapshot: () => ({ ...rule, seen, fired }),
  }
}
