/**
 * Reads a body to its end, but never more than `maxBytes`: what is longer is given up at once and not kept.
 * @returns the bytes, or `undefined` when there are too many
 * @throws the signal's reason when it aborts, or what the stream fails with
 */
export async function readLimited(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!body) return new Uint8Array()
  const reader = body.getReader()
  // A failing cancel has nobody to tell: the stream is given up either way.
  const giveUp = () => void reader.cancel().catch(() => undefined)
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => {
      reject(signal.reason)
      giveUp()
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  // Awaited only while reading; an abort after the end must not count as unhandled.
  stopped.catch(() => undefined)
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- a stream is read in order
    const { done, value } = await Promise.race([reader.read(), stopped])
    if (done) return concat(chunks, length)
    length += value.byteLength
    if (length > maxBytes) {
      giveUp()
      return undefined
    }
    chunks.push(value)
  }
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

/** Whether a `Content-Length` already says that the body is too long. A missing or false one is found out by reading. */
export function declaresMoreThan(headers: Headers, maxBytes: number): boolean {
  const length = headers.get('content-length')
  return length !== null && /^\d+$/.test(length) && Number(length) > maxBytes
}
