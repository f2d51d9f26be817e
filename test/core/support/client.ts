import { onTestFinished } from 'vitest'
import { type ClientOptions, createClient, type HogkitClient, type StorageAdapter } from 'hogkit/core'
import { type ReceivedEvent, startServer, type TestServer } from './server.js'

/** A server of its own for one test. */
export async function useServer(): Promise<TestServer> {
  const server = await startServer()
  onTestFinished(() => server.close())
  return server
}

/** A client against the server, quiet unless the test asks: no flags, no time trigger in reach, errors collected. */
export function useClient(
  server: Pick<TestServer, 'url'>,
  options: Partial<ClientOptions> = {},
): { client: HogkitClient; errors: Error[] } {
  const errors: Error[] = []
  const client = createClient({
    projectToken: 'phc_test',
    host: server.url,
    preloadFlags: false,
    flushIntervalMs: 60_000,
    onError: error => errors.push(error),
    ...options,
  })
  onTestFinished(() => client.shutdown({ timeoutMs: 0 }))
  return { client, errors }
}

/** Sends what waits and gives everything that arrived so far. */
export async function arrived(client: HogkitClient, server: TestServer): Promise<ReceivedEvent[]> {
  await client.flush()
  return server.events
}

/** A storage whose content a second client can find, and a test can break. */
export function useStorage(
  items: Record<string, string> = {},
): StorageAdapter & { items: Record<string, string>; writes: string[] } {
  const writes: string[] = []
  return {
    items,
    writes,
    getItem: key => items[key] ?? null,
    setItem(key, value) {
      writes.push(key)
      items[key] = value
    },
    removeItem(key) {
      delete items[key]
    },
    keys: () => Object.keys(items),
  }
}

/** Resolves when the condition holds; fails after ten seconds. */
export async function until(condition: () => boolean, what = 'the condition'): Promise<void> {
  const end = Date.now() + 10_000
  while (!condition()) {
    if (Date.now() > end) throw new Error(`${what} did not come true in time`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
