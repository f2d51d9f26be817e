import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { Bootstrap, FlagValue, JsonValue } from 'hogkit/core'
import { json, listen } from '../../support/recordingServer.js'

/** An event as it arrived. */
export interface ReceivedEvent {
  readonly uuid: string
  readonly event: string
  readonly distinct_id: string
  readonly properties: Readonly<Record<string, unknown>>
}

/** A request as it arrived; `body` is parsed JSON, `aborted` when the client hung up before the answer. */
export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly body: unknown
  aborted: boolean
}

export interface Answer {
  readonly status?: number
  readonly body: unknown
}

/** Answers a private request, or `undefined` for 404. May wait as long as it likes. */
export type Route = (request: ReceivedRequest) => Answer | undefined | Promise<Answer | undefined>

export interface PublicServer {
  readonly url: string
  readonly requests: readonly ReceivedRequest[]
  /** Requests to one path, for counting. */
  to(path: string): ReceivedRequest[]
  events(name?: string): ReceivedEvent[]
  /** What `/flags` says from now on. */
  flags: Bootstrap
  /** Answers `/flags` instead, with a body or a status of its own. */
  flagsAnswer: ((request: ReceivedRequest) => Answer | undefined) | undefined
  /** Waits before every answer to `/flags`. */
  beforeFlags: () => Promise<void>
  /** What the private side says. */
  route: Route
  close(): Promise<void>
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type, content-encoding',
  'access-control-allow-methods': 'GET, POST, PATCH, DELETE, OPTIONS',
}

/** A server for what a real one refuses to do on command: a route for each failure, and a record of what arrived. */
export async function startServer(): Promise<PublicServer> {
  const requests: ReceivedRequest[] = []
  const server: PublicServer = {
    url: '',
    requests,
    to: path => requests.filter(request => request.path.split('?')[0] === path),
    events: name => eventsOf(requests).filter(event => name === undefined || event.event === name),
    flags: {},
    flagsAnswer: undefined,
    beforeFlags: () => Promise.resolve(),
    route: () => undefined,
    close: () => Promise.resolve(),
  }

  async function answer(request: ReceivedRequest): Promise<Answer> {
    if (/^\/(batch|i\/v0\/e)\//.test(request.path)) return { body: { status: 1 } }
    if (!request.path.startsWith('/flags')) return (await server.route(request)) ?? { status: 404, body: notFound }
    await server.beforeFlags()
    return server.flagsAnswer?.(request) ?? { body: toFlagsBody(server.flags) }
  }

  const http = await listen((incoming, outgoing) => {
    void (async () => {
      const request: ReceivedRequest = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        body: await readBody(incoming),
        aborted: false,
      }
      if (request.method === 'OPTIONS') return outgoing.writeHead(204, cors).end()
      outgoing.on('close', () => {
        request.aborted = !outgoing.writableFinished
      })
      requests.push(request)
      const { status = 200, body } = await answer(request)
      return json(outgoing, status, body, cors)
    })()
  })
  return Object.assign(server, { url: http.url, close: http.close })
}

const notFound = { type: 'invalid_request', code: 'not_found', detail: 'Not found.', attr: null }

async function readBody(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString()
  return text === '' ? undefined : JSON.parse(text)
}

function eventsOf(requests: readonly ReceivedRequest[]): ReceivedEvent[] {
  return requests
    .filter(({ path }) => !path.startsWith('/flags'))
    .flatMap(({ body }) => {
      const sent = (body ?? {}) as { batch?: ReceivedEvent[]; event?: string }
      return sent.batch ?? (sent.event ? [sent as ReceivedEvent] : [])
    })
}

/** The `/flags?v=2` answer for these values. */
function toFlagsBody({ featureFlags = {}, featureFlagPayloads = {} }: Bootstrap): unknown {
  const entries = Object.entries(featureFlags).map(([key, value], index) => [
    key,
    toFlag(key, value, index, featureFlagPayloads[key]),
  ])
  return { flags: Object.fromEntries(entries), errorsWhileComputingFlags: false, requestId: crypto.randomUUID() }
}

function toFlag(key: string, value: FlagValue, index: number, payload: JsonValue | undefined): unknown {
  return {
    key,
    enabled: value !== false,
    variant: typeof value === 'string' ? value : null,
    reason: { code: 'condition_match', condition_index: 0, description: 'Matched condition set 1' },
    metadata: {
      id: index + 1,
      version: 1,
      payload: payload === undefined ? null : JSON.stringify(payload),
      description: null,
    },
  }
}
