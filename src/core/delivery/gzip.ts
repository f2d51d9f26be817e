/** Below this gzip saves less than it costs (over a millisecond before its first byte). */
const MIN_BYTES = 1024

/** The text as gzip, or `undefined` when it is small, or the runtime cannot. Runs off the main path. */
export async function gzip(text: string): Promise<ArrayBuffer | undefined> {
  if (text.length < MIN_BYTES || typeof CompressionStream === 'undefined') return undefined
  try {
    return await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
  } catch {
    return undefined
  }
}
