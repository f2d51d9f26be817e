import { createActions } from './actions.js'
import { prepareClient } from './prepareClient.js'
import type { ClientOptions, HogkitClient } from './types.js'

/**
 * Makes the public side of PostHog: events, identity, session, consent and feature flags, wherever `fetch` runs.
 *
 * ```ts
 * const client = createClient({ projectToken: 'phc_…', host: 'eu' })
 * client.capture('file uploaded', { size: 1024 })
 * ```
 *
 * @throws {ConfigError} for options that cannot work, a personal API key among them. Nothing else throws: failures that no
 *   caller awaits go to `onError`.
 */
export function createClient(clientOptions: ClientOptions): HogkitClient {
  const { client, start } = prepareClient(clientOptions, createActions)
  start()
  return client
}
