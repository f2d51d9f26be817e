/** When an element counts as in view. */
export interface ViewOptions {
  /** Share of the element that has to be visible, 0 to 1. */
  readonly threshold: number
  /** Grows or shrinks the viewport, as in CSS: `'0px 0px -80px'`. */
  readonly rootMargin: string
}

/** One element, watched for one caller. */
interface Watch extends ViewOptions {
  readonly element: Element
  readonly onChange: (isInView: boolean) => void
}

/** An IntersectionObserver and who waits for it: all that ask for the same share and margin have one in common. */
interface Pool {
  readonly share: number
  readonly observer: IntersectionObserver
  readonly watches: Map<Element, Set<Watch>>
}

const pools = new Map<string, Pool>()
const poolOf = new WeakMap<Watch, Pool>()
const warned = new Set<string>()

/**
 * Tells whether an element is in view: first as soon as the browser knows, then at every change, and sometimes the same
 * again. Returns the undo.
 *
 * What is larger than the viewport can never be visible as a whole: of such an element the share of what fits counts.
 * Where the browser has no IntersectionObserver, nothing is ever told.
 */
export function observeView(element: Element, options: ViewOptions, onChange: Watch['onChange']): () => void {
  if (typeof IntersectionObserver === 'undefined') {
    warnOnce('There is no IntersectionObserver here, so useCaptureOnView and <CaptureOnView> capture nothing.')
    return () => {}
  }
  const watch: Watch = { ...options, element, onChange }
  join(watch, shareOf(watch, 1))
  return () => leave(watch)
}

function join(watch: Watch, share: number): void {
  const { element, rootMargin } = watch
  const pool = getPool(share, rootMargin)
  const watches = pool.watches.get(element) ?? new Set()
  // Observed for somebody else already: only observing anew makes the browser say how things stand.
  if (watches.size) pool.observer.unobserve(element)
  pool.watches.set(element, watches.add(watch))
  poolOf.set(watch, pool)
  pool.observer.observe(element)
}

function leave(watch: Watch): void {
  const pool = poolOf.get(watch)
  const watches = pool?.watches.get(watch.element)
  if (!pool || !watches?.delete(watch) || watches.size) return
  pool.watches.delete(watch.element)
  pool.observer.unobserve(watch.element)
  if (pool.watches.size) return
  pool.observer.disconnect()
  for (const [key, value] of pools) if (value === pool) pools.delete(key)
}

function getPool(share: number, rootMargin: string): Pool {
  const key = `${share} ${rootMargin}`
  const known = pools.get(key)
  if (known) return known
  const pool: Pool = {
    share,
    observer: createObserver(entries => tell(pool, entries), share, rootMargin),
    watches: new Map(),
  }
  pools.set(key, pool)
  return pool
}

function createObserver(callback: IntersectionObserverCallback, share: number, rootMargin: string) {
  // The 0 is for what has become larger than the viewport since: it is measured again as it comes in.
  const threshold = share > 0 ? [0, share] : 0
  try {
    return new IntersectionObserver(callback, { threshold, rootMargin })
  } catch {
    warnOnce(
      `rootMargin ${JSON.stringify(rootMargin)} is left out: it has to be pixels or percent, such as "0px 0px -80px".`,
    )
    return new IntersectionObserver(callback, { threshold })
  }
}

function tell(pool: Pool, entries: readonly IntersectionObserverEntry[]): void {
  for (const entry of entries) {
    const fit = fitOf(entry)
    for (const watch of Array.from(pool.watches.get(entry.target) ?? [])) {
      const share = shareOf(watch, fit)
      if (share !== pool.share) {
        leave(watch)
        join(watch, share)
      }
      watch.onChange(entry.isIntersecting && entry.intersectionRatio >= share)
    }
  }
}

/** How much of an element can be visible at once, 0 to 1. */
function fitOf({ boundingClientRect: element, rootBounds: root }: IntersectionObserverEntry): number {
  // A frame shows no more than itself, whatever the margin; one of another origin is not told how large the page is.
  const frame = window.parent === window ? undefined : { width: innerWidth, height: innerHeight }
  const width = Math.min(root?.width ?? Infinity, frame?.width ?? Infinity)
  const height = Math.min(root?.height ?? Infinity, frame?.height ?? Infinity)
  return Math.min(1, width / element.width) * Math.min(1, height / element.height)
}

/** Two digits, so that there are few observers; a hair below 1, which fractions of a pixel keep from being reached. */
function shareOf({ threshold }: ViewOptions, fit: number): number {
  return Math.floor(Math.min(threshold, 0.99) * (fit || 1) * 100) / 100
}

function warnOnce(message: string): void {
  if (warned.has(message)) return
  warned.add(message)
  // Not `warnInDevelopment`: this file is downloaded late, and a module that both halves share becomes one more file.
  // oxlint-disable-next-line no-console -- the console is where a developer looks
  if (process.env.NODE_ENV !== 'production') console.warn(`[hogkit] ${message}`)
}
