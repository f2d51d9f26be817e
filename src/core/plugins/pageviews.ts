import { completeClient } from '../actions.js'
import type { HogkitClient, Plugin } from '../types.js'
import { claim, isPage } from './claim.js'
import { type PageTracker, trackPages } from './pageTracker.js'

const claims = new WeakSet<HogkitClient>()

/**
 * Captures `$pageview` when the page opens and whenever its path changes, through the History API, the back button or the
 * browser's cache of pages (bfcache). A changed query or hash alone is no new page.
 *
 * Every event tells its page (`$pageview_id`); each pageview after the first tells of the page before: path, seconds, and how far
 * it was scrolled (`$prev_pageview_*`), also where you capture pageviews yourself.
 * https://posthog.com/docs/libraries/js/config (`capture_pageview: 'history_change'`)
 */
export function pageviews(): Plugin {
  let tracker: PageTracker | undefined
  return {
    name: 'pageviews',
    properties: event => tracker?.properties(event) ?? {},
    setup(client) {
      const release = isPage() ? claim(claims, client) : undefined
      if (!release) return undefined
      tracker = trackPages(client)
      const unwatch = watch(completeClient(client))
      return () => {
        unwatch()
        tracker?.stop()
        tracker = undefined
        release()
      }
    },
  }
}

function watch(client: HogkitClient): () => void {
  let previous: string | undefined
  const look = (): void => {
    const { pathname } = location
    if (pathname === previous) return
    previous = pathname
    client.pageview()
  }
  const onShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) client.pageview()
  }
  const undos = [patch('pushState', look), patch('replaceState', look)]
  addEventListener('popstate', look)
  addEventListener('pageshow', onShow)
  look()
  return () => {
    removeEventListener('popstate', look)
    removeEventListener('pageshow', onShow)
    for (const undo of undos) undo()
  }
}

/** Wraps a method of `history`. Undoing it under somebody else's wrapper would remove theirs, so ours then only falls silent. */
function patch(method: 'pushState' | 'replaceState', after: () => void): () => void {
  const original = history[method]
  let isActive = true
  const wrapped: History['pushState'] = function (this: History, ...state) {
    original.apply(this, state)
    if (isActive) after()
  }
  history[method] = wrapped
  return () => {
    isActive = false
    if (history[method] === wrapped) history[method] = original
  }
}
