import type { ResolvedOptions } from '../options.js'
import type { ClientOptions } from '../types.js'

const DEFAULTS = {
  flushAt: 20,
  flushIntervalMs: 3000,
  maxBatchSize: 100,
  maxBurst: 20_000,
  maxStepBytes: 32_768,
  maxRetries: 10,
  requestTimeoutMs: 10_000,
  flagsTimeoutMs: 3000,
  flagsMaxRetries: 1,
  flagsRefreshIntervalMs: 300_000,
  flagsRefreshOnFocus: true,
  compression: 'gzip',
  // Unbound, `fetch` throws "Illegal invocation" in browsers; read at call time, so that a later polyfill counts.
  fetch: (input, init) => globalThis.fetch(input, init),
} satisfies Partial<ClientOptions>

/** Options with the defaults of delivery too. */
export type DeliveryOptions = ResolvedOptions &
  Required<Pick<ClientOptions, keyof typeof DEFAULTS | 'evaluationRuntime'>>

export function toDeliveryOptions(options: ResolvedOptions): DeliveryOptions {
  return { ...DEFAULTS, evaluationRuntime: isClientSide() ? 'client' : 'server', ...options }
}

/** Pages and workers have an address; React Native, which has none, says so itself. */
function isClientSide(): boolean {
  return Boolean(globalThis.location) || globalThis.navigator?.product === 'ReactNative'
}
