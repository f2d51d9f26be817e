import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as it arrived. */
export interface RecordedRequest {
  readonly method: string
  /** Path and query, as sent. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Resolves when the client gives the request up before it is answered. */
  readonly aborted: Promise<void>
}

/** A Node server that keeps what it got and answers as told. */
export interface RecordingServer {
  readonly url: string
  readonly requests: RecordedRequest[]
  /** The one request so far; fails when there were none or more. */
  only(): RecordedRequest
  answer(handler: (request: RecordedRequest, response: ServerResponse) => void): void
  /** Resolves when the number of requests has arrived. */
  arrived(count: number): Promise<void>
  close(): Promise<void>
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

/** Any handler on a free port of 127.0.0.1. */
export async function listen(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handler)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Starts a recording server. It answers `200 {}` until told otherwise. */
export async function startRecordingServer(): Promise<RecordingServer> {
  const requests: RecordedRequest[] = []
  let waiting: (() => void)[] = []
  let handler: (request: RecordedRequest, response: ServerResponse) => void = (_, response) => json(response, 200, {})

  const server = await listen((incoming, response) => {
    const chunks: Buffer[] = []
    const aborted = new Promise<void>(resolve =>
      response.on('close', () => {
        if (!response.writableFinished) resolve()
      }),
    )
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming
      const request = { method, url, headers, body: Buffer.concat(chunks), aborted }
      requests.push(request)
      for (const check of waiting) check()
      handler(request, response)
    })
  })

  return {
    url: server.url,
    requests,
    only() {
      const [request] = requests
      if (!request || requests.length !== 1) throw new Error(`expected one request, got ${requests.length}`)
      return request
    },
    answer(next) {
      handler = next
    },
    arrived: count =>
      new Promise(resolve => {
        const check = () => {
          if (requests.length < count) return
          waiting = waiting.filter(item => item !== check)
          resolve()
        }
        waiting.push(check)
        check()
      }),
    close: server.close,
  }
}
