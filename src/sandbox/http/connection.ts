import type { IncomingMessage, ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

/** What a browser needs to read 26 bytes over loopback, many times over. */
const processingMs = 50

/** The connection of one request, for what an HTTP answer cannot do. */
export interface Connection {
  /** Resolves when the client has left, or the answer is out. */
  readonly gone: Promise<void>
  /** Ends it without an answer. Return what this gives: it tells the server to write nothing more. */
  cut(options?: { readonly sayProcessing?: boolean }): Response
}

export function createConnection(incoming: IncomingMessage, outgoing: ServerResponse): Connection {
  return {
    gone: new Promise(resolve => {
      if (outgoing.destroyed) resolve()
      else outgoing.once('close', () => resolve())
    }),
    cut({ sayProcessing = false } = {}) {
      const { socket } = incoming
      if (sayProcessing && outgoing.writable) {
        outgoing.writeProcessing()
        // A reset, because Chromium takes a plain end after a 102 for an empty 200; and later, because a reset takes back what was not
        // read yet.
        setTimeout(() => socket.resetAndDestroy(), processingMs)
      } else socket.destroy()
      return RESPONSE_ALREADY_SENT
    },
  }
}
