import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeBody, type DecodedBody, type WireEvent } from './decode.js'

/** How the stub treats the next capture requests. Flags and remote config are always answered. */
export type Fault =
  | { readonly kind: 'ok' }
  /** Answers the first `times` requests with a status; `isAccepted`: after taking the events. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly times: number
      readonly isAccepted?: boolean
      /** Seconds, or `date` for the moment in five of them. */
      readonly retryAfter?: string
    }
  /** Takes the events of the first `times` requests and cuts the connection instead of answering. */
  | { readonly kind: 'cut'; readonly times: number }
  /** 413 for whatever has more bytes of JSON. */
  | { readonly kind: 'limit'; readonly maxRawBytes: number }
  /** Answers nothing until the fault changes; what waited is then taken. */
  | { readonly kind: 'hold' }

/** One capture request. */
export interface CaptureRequest {
  /** ms since the stub was reset. */
  readonly atMs: number
  readonly path: string
  readonly wireBytes: number
  readonly rawBytes: number
  readonly events: number
  readonly status: number
}

const CAPTURE_PATHS = ['/batch', '/e', '/i/v0/e', '/capture', '/track']
const OK: Fault = { kind: 'ok' }

/** An ingestion server of one process that keeps what it got, for one page at a time. */
export class StubServer {
  readonly #server = createServer((request, response) => void this.#handle(request, response))
  /** Copies accepted of each uuid. */
  readonly #copies = new Map<string, number>()
  readonly #numbers = new Map<number, Set<string>>()
  #requests: CaptureRequest[] = []
  #preflights = 0
  #fault: Fault = OK
  #faulted = 0
  #startedAt = performance.now()
  #lastAtMs = 0
  #lastNewAtMs = 0
  #release: (() => void)[] = []
  /** Counts resets: a request that was held over one belongs to a page that is gone. */
  #era = 0

  async listen(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Forgets what came and sets the fault. */
  reset(fault: Fault = OK): void {
    this.#era++
    this.#copies.clear()
    this.#numbers.clear()
    this.#requests = []
    this.#preflights = 0
    this.#startedAt = performance.now()
    this.#lastAtMs = 0
    this.#lastNewAtMs = 0
    this.fault = fault
  }

  set fault(fault: Fault) {
    this.#fault = fault
    this.#faulted = 0
    for (const release of this.#release.splice(0)) release()
  }

  get requests(): readonly CaptureRequest[] {
    return this.#requests
  }

  /** CORS preflights, which no request count includes. */
  get preflights(): number {
    return this.#preflights
  }

  /** Numbered events that arrived, each counted once. */
  get delivered(): number {
    return this.#numbers.size
  }

  /** Copies beyond the first of one uuid: harmless where the server dedupes. */
  get duplicates(): number {
    return [...this.#copies.values()].reduce((sum, copies) => sum + copies - 1, 0)
  }

  /** How often the event came that came most often: 2 is one re-send. */
  get mostCopies(): number {
    return Math.max(0, ...this.#copies.values())
  }

  /** Events that arrived under more than one uuid: these no server can dedupe. */
  get doubled(): number {
    return [...this.#numbers.values()].reduce((sum, uuids) => sum + uuids.size - 1, 0)
  }

  /** ms since the last reset. */
  get elapsedMs(): number {
    return performance.now() - this.#startedAt
  }

  /** When the last capture request came, ms since the reset. */
  get lastAtMs(): number {
    return this.#lastAtMs
  }

  /** When the last event arrived that had not come before. */
  get lastNewAtMs(): number {
    return this.#lastNewAtMs
  }

  async close(): Promise<void> {
    this.fault = OK
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    allowOrigin(request, response)
    const path = (request.url ?? '/').split('?')[0]?.replace(/\/$/, '') ?? ''
    if (request.method === 'OPTIONS') {
      if (CAPTURE_PATHS.includes(path)) this.#preflights++
      response.writeHead(204).end()
      return
    }
    const body = await readBody(request).catch(() => undefined)
    // The page went away in the middle of its request.
    if (!body) return
    if (CAPTURE_PATHS.includes(path)) await this.#capture(path, body, response)
    else answer(response, 200, path.startsWith('/flags') ? FLAGS : path.includes('/array/') ? REMOTE_CONFIG : {})
  }

  async #capture(path: string, body: Buffer, response: ServerResponse): Promise<void> {
    const atMs = this.elapsedMs
    const era = this.#era
    this.#lastAtMs = atMs
    const decoded = decodeBody(body)
    if (this.#fault.kind === 'hold') await new Promise<void>(resolve => this.#release.push(resolve))
    if (era !== this.#era) {
      response.destroy()
      return
    }
    const { status, isAccepted, isCut, retryAfter } = this.#decide(decoded)
    if (isAccepted) this.#accept(decoded.events)
    const events = decoded.events.length
    this.#requests.push({ atMs, path, wireBytes: body.length, rawBytes: decoded.rawBytes, events, status })
    if (isCut) {
      response.destroy()
      return
    }
    if (retryAfter !== undefined) {
      const inFiveSeconds = new Date(Date.now() + 5000).toUTCString()
      response.setHeader('retry-after', retryAfter === 'date' ? inFiveSeconds : retryAfter)
    }
    answer(response, status, status === 200 ? { status: 'Ok' } : { type: 'stub', detail: `scripted ${status}` })
  }

  #decide({ rawBytes }: DecodedBody): { status: number; isAccepted: boolean; isCut?: boolean; retryAfter?: string } {
    const fault = this.#fault
    const accepted = { status: 200, isAccepted: true }
    if (fault.kind === 'limit') return rawBytes > fault.maxRawBytes ? { status: 413, isAccepted: false } : accepted
    if (fault.kind !== 'status' && fault.kind !== 'cut') return accepted
    if (this.#faulted >= fault.times) return accepted
    this.#faulted++
    if (fault.kind === 'cut') return { status: 0, isAccepted: true, isCut: true }
    const { status, isAccepted = false, retryAfter } = fault
    return { status, isAccepted, ...(retryAfter !== undefined && { retryAfter }) }
  }

  #accept(events: readonly WireEvent[]): void {
    for (const { uuid, seq } of events) {
      if (seq === undefined) continue
      this.#copies.set(uuid, (this.#copies.get(uuid) ?? 0) + 1)
      const uuids = this.#numbers.get(seq) ?? new Set()
      if (!uuids.size) this.#lastNewAtMs = this.elapsedMs
      this.#numbers.set(seq, uuids.add(uuid))
    }
  }
}

const FLAGS = { flags: {}, errorsWhileComputingFlags: false, requestId: 'bench' }
const REMOTE_CONFIG = {
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  autocapture_opt_out: true,
  sessionRecording: false,
  surveys: false,
  capturePerformance: false,
  heatmaps: false,
  siteApps: [],
}

function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
  response.setHeader('access-control-allow-credentials', 'true')
  response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS')
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*')
  response.setHeader('access-control-max-age', '600')
  // Without it no page of another origin can read the header, and the row with 429 would test nothing.
  response.setHeader('access-control-expose-headers', 'retry-after')
  response.setHeader('cross-origin-resource-policy', 'cross-origin')
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function answer(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
}
