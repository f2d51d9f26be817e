/** A body that was read, and the request as if it was not. */
export interface PeekedBody {
  /** `undefined` when there are more than the limit. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
  readonly request: Request
}

/** Reads a body of at most `limit` bytes and gives a request that still has it. A longer body goes on where reading stopped. */
export async function peekBody(request: Request, limit: number): Promise<PeekedBody> {
  if (!request.body) return { bytes: new Uint8Array(), request }
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  while (size <= limit) {
    const { done, value } = await reader.read()
    if (done) {
      const bytes = new Uint8Array(Buffer.concat(chunks))
      return { bytes, request: withBody(request, bytes) }
    }
    chunks.push(value)
    size += value.byteLength
  }
  return { bytes: undefined, request: withBody(request, goOn(chunks, reader)) }
}

function goOn(read: readonly Uint8Array[], reader: ReadableStreamDefaultReader<Uint8Array>): ReadableStream {
  const chunks = [...read]
  return new ReadableStream({
    async pull(controller) {
      const chunk = chunks.shift() ?? (await reader.read()).value
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
    cancel: reason => reader.cancel(reason),
  })
}

function withBody(request: Request, body: Uint8Array<ArrayBuffer> | ReadableStream): Request {
  const { url, method, headers, signal } = request
  // Node takes a stream as a body only with `duplex`, which the DOM types do not know.
  const init = { method, headers, signal, body, duplex: 'half' }
  return new Request(url, init)
}
