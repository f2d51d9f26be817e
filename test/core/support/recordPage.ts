import { type CapturedEvent, type ClientOptions, createClient, type HogkitClient } from 'hogkit/core'
import { inject, onTestFinished } from 'vitest'

/** A client in a page, against the sandbox, and every event that it takes. Quiet: no flags, nothing sent before the end. */
export function recordPage(options: Partial<ClientOptions> = {}): {
  client: HogkitClient
  events: CapturedEvent[]
  errors: Error[]
  named: (name: string) => CapturedEvent[]
} {
  const events: CapturedEvent[] = []
  const errors: Error[] = []
  const record = {
    name: 'record',
    setup: (client: HogkitClient) => client.on('captured', event => events.push(event)),
  }
  const client = createClient({
    projectToken: inject('projectToken'),
    host: inject('sandboxUrl'),
    preloadFlags: false,
    flushAt: 10_000,
    flushIntervalMs: 60_000,
    onError: error => errors.push(error),
    ...options,
    // First, so that it hears what the others capture as they start.
    plugins: [record, ...(options.plugins ?? [])],
  })
  onTestFinished(() => client.shutdown({ timeoutMs: 0 }))
  return { client, events, errors, named: name => events.filter(({ event }) => event === name) }
}
