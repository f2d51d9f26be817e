import { toDetails } from '../../core/flags/details.js'
import type { FlagEvaluation } from '../../core/flags/evaluation/index.js'
import type { Bootstrap, FlagDetails, FlagKey, FlagValue, FlagValueOf, JsonValue } from '../../core/types.js'
import { type AnsweredFlag, readPayload } from '../../core/wire/flags.js'

/** A flag's details, and whether it was decided here or by PostHog's `/flags`. */
export interface EvaluatedFlag<TValue extends FlagValue = FlagValue> extends FlagDetails<TValue> {
  readonly isLocal: boolean
}

/** Every flag of one evaluation. Immutable. */
export interface FlagResults {
  readonly distinctId: string
  /** `false` when off; `undefined` for a flag that does not exist, or that nobody could decide (see {@link details}). Sends nothing. */
  get<TKey extends FlagKey>(key: TKey): FlagValueOf<TKey> | undefined
  /** `status` is `ready`; `missing` for a flag that does not exist, is inactive or was not asked for; `error`, with `error`, for one that could not be decided. */
  details<TKey extends FlagKey>(key: TKey): EvaluatedFlag<FlagValueOf<TKey>>
  /** The payload, parsed. */
  payload(key: FlagKey): JsonValue | undefined
  /** Every decided flag's value. */
  all(): Readonly<Record<string, FlagValue>>
  /** Why some flags could not be decided; `undefined` when all were. */
  readonly error: Error | undefined
  /**
   * Sends `$feature_flag_called` for this person by the evaluator's `client`: call it where the value takes effect on a server.
   * Once for each person, flag and value. What a browser shows, its own client reports.
   * @throws ConfigError when the evaluator was made without a `client`
   */
  reportExposure(key: FlagKey): void
}

export function fromEvaluation(flag: FlagEvaluation): EvaluatedFlag {
  const { code, conditionIndex, description } = flag.reason
  const value = flag.enabled && flag.variant !== null ? flag.variant : flag.enabled
  return {
    ...toDetails(flag.key, value, {
      source: 'server',
      payload: value ? readPayload(flag.payload) : undefined,
      reason: { code, conditionIndex: conditionIndex ?? undefined, description },
      id: flag.id,
      version: flag.version,
    }),
    isLocal: true,
  }
}

export function fromAnswer(flag: AnsweredFlag, requestId: string | undefined): EvaluatedFlag {
  return { ...toDetails(flag.key, flag.value, { ...flag, source: 'server', requestId }), isLocal: false }
}

/** A flag that neither side could decide. */
export function toFailed(key: string, error: Error): EvaluatedFlag {
  return { ...toDetails(key, undefined, { status: 'error', error }), isLocal: false }
}

export interface ResultParts {
  readonly distinctId: string
  readonly flags: readonly EvaluatedFlag[]
  readonly error: Error | undefined
  /** No flag could be asked for: one that is not here may still exist. */
  readonly isUnknown: boolean
  readonly expose: (flag: EvaluatedFlag) => void
}

export function createResults({ distinctId, flags, error, isUnknown, expose }: ResultParts): FlagResults {
  const byKey = new Map(flags.map(flag => [flag.key, flag]))
  const values = Object.fromEntries(
    flags.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value] as const])),
  )
  const details = (key: string): EvaluatedFlag =>
    byKey.get(key) ??
    (isUnknown && error ? toFailed(key, error) : { ...toDetails(key, undefined, { status: 'missing' }), isLocal: true })
  return {
    distinctId,
    get: key => details(key).value,
    details,
    payload: key => details(key).payload,
    all: () => values,
    error,
    reportExposure: key => expose(details(key)),
  }
}

/** The results as a client starts with them: plain JSON. Flags that could not be decided are left for the client to ask. */
export function toBootstrap(results: FlagResults): Required<Pick<Bootstrap, 'featureFlags' | 'featureFlagPayloads'>> {
  const featureFlags = results.all()
  const payloads = Object.keys(featureFlags).flatMap(key => {
    const payload = results.payload(key)
    return payload === undefined ? [] : [[key, payload] as const]
  })
  return { featureFlags, featureFlagPayloads: Object.fromEntries(payloads) }
}
