import { ErrorCode, type JsonValue, type ResolutionDetails, StandardResolutionReasons } from '@openfeature/web-sdk'
import type { FlagDetails } from '../core/types.js'

/** What a flag is for OpenFeature's kind of value: a value, nothing (the flag is off or has none), or something of another kind. */
type Read<TValue> = (flag: FlagDetails) => { readonly value: TValue } | 'none' | 'mismatch'

/** On or off, whatever the variant. */
export const readBoolean: Read<boolean> = ({ enabled }) => ({ value: enabled })

/** The variant's key. A flag that is on without one is no text. */
export const readString: Read<string> = ({ enabled, variant }) =>
  variant === undefined ? (enabled ? 'mismatch' : 'none') : { value: variant }

/** The payload, or else a variant that is a number. */
export const readNumber: Read<number> = ({ payload, variant }) => {
  if (typeof payload === 'number') return { value: payload }
  if (payload !== undefined) return 'mismatch'
  if (variant === undefined) return 'none'
  const number = variant.trim() === '' ? Number.NaN : Number(variant)
  return Number.isFinite(number) ? { value: number } : 'mismatch'
}

/** The payload: an object or a list. */
export const readObject: Read<JsonValue> = ({ payload }) => {
  if (payload === undefined) return 'none'
  return typeof payload === 'object' && payload !== null ? { value: payload as JsonValue } : 'mismatch'
}

/** A flag's details as OpenFeature resolves them; the default, and why, where there is no value. */
export function toResolution<TValue>(
  flag: FlagDetails,
  defaultValue: TValue,
  read: (flag: FlagDetails) => { readonly value: unknown } | 'none' | 'mismatch',
): ResolutionDetails<TValue> {
  const failed = errorOf(flag)
  if (failed) return { value: defaultValue, reason: StandardResolutionReasons.ERROR, ...failed }
  const known = { flagMetadata: metadataOf(flag), ...(flag.variant !== undefined && { variant: flag.variant }) }
  const result = read(flag)
  if (result === 'mismatch') {
    return {
      ...known,
      value: defaultValue,
      reason: StandardResolutionReasons.ERROR,
      errorCode: ErrorCode.TYPE_MISMATCH,
      errorMessage: `Flag "${flag.key}" has no value of this type: booleans are on or off, strings are variants, numbers and objects are payloads.`,
    }
  }
  if (result === 'none') return { ...known, value: defaultValue, reason: StandardResolutionReasons.DEFAULT }
  return { ...known, value: result.value as TValue, reason: reasonOf(flag) }
}

function errorOf({
  status,
  key,
  value,
  error,
}: FlagDetails): { errorCode: ErrorCode; errorMessage: string } | undefined {
  if (value !== undefined) return undefined
  if (status === 'missing') return { errorCode: ErrorCode.FLAG_NOT_FOUND, errorMessage: `There is no flag "${key}".` }
  if (status === 'loading' || status === 'stale') {
    return { errorCode: ErrorCode.PROVIDER_NOT_READY, errorMessage: 'The flags of this person are not known yet.' }
  }
  return { errorCode: ErrorCode.GENERAL, errorMessage: error?.message ?? `The flag is not known: ${status}.` }
}

const REASONS: Readonly<Record<string, string>> = {
  condition_match: StandardResolutionReasons.TARGETING_MATCH,
  super_condition_value: StandardResolutionReasons.TARGETING_MATCH,
  holdout_condition_value: StandardResolutionReasons.SPLIT,
  out_of_rollout_bound: StandardResolutionReasons.SPLIT,
  no_condition_match: StandardResolutionReasons.DEFAULT,
  no_group_type: StandardResolutionReasons.DEFAULT,
  flag_disabled: StandardResolutionReasons.DISABLED,
}

function reasonOf({ status, source, reason }: FlagDetails): string {
  if (status === 'stale') return StandardResolutionReasons.STALE
  if (source === 'override') return StandardResolutionReasons.STATIC
  if (source === 'cache' || source === 'bootstrap') return StandardResolutionReasons.CACHED
  return REASONS[reason?.code ?? ''] ?? StandardResolutionReasons.UNKNOWN
}

function metadataOf({ id, version, source, reason, requestId }: FlagDetails): Record<string, string | number> {
  return {
    source,
    ...(id !== undefined && { id }),
    ...(version !== undefined && { version }),
    ...(reason && { reason: reason.code }),
    ...(requestId !== undefined && { requestId }),
  }
}
