import { toDetails } from '../../core/flags/details.js'
import type { FlagEvaluation } from '../../core/flags/evaluation/index.js'
import type {
  Bootstrap,
  FlagDetails,
  FlagKey,
  FlagPayloadOf,
  FlagValue,
  FlagValueOf,
  JsonValue,
} from '../../core/types.js'
import { type AnsweredFlag, readPayload } from '../../core/wire/flags.js'

/** A flag's details, and whether it was decided here or by PostHog's `/flags`. */
export interface EvaluatedFlag<TValue extends FlagValue = FlagValue, TPayload = JsonValue> extends FlagDetails<
  TValue,
  TPayload
> {
  readonly isLocal: boolean
}

/** Every flag of one evaluation. Immutable. */
export interface FlagResults {
  readonly distinctId: string
  /** `false` when off; `undefined` for a flag that does not exist, or that nobody could decide (see {@link details}). Sends nothing. */
  get<TKey extends FlagKey>(key: TKey): FlagValueOf<TKey> | undefined
  /** `status` is `ready`; `missing` for a flag that does not exist, is inactive or was not asked for; `error`, with `error`, for one that could not be decided. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-arguments -- narrower than the default once flags are registered
  details<TKey extends FlagKey>(key: TKey): EvaluatedFlag<FlagValueOf<TKey>, FlagPayloadOf<TKey>>
  /** The payload, parsed. */
  payload<TKey extends FlagKey>(key: TKey): FlagPayloadOf<TKey> | undefined
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

/** Results by any key: what an app registers narrows {@link FlagResults}, not what is inside. */
interface AnyResults extends Pick<FlagResults, 'distinctId' | 'all' | 'error'> {
  get(key: string): FlagValue | undefined
  details(key: string): EvaluatedFlag
  payload(key: string): JsonValue | undefined
  reportExposure(key: string): void
}

export function createResults({ distinctId, flags, error, isUnknown, expose }: ResultParts): FlagResults {
  const byKey = new Map(flags.map(flag => [flag.key, flag]))
  const values = Object.fromEntries(
    flags.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value] as const])),
  )
  const details = (key: string): EvaluatedFlag =>
    byKey.get(key) ??
    (isUnknown && error ? toFailed(key, error) : { ...toDetails(key, undefined, { status: 'missing' }), isLocal: true })
  const results: AnyResults = {
    distinctId,
    get: key => details(key).value,
    details,
    payload: key => details(key).payload,
    all: () => values,
    error,
    reportExposure: key => expose(details(key)),
  }
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- another type once flags are registered
  return results as unknown as FlagResults
}

/** The results as a client starts with them: plain JSON. Flags that could not be decided are left for the client to ask. */
export function toBootstrap(results: FlagResults): Required<Pick<Bootstrap, 'featureFlags' | 'featureFlagPayloads'>> {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- another type once flags are registered
  const any = results as unknown as AnyResults
  const featureFlags = any.all()
  const payloads = Object.keys(featureFlags).flatMap(key => {
    const value = any.payload(key)
    return value === undefined ? [] : [[key, value] as const]
  })
  return { featureFlags, featureFlagPayloads: Object.fromEntries(payloads) }
}
