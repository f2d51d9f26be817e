import { gzipSync } from 'fflate'
import type { DeliveryOptions } from './options.js'

/** Below this gzip saves less than it costs (over a millisecond before its first byte). */
const MIN_CHARS = 1024

/** Makes gzip of texts; `undefined` where that is switched off or does not pay. */
export interface Gzip {
  /** In steps, where the runtime can. */
  pack(text: string): Promise<BufferSource | undefined>
  /** At once, for a page that has no time left: about 15 ms for each MB. */
  packNow(text: string): Uint8Array<ArrayBuffer> | undefined
}

export function createGzip({ compression }: DeliveryOptions): Gzip {
  const pays = (text: string): boolean => compression === 'gzip' && text.length >= MIN_CHARS
  const packNow = (text: string) => (pays(text) ? gzipSync(new TextEncoder().encode(text)) : undefined)
  return {
    packNow,
    async pack(text) {
      if (!pays(text)) return undefined
      if (typeof CompressionStream === 'undefined') return packNow(text)
      try {
        const { readable, writable } = new CompressionStream('gzip')
        // Half of what a Blob's stream costs the main thread. Failures come out of the other end.
        const writer = writable.getWriter()
        writer.write(new TextEncoder().encode(text)).catch(() => {})
        writer.close().catch(() => {})
        return await new Response(readable).arrayBuffer()
      } catch {
        return undefined
      }
    },
  }
}
