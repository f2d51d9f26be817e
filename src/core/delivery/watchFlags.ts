import type { FlagsContext } from '../flags/flags.js'
import type { DeliveryOptions } from './options.js'
import { listen } from './page.js'

/**
 * Keeps flags fresh while somebody looks: in steady steps, when the visitor comes back to the page, and when the connection is
 * back after a request failed. Outside of a page nothing happens by itself. Returns the undo.
 */
export function watchFlags(
  { flagsRefreshIntervalMs, flagsRefreshOnFocus }: DeliveryOptions,
  { refresh }: FlagsContext,
): () => void {
  const { document, navigator } = globalThis
  if (!document) return () => {}
  const isWatched = () => document.visibilityState !== 'hidden' && navigator.onLine
  const onReturn = () => {
    if (isWatched()) refresh(true)
  }
  const undos = [
    listen(globalThis, 'online', onReturn),
    ...(flagsRefreshOnFocus
      ? [listen(document, 'visibilitychange', onReturn), listen(globalThis.window, 'focus', onReturn)]
      : []),
  ]
  const timer = flagsRefreshIntervalMs
    ? setInterval(() => {
        if (isWatched()) refresh()
      }, flagsRefreshIntervalMs)
    : undefined
  return () => {
    clearInterval(timer)
    undos.forEach(undo => undo())
  }
}
