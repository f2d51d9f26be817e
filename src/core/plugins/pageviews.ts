import type { HogkitClient, Plugin } from '../types.js'

/**
 * Captures `$pageview` when the page opens and whenever its path changes, through the History API or the back button. Each one
 * after the first names the page before in `$prev_pageview_pathname`. A changed query or hash alone is no new page.
 * https://posthog.com/docs/libraries/js/config (`capture_pageview: 'history_change'`)
 */
export function pageviews(): Plugin {
  return {
    name: 'pageviews',
    setup: client => (typeof window === 'undefined' || typeof document === 'undefined' ? undefined : watch(client)),
  }
}

function watch(client: HogkitClient): () => void {
  let previous: string | undefined
  const look = (): void => {
    const { pathname } = location
    if (pathname === previous) return
    client.pageview(previous === undefined ? {} : { $prev_pageview_pathname: previous })
    previous = pathname
  }
  const undos = [patch('pushState', look), patch('replaceState', look)]
  addEventListener('popstate', look)
  look()
  return () => {
    removeEventListener('popstate', look)
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
