import type { FlagsContext } from '../flags/flags.js'
import type { DeliveryOptions } from './options.js'
import { listen } from './page.js'

/**
 * Keeps flags fresh while somebody looks: in steady steps, when the visitor comes back to the page, and when the connection is
 * back after a request failed. Outside of a page nothing happens by itself. Returns the undo.
 */
export function watchFlags(
  { flagsRefreshIntervalMs, flagsRefreshOnFocus }: DeliveryOptions,
  flags: FlagsContext,
  isLoading: () => boolean,
): () => void {
  const { document, navigator } = globalThis
  if (!document) return () => {}
  const isIdle = () => flags.isUsed && !isLoading() && document.visibilityState !== 'hidden' && navigator.onLine
  /** Only where the last answer is old or did not come. */
  const onReturn = () => {
    if (!isIdle()) return
    const { state, failure } = flags
    if (flags.isOld(state.known.updatedAt)) state.update({ flags: flags.toStale() })
    else if (failure === undefined) return
    void flags.refresh()
  }
  const undos = [
    listen(globalThis, 'online', onReturn),
    ...(flagsRefreshOnFocus
      ? [listen(document, 'visibilitychange', onReturn), listen(globalThis.window, 'focus', onReturn)]
      : []),
  ]
  const timer = flagsRefreshIntervalMs
    ? setInterval(() => {
        if (isIdle()) void flags.refresh()
      }, flagsRefreshIntervalMs)
    : undefined
  return () => {
    clearInterval(timer)
    undos.forEach(undo => undo())
  }
}
