import { PostHog } from 'posthog-js-lite'
import type { StartPeer } from './peer.js'

/** posthog-js-lite with its defaults: localStorage, 20 events or 10 s, a queue of 1,000. */
export const start: StartPeer = ({ host, token }) => {
  const client = new PostHog(token, { host, preloadFeatureFlags: false })
  return {
    capture: (event, properties) => client.capture(event, properties as Parameters<PostHog['capture']>[1]),
    flush: () => void client.flush(),
  }
}
