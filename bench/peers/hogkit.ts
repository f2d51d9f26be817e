import { browserProperties, createClient } from 'hogkit/core'
import type { StartPeer } from './peer.js'

/** hogkit with its defaults, and the browser properties that the others send unasked. */
export const start: StartPeer = ({ host, token }) => {
  const errors: Record<string, number> = {}
  const client = createClient({
    projectToken: token,
    host,
    preloadFlags: false,
    plugins: [browserProperties()],
    onError: ({ name }) => {
      errors[name] = (errors[name] ?? 0) + 1
    },
  })
  return {
    capture: (event, properties) => client.capture(event, properties),
    flush: () => void client.flush(),
    status: () => {
      const { pending, inFlight, dropped, delivered } = client.queue.getSnapshot()
      return { pending, inFlight, dropped, delivered, ...errors }
    },
  }
}
