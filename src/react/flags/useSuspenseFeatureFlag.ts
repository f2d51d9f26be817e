'use client'

import { HogkitError } from '../../core/errors/base.js'
import type { FlagDetails, FlagKey, FlagsClient, FlagValue, FlagValueOf } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'
import { useExposure } from './useExposure.js'
import type { FeatureFlagOptions } from './useFeatureFlag.js'
import { useFlagStore } from './useFlagStore.js'

const LOADING = Symbol('loading')
const readSettled = (flag: FlagDetails) => (flag.status === 'loading' ? LOADING : flag.value)

/** One promise for each flag that somebody waits for: a component that suspends keeps nothing of its own. */
const waiting = new WeakMap<FlagsClient, Map<string, Promise<void>>>()

/**
 * Thrown by {@link useSuspenseFeatureFlag} on a server that has no value to render. React sends the boundary's fallback instead
 * and lets the browser go on.
 */
export class FlagUnknownOnServerError extends HogkitError {
  override readonly name = 'FlagUnknownOnServerError'
  readonly code = 'flag-unknown-on-server'

  constructor(key: string) {
    super(`Flag "${key}" is not known on the server, so the browser decides. Pass \`bootstrap\` to render it here.`)
  }
}

/**
 * {@link useFeatureFlag} that suspends instead of giving `undefined` while the flag loads, so the nearest `<Suspense>` (below the
 * provider) shows its fallback. It resumes when the flag is known or cannot be: loading that failed is not thrown, it gives
 * `undefined` or the default, as an unknown flag does. Suspends for the first answer only: under another identity the previous
 * value stays until the next is in.
 *
 * ```tsx
 * <Suspense fallback={<Skeleton />}><Checkout /></Suspense>
 *
 * const checkout = useSuspenseFeatureFlag('checkout', { defaultValue: 'control' })
 * ```
 */
export function useSuspenseFeatureFlag<TKey extends FlagKey>(
  key: TKey,
  options: FeatureFlagOptions<FlagValueOf<TKey>> & { readonly defaultValue: FlagValueOf<TKey> },
): FlagValueOf<TKey>
export function useSuspenseFeatureFlag<TKey extends FlagKey>(
  key: TKey,
  options?: FeatureFlagOptions<FlagValueOf<TKey>>,
): FlagValueOf<TKey> | undefined
export function useSuspenseFeatureFlag(
  key: string,
  options: FeatureFlagOptions<FlagValue> = {},
): FlagValue | undefined {
  const { client } = useHogkitContext('useSuspenseFeatureFlag')
  const shown = useFlagStore(client, key, readSettled)
  // A hydrating render is told of bootstrapped flags only; there is no server's text to keep to where it had none.
  const value = shown === LOADING ? readSettled(client.flags.details(key)) : shown
  if (value === LOADING) {
    if (!globalThis.document) throw new FlagUnknownOnServerError(key)
    // oxlint-disable-next-line typescript/only-throw-error -- how a component suspends in every version of React
    throw settled(client.flags, key)
  }
  useExposure(client, key, value, options)
  return value ?? options.defaultValue
}

function settled(flags: FlagsClient, key: string): Promise<void> {
  const ofClient = waiting.get(flags) ?? new Map<string, Promise<void>>()
  waiting.set(flags, ofClient)
  const known = ofClient.get(key)
  if (known) return known
  const promise = flags.ready(key).finally(() => ofClient.delete(key))
  ofClient.set(key, promise)
  return promise
}
