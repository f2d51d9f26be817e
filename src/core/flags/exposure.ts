import { createBlob } from '../storage/blob.js'
import type { SafeStorage } from '../storage/storage.js'

/** Older ones are forgotten and would be sent again: better than growing for ever on a server. */
const MAX_SEEN = 1000

/** Remembers which exposures were sent, over reloads when there is storage. */
export interface ExposureLog {
  /** Runs `send` when these (identity, flag, value) were not sent yet; counts only when it gives a uuid. */
  once(exposure: readonly unknown[], send: () => string | undefined): void
  clear(): void
}

export function createExposureLog(storage: SafeStorage): ExposureLog {
  const blob = createBlob<{ seen: readonly string[] }>(storage, 'exposures', ({ seen }) => Array.isArray(seen))
  let seen: readonly string[] | undefined
  return {
    once(parts, send) {
      seen ??= blob.read()?.seen ?? []
      const exposure = JSON.stringify(parts)
      if (seen.includes(exposure) || send() === undefined) return
      seen = [...seen, exposure].slice(-MAX_SEEN)
      blob.write({ seen })
    },
    clear() {
      seen = []
      blob.remove()
    },
  }
}
