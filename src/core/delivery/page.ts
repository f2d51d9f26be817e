/** What is told of a page, all of it optional. */
export interface PageListeners {
  /** The connection came or went. */
  readonly onConnection: () => void
  /** The page may be about to go; `isForGood` when it goes. Mobile browsers tell no more than `visibilitychange`. */
  readonly onLeave: (isForGood: boolean) => void
  /** The page is seen (again). */
  readonly onShow: () => void
  /** The page comes back from the back/forward cache, where other pages ran meanwhile. */
  readonly onReturn: () => void
}

/** Listens where there is something to listen to; returns the undo. */
export function listen(target: EventTarget | undefined, type: string, listener: (event: Event) => void): () => void {
  target?.addEventListener?.(type, listener)
  return () => target?.removeEventListener?.(type, listener)
}

/** Returns the undo. */
export function watchPage({ onConnection, onLeave, onShow, onReturn }: PageListeners): () => void {
  const { document } = globalThis
  const page = document && globalThis.window
  const undos = [
    listen(globalThis, 'online', onConnection),
    listen(globalThis, 'offline', onConnection),
    listen(page, 'pagehide', () => onLeave(true)),
    listen(page, 'pageshow', event => {
      if ((event as PageTransitionEvent).persisted) onReturn()
    }),
    listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'hidden') onLeave(false)
      else onShow()
    }),
  ]
  return () => undos.forEach(undo => undo())
}
