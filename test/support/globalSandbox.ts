import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createIngestRelay, createProxy } from 'hogkit/server'
import { toNodeHandler } from 'hogkit/server/node'
import { startSandbox } from 'hogkit/sandbox'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A sandbox without demo data, shared by all test files of a project: use names of your own for events, persons and flags. */
    sandboxUrl: string
    /** A backend with the private proxy at `/api/posthog` (every scope granted) and the ingest relay at `/ingest`. Any origin may call it. */
    backendUrl: string
    /** The sandbox's public token. */
    projectToken: string
  }
}

/** What tests ask by name. */
const namedQueries = {
  eventsNamed: { query: 'select event, distinct_id from events where event in {names} order by distinct_id limit 100' },
  numbers: { query: 'select number from numbers(150)' },
  broken: { query: 'select\n  nonsense from events' },
}

/** Starts what React, component and browser tests talk to: one real sandbox and one real backend before it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const sandbox = await startSandbox()
  const proxy = createProxy({
    host: sandbox.url,
    projectId: sandbox.projectId,
    personalApiKey: sandbox.personalApiKey,
    authorize: () => '*',
    queries: namedQueries,
  })
  const relay = createIngestRelay({ host: sandbox.url, path: '/ingest' })
  const backend = createServer(toNodeHandler(withAnyOrigin(request => route(request, { proxy, relay }))))
  await listen(backend)
  const { port } = backend.address() as AddressInfo
  project.provide('sandboxUrl', sandbox.url)
  project.provide('backendUrl', `http://127.0.0.1:${port}`)
  project.provide('projectToken', sandbox.projectToken)
  return async () => {
    backend.closeAllConnections()
    await new Promise(resolve => backend.close(resolve))
    await sandbox.close()
  }
}

type Handler = (request: Request) => Promise<Response>

function route(request: Request, { proxy, relay }: { proxy: Handler; relay: Handler }): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname.startsWith('/api/posthog/')) return proxy(request)
  if (pathname.startsWith('/ingest/')) return relay(request)
  return Promise.resolve(new Response('Not found', { status: 404 }))
}

/**
 * Tests come from origins that nobody knows before (a happy-dom page, Vitest's own server), so the backend answers all of them and the
 * proxy sees a request without an origin, as from a page of its own site.
 */
function withAnyOrigin(handler: Handler): Handler {
  return async request => {
    const cors = {
      'Access-Control-Allow-Origin': request.headers.get('Origin') ?? '*',
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
      'Access-Control-Allow-Headers': request.headers.get('Access-Control-Request-Headers') ?? '*',
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': 'Retry-After',
    }
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: cors })
    const headers = new Headers(request.headers)
    for (const name of ['origin', 'referer', 'sec-fetch-site', 'sec-fetch-mode']) headers.delete(name)
    const answer = await handler(
      new Request(request.url, {
        method: request.method,
        headers,
        body: request.body,
        signal: request.signal,
        duplex: 'half',
      } as RequestInit),
    )
    const merged = new Headers(answer.headers)
    for (const [name, value] of Object.entries(cors)) merged.set(name, value)
    return new Response(answer.body, { status: answer.status, headers: merged })
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve())
  })
}
