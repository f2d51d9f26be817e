/** Listens where there is something to listen to; returns the undo. */
export function listen(target: EventTarget | undefined, type: string, listener: () => void): () => void {
  target?.addEventListener?.(type, listener)
  return () => target?.removeEventListener?.(type, listener)
}

/**
 * Tells of the page: `onChange` when the connection comes or goes, `onLeave` when the page may be about to go (mobile
 * browsers tell no more than `visibilitychange`). Returns the undo.
 */
export function watchPage(onChange: () => void, onLeave: () => void): () => void {
  const { document } = globalThis
  const undos = [
    listen(globalThis, 'online', onChange),
    listen(globalThis, 'offline', onChange),
    listen(document && globalThis.window, 'pagehide', onLeave),
    listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'hidden') onLeave()
    }),
  ]
  return () => undos.forEach(undo => undo())
}
