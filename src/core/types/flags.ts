/** Feature flags: what is known of them, and the part of the client that tells. */
import type { Register } from '../register.js'
import type { Groups, JsonValue, Properties } from './values.js'

/** Names autocomplete when registered; any other string passes when nothing is registered. */
export type FlagKey = Register extends { flags: infer F } ? keyof F & string : string

/** What the app registered for a flag: the type of its value, or `{ value, payload }`. */
type RegisteredFlag<TKey extends string> = Register extends { flags: infer F }
  ? TKey extends keyof F
    ? F[TKey]
    : FlagValue
  : FlagValue

/** The value type of a registered flag, or `false`: a flag of any kind is off where no condition matches. Else `boolean | string`. */
export type FlagValueOf<TKey extends string> =
  | Extract<RegisteredFlag<TKey> extends { value: infer V } ? V : RegisteredFlag<TKey>, FlagValue>
  | false

/** The values of many flags by key; of registered flags each with its own type. */
export type FlagValues = Readonly<
  Register extends { flags: object } ? { [TKey in FlagKey]?: FlagValueOf<TKey> } : Record<string, FlagValue>
>

/** The payload type of a flag that is registered with one, else any JSON. */
export type FlagPayloadOf<TKey extends string> = RegisteredFlag<TKey> extends { payload: infer P } ? P : JsonValue

/** A flag is on or off, or on with the key of a variant. `undefined` elsewhere means: not known (yet). */
export type FlagValue = boolean | string

/** Where a flag's value came from. */
export type FlagSource = 'server' | 'bootstrap' | 'cache' | 'override' | 'default'

/** What is known of a flag's value: see {@link FlagDetails}. */
export type FlagStatus = 'loading' | 'ready' | 'stale' | 'missing' | 'error' | 'quota-limited' | 'blocked'

/** Everything that is known of one flag for the current identity. Immutable; the same reference while nothing changed. */
export interface FlagDetails<TValue extends FlagValue = FlagValue, TPayload = JsonValue> {
  readonly key: string
  /**
   * - `loading`: no answer yet and nothing cached or bootstrapped
   * - `ready`: the value is the server's (or bootstrapped, cached, overridden: see `source`)
   * - `stale`: a newer value is on its way, because the app asked for it (`reload()`), the identity or what flags are evaluated by
   *   changed, or this one is older than `flagsStaleTimeMs`; with an `error`, that one did not come
   * - `missing`: the server answered and knows no such flag
   * - `error`: loading failed and nothing was known before; see `error`
   * - `quota-limited`: the project is over its flag quota and nothing was known before
   * - `blocked`: requests never leave the browser (ad blocker, offline) and nothing was known before
   */
  readonly status: FlagStatus
  /** `undefined` until known or when missing. */
  readonly value: TValue | undefined
  readonly enabled: boolean
  readonly variant: Extract<TValue, string> | undefined
  /** The flag's JSON payload, parsed. `undefined` when there is none. */
  readonly payload: TPayload | undefined
  readonly source: FlagSource
  /** Why the server decided so, as PostHog codes it: `condition_match`, `out_of_rollout_bound`, … */
  readonly reason: FlagReason | undefined
  readonly id: number | undefined
  readonly version: number | undefined
  readonly requestId: string | undefined
  readonly error: Error | undefined
  /** Whether an experiment runs on the flag; `undefined` where the server does not say. */
  readonly hasExperiment?: boolean | undefined
}

/** A forced value, or one with a payload: see {@link FlagsClient.override}. */
export type FlagOverride = FlagValue | { readonly value: FlagValue; readonly payload?: JsonValue | undefined }

export interface FlagReason {
  readonly code: string
  readonly conditionIndex: number | undefined
  readonly description: string | undefined
}

/** Who to evaluate a flag for, in {@link FlagsClient.evaluate}. */
export interface EvaluateOptions {
  readonly distinctId: string
  readonly personProperties?: Properties
  readonly groups?: Groups
  readonly groupProperties?: Record<string, Properties>
  readonly disableGeoip?: boolean
  readonly signal?: AbortSignal
}

export interface FlagsClient {
  /** The value, or `undefined` while unknown. Reports no exposure: hooks do that after commit, or call {@link reportExposure}. */
  get(key: string): FlagValue | undefined
  details(key: string): FlagDetails
  payload(key: string): JsonValue | undefined
  /** Every known flag's value. The same reference while nothing changed. */
  all(): Readonly<Record<string, FlagValue>>
  /** Asks the server again. Resolves when the answer is in; rejects with a typed error. Meanwhile values stay, as `stale`. */
  reload(): Promise<void>
  /**
   * Resolves when the flag (any flag, without a key) is known, or cannot be; never rejects. Asks the server where
   * `preloadFlags` is off and nobody asked yet.
   */
  ready(key?: string): Promise<void>
  /** When the server gave what is known, ms since 1970; `undefined` while nothing came from it. */
  readonly updatedAt: number | undefined
  /** Forces values on this client (tests, devtools, Storybook), instead of those forced before; `null` ends it. */
  override(flags: Readonly<Record<string, FlagOverride>> | null): void
  /** What {@link override} forces now; empty when nothing. */
  readonly overrides: Readonly<Record<string, FlagOverride>>
  /**
   * Person properties to evaluate flags by, over those that PostHog has stored: for what it learns later, or never. They add to
   * those set before, go with every request and are kept for this visitor; no event is sent. Resolves when the new flags are in,
   * or failed. https://posthog.com/docs/feature-flags/property-overrides
   */
  setPersonPropertiesForFlags(properties: Properties): Promise<void>
  /** Forgets them, and those that `identify()` and `setPersonProperties()` set in this browser. */
  resetPersonPropertiesForFlags(): Promise<void>
  /** The same for groups, by type: `{ company: { plan: 'pro' } }`. */
  setGroupPropertiesForFlags(properties: Readonly<Record<string, Properties>>): Promise<void>
  /** Forgets them, for one group type or all. */
  resetGroupPropertiesForFlags(type?: string): Promise<void>
  /** One remote evaluation for anybody (servers). Reports exposure. */
  evaluate(key: string, options: EvaluateOptions): Promise<FlagValue | undefined>
  /** Sends `$feature_flag_called` once for each identity, flag and value. Safe to call after every commit. */
  reportExposure(key: string): void
  /** Calls the listener when what `details(key)` gives has changed; without a key, when any flag has. */
  subscribe(listener: () => void, key?: string): () => void
  /** What the very first render may show: bootstrap only, so that server and client agree. */
  serverDetails(key: string): FlagDetails
  serverAll(): Readonly<Record<string, FlagValue>>
  /** `loading` until the first answer (or bootstrap, cache, failure). */
  readonly status: 'loading' | 'ready' | 'error'
}
