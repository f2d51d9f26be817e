import type { RequestLogEntry } from 'hogkit/sandbox'

/** What became of captured events, out of what was captured, what is stored and what was sent. */
export interface DeliveryReport {
  /** Captured, and neither stored nor still waiting. */
  readonly lost: readonly string[]
  /** Stored more than once. */
  readonly doubled: readonly string[]
  /** Stored, and never captured. */
  readonly foreign: readonly string[]
  /** Sent again although the answer to an earlier send was a success: more often than 1 + its failed sends. */
  readonly resentInVain: readonly string[]
  /** How often a request carried the uuid. */
  readonly sends: ReadonlyMap<string, number>
  /** How many requests carried events. */
  readonly requests: number
}

export interface Delivery {
  /** The uuids that `capture()` gave. */
  readonly captured: readonly string[]
  /** `await sandbox.storedUuids()`. */
  readonly stored: readonly string[]
  /** `sandbox.faults.requests`. */
  readonly requests: readonly RequestLogEntry[]
  /** The uuids that the client still keeps. */
  readonly waiting?: readonly string[]
}

/** Counts what was lost, doubled or sent in vain. With nothing wrong all lists are empty. */
export function deliveryReport({ captured, stored, requests, waiting = [] }: Delivery): DeliveryReport {
  const carrying = requests.filter(request => request.events > 0)
  const sends = count(carrying.flatMap(request => [...new Set(request.uuids)]))
  const failed = count(carrying.filter(isFailed).flatMap(request => [...new Set(request.uuids)]))
  const kept = new Set([...stored, ...waiting])
  const own = new Set(captured)
  return {
    lost: captured.filter(uuid => !kept.has(uuid)),
    doubled: [...count(stored)].filter(([, times]) => times > 1).map(([uuid]) => uuid),
    foreign: stored.filter(uuid => !own.has(uuid)),
    resentInVain: [...sends].filter(([uuid, times]) => times > 1 + (failed.get(uuid) ?? 0)).map(([uuid]) => uuid),
    sends,
    requests: carrying.length,
  }
}

/** The client did not hear that it went well. */
function isFailed({ status }: RequestLogEntry): boolean {
  return typeof status !== 'number' || status < 200 || status > 299
}

function count(uuids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const uuid of uuids) counts.set(uuid, (counts.get(uuid) ?? 0) + 1)
  return counts
}
