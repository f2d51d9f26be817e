import type { RequestLogEntry } from './types.js'

const maxEntries = 10_000
const maxUuids = 500_000

/** What the sandbox was asked: the newest entries, bounded in number and in uuids. */
export interface RequestLog {
  readonly entries: readonly RequestLogEntry[]
  add(entry: Omit<RequestLogEntry, 'seq'>): void
  clear(): void
}

export function createRequestLog(): RequestLog {
  let entries: RequestLogEntry[] = []
  let uuids = 0
  let seq = 0

  function trim(): void {
    let surplus = 0
    while (entries.length - surplus > maxEntries || (uuids > maxUuids && surplus < entries.length - 1)) {
      uuids -= entries[surplus]?.uuids.length ?? 0
      surplus += 1
    }
    // In one piece and not at every entry: taking the first of ten thousand moves all others.
    entries = entries.slice(surplus)
  }

  return {
    get entries() {
      return entries.slice(-maxEntries)
    },
    add(entry) {
      entries.push({ seq: ++seq, ...entry })
      uuids += entry.uuids.length
      if (entries.length > maxEntries * 1.1 || uuids > maxUuids) trim()
    },
    clear() {
      entries = []
      uuids = 0
    },
  }
}
