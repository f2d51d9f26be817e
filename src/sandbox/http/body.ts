/** The body is larger than its route takes. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

/**
 * Reads a body of at most `limit` bytes. A larger one is still read to its end (and thrown away) up to four times the limit,
 * because a client that is cut off while it sends sees a broken connection instead of the 413.
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array()
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size <= limit) chunks.push(value)
    else {
      chunks.length = 0
      if (size > limit * 4) {
        await reader.cancel()
        break
      }
    }
  }
  if (size > limit) throw new BodyTooLargeError(`body of more than ${limit} bytes`)
  return chunks.length === 1 && chunks[0] ? chunks[0] : concat(chunks, size)
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}
