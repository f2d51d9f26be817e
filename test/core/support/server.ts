import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** An event as it arrived. */
export interface ReceivedEvent {
  uuid: string
  event: string
  distinct_id: string
  timestamp: string
  properties: Record<string, unknown> & { $set?: unknown; $set_once?: unknown }
}

/** One request as the server saw it. */
export interface Received {
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  bytes: number
  body: Record<string, unknown>
  at: number
}

/** What to do with a request instead of answering 200. */
export interface Fault {
  status?: number
  headers?: Record<string, string>
  body?: unknown
  delayMs?: number
  /** Cut the connection: before reading the request, or after having accepted it. */
  cut?: 'before' | 'after'
}

/** Decides per request; `undefined` accepts it. */
export type Script = (request: Received) => Fault | undefined | void

/** A recording server with the answers of PostHog's public endpoints, and failures on demand. */
export interface TestServer {
  url: string
  requests: Received[]
  /** Events accepted so far, in order of arrival, repeats included. */
  events: ReceivedEvent[]
  /** Requests to one path. */
  to(path: string): Received[]
  /** Answers the next requests one by one with these, before `script` is asked. */
  next(path: string, ...faults: (Fault | undefined)[]): void
  script: Script
  /** The answer of `/flags` and `/decide`. */
  flags: unknown
  close(): Promise<void>
}

export async function startServer(): Promise<TestServer> {
  const planned = new Map<string, (Fault | undefined)[]>()
  const http = createServer((request, response) => {
    void handle(request, response)
  })
  const server: TestServer = {
    url: '',
    requests: [],
    events: [],
    to: path => server.requests.filter(request => request.path === path),
    next: (path, ...faults) => void planned.set(path, [...(planned.get(path) ?? []), ...faults]),
    script: () => undefined,
    flags: { flags: {}, errorsWhileComputingFlags: false, requestId: 'r0' },
    close: () =>
      new Promise(resolve => {
        http.closeAllConnections()
        http.close(() => resolve())
      }),
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await read(request)
    server.requests.push(received)
    const queue = planned.get(received.path)
    const fault = queue?.length ? queue.shift() : server.script(received)
    if (fault?.delayMs) await new Promise(resolve => setTimeout(resolve, fault.delayMs))
    if (fault?.cut === 'before') return void request.socket.destroy()
    const status = fault?.status ?? 200
    if (status < 300 || fault?.cut) server.events.push(...eventsOf(received))
    if (fault?.cut === 'after') return void request.socket.destroy()
    const isFlags = /^\/(flags|decide)\//.test(received.path)
    const body = fault?.body ?? (status === 200 ? (isFlags ? server.flags : { status: 'Ok' }) : `status ${status}`)
    response.writeHead(status, { 'access-control-allow-origin': '*', ...fault?.headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return server
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks)
  const text = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw).toString() : raw.toString()
  const url = new URL(request.url ?? '/', 'http://localhost')
  return {
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    bytes: Buffer.byteLength(text),
    body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
    at: Date.now(),
  }
}

function eventsOf({ path, body }: Received): ReceivedEvent[] {
  if (path === '/batch/') return body['batch'] as ReceivedEvent[]
  return path === '/i/v0/e/' ? [body as unknown as ReceivedEvent] : []
}
