/** A chunk of its own: gzip that does not wait, for a page that is left, and for browsers without `CompressionStream`. */
import { gzipSync } from 'fflate'

/** Blocks for about 15 ms for each MB. */
export function gzipNow(text: string): Uint8Array<ArrayBuffer> {
  return gzipSync(new TextEncoder().encode(text))
}
