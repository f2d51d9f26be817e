import { observeView, type ViewOptions } from './observeView.js'

/** What one use of `useCaptureOnView` wants now. */
export interface ViewingSettings extends ViewOptions {
  readonly enabled: boolean
  /** How long the element has to stay in view without a break, ms. */
  readonly dwellMs: number
  readonly once: boolean
  /** Called when it was seen. */
  readonly onSeen: () => void
}

/** Follows one element after the other through the settings of one hook. */
export interface Viewing {
  /** The ref callback: the element now, or `null` when there is none. */
  readonly ref: (element: Element | null) => void
  /** The settings of the render that was committed last. Starts again what {@link stop} stopped. */
  readonly update: (settings: ViewingSettings) => void
  readonly stop: () => void
}

/**
 * The life of "seen": in view, on a page that is shown, for the whole dwell time. A page in a background tab is not looked
 * at, so dwelling starts over when it comes to the front.
 */
export function createViewing(): Viewing {
  let element: Element | null = null
  let isDetached = true
  let settings: ViewingSettings | undefined
  let unobserve: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isInView = false
  /** Seen since it came into view; with `once`, ever. */
  let isSeen = false

  function see(): void {
    timer = undefined
    isSeen = true
    if (settings?.once) stop()
    settings?.onSeen()
  }

  function dwell(): void {
    const isLookedAt = isInView && document.visibilityState === 'visible'
    if (!isLookedAt || isSeen) {
      clearTimeout(timer)
      timer = undefined
    } else if (settings && timer === undefined) {
      if (settings.dwellMs > 0) timer = setTimeout(see, settings.dwellMs)
      else see()
    }
  }

  function start(): void {
    if (unobserve || !element || !settings?.enabled || (settings.once && isSeen)) return
    const stopObserving = observeView(element, settings, inView => {
      isInView = inView
      if (!inView) isSeen = false
      dwell()
    })
    document.addEventListener('visibilitychange', dwell)
    unobserve = () => {
      stopObserving()
      document.removeEventListener('visibilitychange', dwell)
    }
  }

  function stop(): void {
    unobserve?.()
    unobserve = undefined
    isInView = false
    dwell()
  }

  function follow(next: Element | null): void {
    stop()
    element = next
    if (!settings?.once) isSeen = false
    start()
  }

  /** Only now: a ref callback that is a new function on every render is told `null` and the same element in one go. */
  function settle(): void {
    if (isDetached) follow(null)
  }

  return {
    ref(next) {
      isDetached = next === null
      if (next === null) queueMicrotask(settle)
      else if (next !== element) follow(next)
    },
    update(next) {
      const changed = settings && isOther(settings, next)
      settings = next
      if (changed) stop()
      start()
    },
    stop,
  }
}

/** Whether the element has to be observed anew. */
function isOther(a: ViewingSettings, b: ViewingSettings): boolean {
  return (
    a.enabled !== b.enabled ||
    a.once !== b.once ||
    a.threshold !== b.threshold ||
    a.rootMargin !== b.rootMargin ||
    a.dwellMs !== b.dwellMs
  )
}
