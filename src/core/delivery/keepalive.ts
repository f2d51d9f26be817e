/** Browsers let 64 KiB outlive a page, for all its requests together, the application's own included. */
const MAX_BYTES = 60_000

/** Counts what is on its way in requests that outlive the page. */
export interface Keepalive {
  /** Bytes that another such request may have. */
  readonly room: number
  /** Takes room for a request; gives it back when called. `undefined`: there is not enough. */
  take(bytes: number): (() => void) | undefined
}

export function createKeepalive(): Keepalive {
  let used = 0
  return {
    get room() {
      // Where there is no page, nothing is left.
      return globalThis.document ? MAX_BYTES - used : 0
    },
    take(bytes) {
      if (bytes > this.room) return undefined
      used += bytes
      return () => {
        used -= bytes
      }
    },
  }
}
