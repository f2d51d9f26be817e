import type { HogkitClient, Plugin } from '../types.js'
import { claim, isPage } from './claim.js'
import { type PageTracker, trackPages } from './pageTracker.js'

const claims = new WeakSet<HogkitClient>()

/**
 * Captures `$pageleave` when the page is left, with how long it was open and how far it was scrolled (`$prev_pageview_*`). Works
 * with `pageviews()` as with pageviews of your own. Mobile browsers may end a page without a word: then there is none.
 * https://posthog.com/docs/data/pageleave-and-scroll-depth
 */
export function pageleave(): Plugin {
  let tracker: PageTracker | undefined
  return {
    name: 'pageleave',
    properties: event => tracker?.properties(event) ?? {},
    setup(client) {
      const release = isPage() ? claim(claims, client) : undefined
      if (!release) return undefined
      tracker = trackPages(client)
      const leave = () => void client.capture('$pageleave')
      // Before the delivery engine's own listener, which sends what waits: it starts later.
      addEventListener('pagehide', leave)
      return () => {
        removeEventListener('pagehide', leave)
        tracker?.stop()
        tracker = undefined
        release()
      }
    },
  }
}
