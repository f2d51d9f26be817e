import type { DeliveryOptions } from './options.js'

/** Below this gzip saves less than it costs (over a millisecond before its first byte). */
const MIN_CHARS = 1024

type Now = (text: string) => Uint8Array<ArrayBuffer>

/** Makes gzip of texts; `undefined` where that is switched off, does not pay, or cannot be done. */
export interface Gzip {
  /** Off the main path. */
  pack(text: string): Promise<BufferSource | undefined>
  /** At once, for a page that has no time left. */
  packNow(text: string): Uint8Array<ArrayBuffer> | undefined
}

export function createGzip({ compression }: DeliveryOptions): Gzip {
  const isOn = compression === 'gzip'
  let now: Now | undefined
  let loading: Promise<Now | undefined> | undefined

  const load = (): Promise<Now | undefined> =>
    (loading ??= import('./gzipNow.js').then(
      module => (now = module.gzipNow),
      () => (loading = undefined),
    ))

  // Ahead, because a page that is left can load nothing any more.
  if (isOn && globalThis.document) void load()

  return {
    async pack(text) {
      if (!isOn || text.length < MIN_CHARS) return undefined
      try {
        if (typeof CompressionStream === 'undefined') return (await load())?.(text)
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
    packNow: text => (isOn && text.length >= MIN_CHARS ? now?.(text) : undefined),
  }
}
