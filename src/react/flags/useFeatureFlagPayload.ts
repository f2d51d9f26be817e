'use client'

import { useEffect, useMemo } from 'react'
import type { StandardIssue, StandardSchema } from '../../core/standardSchema.js'
import type { FlagDetails, FlagKey, FlagPayloadOf } from '../../core/types.js'
import { useHogkitContext } from '../provider/context.js'
import { warnInDevelopment } from '../provider/development.js'
import { useFlagStore } from './useFlagStore.js'

const readPayload = (flag: FlagDetails) => flag.payload

/** Options of {@link useFeatureFlagPayload}. */
export interface FeatureFlagPayloadOptions<TPayload> {
  /**
   * Any Standard Schema (Zod, Valibot, ArkType, …) that validates at once. Make it outside of the component: another one
   * validates anew.
   */
  readonly schema?: StandardSchema<TPayload> | undefined
  /** Given instead of `undefined`, and instead of a payload that the schema refuses. */
  readonly defaultValue?: NoInfer<TPayload> | undefined
}

/**
 * A flag's JSON payload, parsed: `undefined` until known and when there is none. A payload that is deep-equal to the one
 * before keeps its reference. Reading it reports no exposure, as in PostHog's own SDKs: read the flag beside it.
 *
 * Payloads are typed in by hand, so check them where a wrong one would break the page. What the schema refuses becomes
 * `defaultValue`, with a warning in development that says why:
 *
 * ```tsx
 * const Banner = z.object({ headline: z.string() })
 * const { headline } = useFeatureFlagPayload('banner', { schema: Banner, defaultValue: { headline: 'Welcome' } })
 * ```
 *
 * https://posthog.com/docs/feature-flags/creating-feature-flags#payloads
 */
export function useFeatureFlagPayload<TPayload>(
  key: FlagKey,
  options: FeatureFlagPayloadOptions<TPayload> & {
    readonly schema: StandardSchema<TPayload>
    readonly defaultValue: NoInfer<TPayload>
  },
): TPayload
export function useFeatureFlagPayload<TPayload>(
  key: FlagKey,
  options: FeatureFlagPayloadOptions<TPayload> & { readonly schema: StandardSchema<TPayload> },
): TPayload | undefined
export function useFeatureFlagPayload<TKey extends FlagKey>(
  key: TKey,
  options: FeatureFlagPayloadOptions<FlagPayloadOf<TKey>> & { readonly defaultValue: FlagPayloadOf<TKey> },
): FlagPayloadOf<TKey>
export function useFeatureFlagPayload<TKey extends FlagKey>(
  key: TKey,
  options?: FeatureFlagPayloadOptions<FlagPayloadOf<TKey>>,
): FlagPayloadOf<TKey> | undefined
export function useFeatureFlagPayload(
  key: string,
  { schema, defaultValue }: FeatureFlagPayloadOptions<unknown> = {},
): unknown {
  const { client } = useHogkitContext('useFeatureFlagPayload')
  const payload = useFlagStore(client, key, readPayload)
  const { value, issues } = useMemo(() => validate(payload, schema), [payload, schema])
  useEffect(() => {
    if (!issues) return
    warnInDevelopment(`The payload of flag "${key}" is not what its schema wants: ${issues.map(toText).join('; ')}.`)
  }, [key, issues])
  return value ?? defaultValue
}

interface Validated {
  readonly value?: unknown
  readonly issues?: readonly StandardIssue[] | undefined
}

/** No payload is none of the schema's business: most flags have one for some variants only. */
function validate(payload: unknown, schema: StandardSchema | undefined): Validated {
  if (!schema || payload === undefined) return { value: payload }
  try {
    const result = schema['~standard'].validate(payload)
    return 'then' in result ? { issues: [{ message: 'a schema that validates later cannot be used here' }] } : result
  } catch (error) {
    return { issues: [{ message: String(error) }] }
  }
}

function toText({ message, path = [] }: StandardIssue): string {
  const keys = path.map(step => String(typeof step === 'object' ? step.key : step))
  return keys.length ? `${keys.join('.')}: ${message}` : message
}
