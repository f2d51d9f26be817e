import { QueryClient } from '@tanstack/react-query'
import { cleanup } from '@testing-library/react'
import { HogkitProvider } from 'hogkit'
import { createClient, type Bootstrap, type ClientOptions, type HogkitClient } from 'hogkit/core'
import type { ReactNode } from 'react'
import { afterEach, expect, vi } from 'vitest'
import { startServer, type PublicServer } from './server.js'

export const projectToken = 'phc_test'

const clients: HogkitClient[] = []
let servers: PublicServer[] = []

/** A server for this test. It outlives the clients: what they still send at the end finds an answer. */
export async function serve(flags: Bootstrap = {}): Promise<PublicServer> {
  const server = await startServer()
  server.flags = flags
  servers.push(server)
  return server
}

afterEach(async () => {
  vi.restoreAllMocks()
  cleanup()
  // Clients that providers made are delivering what was left.
  await settle(30)
  await Promise.all(clients.splice(0).map(client => client.shutdown({ timeoutMs: 200 })))
  await Promise.all(servers.map(server => server.close()))
  servers = []
})

/** A client for this test, shut down after it. Nothing is kept between tests. */
export function makeClient(host: string, options: Partial<ClientOptions> = {}): HogkitClient {
  const client = createClient({ projectToken, host, persistence: 'memory', ...options })
  clients.push(client)
  return client
}

/** A wrapper with this client, for Testing Library. */
export function within(client: HogkitClient, apiBase = `${client.host}/api/posthog`) {
  return ({ children }: { children: ReactNode }) => (
    <HogkitProvider client={client} apiBase={apiBase}>
      {children}
    </HogkitProvider>
  )
}

/** A QueryClient that keeps nothing after the test. */
export const makeQueryClient = () => new QueryClient({ defaultOptions: { queries: { gcTime: 0 } } })

/** Fails the test when React (or anything else) writes an error or a warning. */
export function watchConsole() {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  return {
    warnings: () => warn.mock.calls.map(call => String(call[0])),
    expectSilence() {
      expect(error.mock.calls).toEqual([])
      expect(warn.mock.calls).toEqual([])
    },
  }
}

/** Long enough for a request that should not be there to arrive. */
export const settle = (ms = 60) => new Promise<void>(resolve => setTimeout(resolve, ms))
