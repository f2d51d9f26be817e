import { createIds } from '../ids.js'
import type { HogkitClient, Properties } from '../types.js'
import { claim } from './claim.js'

/** Where a page was scrolled to, and how far it ever was. https://posthog.com/docs/data/pageleave-and-scroll-depth */
interface Scroll {
  readonly maxHeight: number
  readonly maxContent: number
  readonly last: number
  readonly max: number
}

interface Page {
  readonly id: string
  readonly pathname: string
  readonly since: number
  scroll: Scroll
}

/** What events tell of the page they happen on, and of the one before. */
export interface PageTracker {
  /** For one event: `$pageview` begins a page, and it and `$pageleave` tell how the one so far was read. */
  readonly properties: (event: string) => Properties
  readonly stop: () => void
}

const claims = new WeakSet<HogkitClient>()
const newId = createIds(Date.now)

/** Follows the pages of a client; `undefined` where another plugin does. */
export function trackPages(client: HogkitClient): PageTracker | undefined {
  const release = claim(claims, client)
  if (!release) return undefined
  let page: Page | undefined
  let shared: Properties = {}

  const look = (): void => {
    if (page) page.scroll = measure(page.scroll)
  }
  const options = { capture: true, passive: true }
  addEventListener('scroll', look, options)
  addEventListener('scrollend', look, options)
  addEventListener('resize', look, options)

  return {
    properties(event) {
      if (event !== '$pageview' && event !== '$pageleave') return shared
      look()
      const before = page ? readingOf(page) : {}
      if (event === '$pageview') {
        page = { id: newId(), pathname: location.pathname, since: Date.now(), scroll: measure() }
        shared = Object.freeze({ $pageview_id: page.id })
      }
      return { ...shared, ...before }
    },
    stop() {
      removeEventListener('scroll', look, options)
      removeEventListener('scrollend', look, options)
      removeEventListener('resize', look, options)
      release()
    },
  }
}

function measure(before?: Scroll): Scroll {
  const { scrollHeight } = document.documentElement
  const last = Math.max(0, scrollY)
  return {
    maxHeight: Math.max(before?.maxHeight ?? 0, scrollHeight - innerHeight),
    maxContent: Math.max(before?.maxContent ?? 0, scrollHeight),
    last,
    max: Math.max(before?.max ?? 0, last),
  }
}

function readingOf({ id, pathname, since, scroll }: Page): Properties {
  const { maxHeight, maxContent, last, max } = scroll
  return {
    $prev_pageview_id: id,
    $prev_pageview_pathname: pathname,
    $prev_pageview_duration: Math.max(0, Date.now() - since) / 1000,
    $prev_pageview_last_scroll: last,
    $prev_pageview_last_scroll_percentage: shareOf(last, maxHeight),
    $prev_pageview_max_scroll: max,
    $prev_pageview_max_scroll_percentage: shareOf(max, maxHeight),
    $prev_pageview_last_content: last + innerHeight,
    $prev_pageview_last_content_percentage: shareOf(last + innerHeight, maxContent),
    $prev_pageview_max_content: max + innerHeight,
    $prev_pageview_max_content_percentage: shareOf(max + innerHeight, maxContent),
  }
}

/** A page that cannot be scrolled was seen to its end. */
function shareOf(part: number, whole: number): number {
  return whole <= 1 ? 1 : Math.min(1, part / whole)
}
