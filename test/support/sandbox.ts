import { type Sandbox, type SandboxLogEntry, type SandboxOptions, startSandbox } from 'hogkit/sandbox'
import { afterAll, beforeAll } from 'vitest'

/** An answer, read to its end: the status, the headers and the body as JSON (or as text when it is none). */
export interface Answer<TBody = unknown> {
  readonly status: number
  readonly headers: Headers
  readonly body: TBody
}

/** The parts of a HogQL answer that tests read. */
export interface QueryAnswer {
  readonly results: unknown[][]
  readonly columns: string[]
  readonly types: [string, string][]
  readonly hasMore: boolean
}

export interface TestSandbox {
  /** Throws before the file's `beforeAll` has run. */
  readonly sandbox: Sandbox
  readonly url: string
  readonly projectToken: string
  readonly personalApiKey: string
  /** What the sandbox logged so far. */
  readonly log: readonly SandboxLogEntry[]
  /** Sends events with the sandbox's token to `/batch/`; fails unless they are accepted. */
  capture(...events: object[]): Promise<void>
  /** Runs HogQL; fails unless it is answered. `values` fill `{name}` placeholders. */
  query(hogql: string, values?: Record<string, unknown>): Promise<QueryAnswer>
  /** GET of a private path below `/api/projects/:id/` (or any path that starts with `/`). */
  get<TBody = Record<string, unknown>>(path: string, options?: RequestOptions): Promise<Answer<TBody>>
  /** Any method, with a JSON body. */
  send<TBody = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    options?: RequestOptions,
  ): Promise<Answer<TBody>>
}

export interface RequestOptions {
  /** Another personal API key; `null` sends none. */
  readonly key?: string | null
  readonly headers?: Record<string, string>
}

/** Starts one sandbox for the test file that calls this at its top level, and stops it at the end. */
export function useSandbox(options: SandboxOptions = {}): TestSandbox {
  let running: Sandbox | undefined
  const log: SandboxLogEntry[] = []
  beforeAll(async () => {
    running = await startSandbox({ onLog: entry => log.push(entry), ...options })
  })
  afterAll(() => running?.close())
  return connect(() => {
    if (!running) throw new Error('useSandbox: the sandbox starts in beforeAll, so use it inside tests.')
    return running
  }, log)
}

/** The helpers of {@link useSandbox} for a sandbox that a test starts and stops itself. */
export function connect(current: () => Sandbox, log: readonly SandboxLogEntry[] = []): TestSandbox {
  const send = async <TBody>(
    method: string,
    path: string,
    body?: unknown,
    { key = current().personalApiKey, headers = {} }: RequestOptions = {},
  ): Promise<Answer<TBody>> => {
    const { url, projectId } = current()
    const response = await fetch(path.startsWith('/') ? url + path : `${url}/api/projects/${projectId}/${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: toBody(await response.text()) as TBody }
  }
  return {
    get sandbox() {
      return current()
    },
    get url() {
      return current().url
    },
    get projectToken() {
      return current().projectToken
    },
    get personalApiKey() {
      return current().personalApiKey
    },
    log,
    send,
    get: (path, options) => send('GET', path, undefined, options),
    async capture(...events) {
      const answer = await send('POST', '/batch/', { api_key: current().projectToken, batch: events }, { key: null })
      if (answer.status !== 200) throw new Error(`capture answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    },
    async query(hogql, values) {
      const query = { kind: 'HogQLQuery', query: hogql, ...(values ? { values } : {}) }
      const answer = await send<QueryAnswer>('POST', 'query/', { query })
      if (answer.status !== 200) throw new Error(`query answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      return answer.body
    },
  }
}

function toBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
