import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { SandboxError } from '../errors.js'
import { type Connection, createConnection } from './connection.js'

/** The only address the sandbox listens on: it holds keys and data without a login page. */
const host = '127.0.0.1'
const closeGraceMs = 2000

export interface HttpServer {
  readonly url: string
  /** Takes no more requests; those under way get two seconds. */
  close(): Promise<void>
}

/** Serves a web-standard handler on 127.0.0.1. Fails with `port_in_use`. */
export async function serve(
  handler: (request: Request, connection: Connection) => Promise<Response>,
  port: number,
): Promise<HttpServer> {
  const listener = getRequestListener(
    (request, { incoming, outgoing }) =>
      // A server of `node:http` speaks HTTP/1 only, which the listener's types leave open.
      handler(request, createConnection(incoming as IncomingMessage, outgoing as ServerResponse)),
    { overrideGlobalObjects: false, hostname: host },
  )
  const server = createServer(
    // Room for events in a URL (`?data=`), and no more.
    { maxHeaderSize: 64 * 1024, headersTimeout: 15_000, requestTimeout: 60_000 },
    (incoming, outgoing) => void listener(incoming, outgoing),
  )
  await listen(server, port)
  return { url: `http://${host}:${(server.address() as AddressInfo).port}`, close: () => close(server) }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portInUse(port, error) : error)
    })
    server.listen(port, host, () => resolve())
  })
}

function portInUse(port: number, cause: unknown): SandboxError {
  return new SandboxError(
    'port_in_use',
    `Port ${port} on ${host} is taken by another program, so the sandbox cannot listen there. Choose another port, or 0 for any free one.`,
    { cause },
  )
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => server.closeAllConnections(), closeGraceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
