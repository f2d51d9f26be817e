import { createClient } from '../core/client.js'
import type { FlagOverride, FlagValue, HogkitClient, JsonValue, Properties } from '../core/types.js'
import { type CaptureResult, type PostHogConfig, toCaptureResult, toClientOptions } from './config.js'

/** A flag as `getFeatureFlagResult` and `useFeatureFlagResult` give it. */
export interface FeatureFlagResult {
  readonly key: string
  readonly enabled: boolean
  readonly variant: string | undefined
  readonly payload: JsonValue | undefined
}

/** What `capture` of posthog-js takes beside the properties. */
export interface PostHogCaptureOptions {
  $set?: Properties
  $set_once?: Properties
  timestamp?: Date
  uuid?: string
  send_instantly?: boolean
}

/** Called at once when flags are known, and whenever they were loaded: keys of those that are on, and all that are on with their values. */
export type FeatureFlagsCallback = (
  flags: string[],
  variants: Record<string, FlagValue>,
  context?: { errorsLoading?: boolean },
) => void

/**
 * The methods of posthog-js that hogkit has, by their names and with their meanings, over a hogkit client. One that is not here (session
 * recording, the toolbar, …) does not compile rather than do nothing.
 * https://posthog.com/docs/libraries/js
 */
export interface PostHog {
  /** The client behind it, with everything that posthog-js has no name for. */
  readonly hogkit: HogkitClient
  capture(event: string, properties?: Properties | null, options?: PostHogCaptureOptions): CaptureResult | undefined
  captureException(error: unknown, properties?: Properties): CaptureResult | undefined
  identify(distinctId: string, set?: Properties, setOnce?: Properties): void
  alias(alias: string, original?: string): void
  reset(): void
  group(type: string, key: string, properties?: Properties): void
  setPersonProperties(set?: Properties, setOnce?: Properties): void
  readonly people: { set(properties: Properties): void; set_once(properties: Properties): void }
  register(properties: Properties): void
  register_once(properties: Properties): void
  unregister(name: string): void
  get_distinct_id(): string
  get_session_id(): string
  /** The value; reports the exposure unless `send_event` is `false`. */
  getFeatureFlag(key: string, options?: { send_event?: boolean }): FlagValue | undefined
  isFeatureEnabled(key: string, options?: { send_event?: boolean }): boolean | undefined
  getFeatureFlagPayload(key: string): JsonValue | undefined
  getFeatureFlagResult(key: string, options?: { send_event?: boolean }): FeatureFlagResult | undefined
  onFeatureFlags(callback: FeatureFlagsCallback): () => void
  reloadFeatureFlags(): void
  setPersonPropertiesForFlags(properties: Properties): void
  resetPersonPropertiesForFlags(): void
  setGroupPropertiesForFlags(properties: Record<string, Properties>): void
  resetGroupPropertiesForFlags(type?: string): void
  readonly featureFlags: {
    getFlags(): string[]
    getFlagVariants(): Record<string, FlagValue>
    readonly hasLoadedFlags: boolean
    /** `false` ends it. A list turns its flags on. */
    overrideFeatureFlags(flags: false | string[] | Record<string, FlagOverride>): void
  }
  opt_in_capturing(): void
  opt_out_capturing(): void
  has_opted_in_capturing(): boolean
  has_opted_out_capturing(): boolean
  /** Tells of each event that was taken. */
  on(event: 'eventCaptured', callback: (event: CaptureResult) => void): () => void
}

const facades = new WeakMap<HogkitClient, PostHog>()

/**
 * Makes a client that `<PostHogProvider client={…}>` takes, in the place of `posthog.init(…)`:
 *
 * ```ts
 * export const posthog = createPostHog('phc_…', { api_host: 'https://eu.i.posthog.com' })
 * ```
 *
 * @throws ConfigError for a token or host that cannot work
 */
export function createPostHog(apiKey: string, config?: PostHogConfig): PostHog {
  const posthog = toPostHog(createClient(toClientOptions(apiKey, config)))
  config?.loaded?.(posthog as never)
  return posthog
}

/** The names of posthog-js for a client; the same object for the same client. */
export function toPostHog(client: HogkitClient): PostHog {
  const known = facades.get(client)
  if (known) return known
  const posthog = createFacade(client)
  facades.set(client, posthog)
  return posthog
}

function createFacade(client: HogkitClient): PostHog {
  const { flags, consent } = client

  /** What happened under this uuid, if it was taken. */
  function taken(run: () => string | undefined): CaptureResult | undefined {
    let result: CaptureResult | undefined
    const undo = client.on('captured', event => {
      result = toCaptureResult(event)
    })
    const uuid = run()
    undo()
    return uuid === undefined ? undefined : result
  }

  function getFeatureFlag(key: string, { send_event: isReported = true } = {}): FlagValue | undefined {
    if (isReported) flags.reportExposure(key)
    return flags.get(key)
  }

  function getFlagVariants(): Record<string, FlagValue> {
    return Object.fromEntries(Object.entries(flags.all()).filter(([, value]) => value !== false))
  }

  return {
    hogkit: client,
    capture: (event, properties, options = {}) =>
      taken(() =>
        client.capture(event, properties ?? {}, {
          ...(options.$set && { set: options.$set }),
          ...(options.$set_once && { setOnce: options.$set_once }),
          ...(options.timestamp && { timestamp: options.timestamp }),
          ...(options.uuid && { uuid: options.uuid }),
          ...(options.send_instantly && { immediate: true }),
        }),
      ),
    captureException: (error, properties) => taken(() => client.captureException(error, properties)),
    identify: (distinctId, set, setOnce) =>
      void client.identify(distinctId, { ...(set && { set }), ...(setOnce && { setOnce }) }),
    alias: (alias, original) => client.alias(alias, original),
    reset: () => client.reset(),
    group: (type, key, properties) => client.group(type, key, properties),
    setPersonProperties: (set = {}, setOnce) => client.setPersonProperties(set, setOnce),
    people: {
      set: properties => client.setPersonProperties(properties),
      set_once: properties => client.setPersonProperties({}, properties),
    },
    register: properties => client.register(properties),
    register_once: properties => client.registerOnce(properties),
    unregister: name => client.unregister(name),
    get_distinct_id: () => client.distinctId,
    get_session_id: () => client.sessionId,
    getFeatureFlag,
    isFeatureEnabled(key, options) {
      const value = getFeatureFlag(key, options)
      return value === undefined ? undefined : Boolean(value)
    },
    getFeatureFlagPayload: key => flags.payload(key),
    getFeatureFlagResult(key, options) {
      getFeatureFlag(key, options)
      return toResult(flags.details(key))
    },
    onFeatureFlags(callback) {
      const tell = (error?: Error) =>
        callback(Object.keys(getFlagVariants()), getFlagVariants(), error ? { errorsLoading: true } : {})
      if (flags.status === 'ready') tell()
      return client.on('flags', ({ error }) => tell(error))
    },
    reloadFeatureFlags: () => quietly(flags.reload()),
    setPersonPropertiesForFlags: properties => quietly(flags.setPersonPropertiesForFlags(properties)),
    resetPersonPropertiesForFlags: () => quietly(flags.resetPersonPropertiesForFlags()),
    setGroupPropertiesForFlags: properties => quietly(flags.setGroupPropertiesForFlags(properties)),
    resetGroupPropertiesForFlags: type => quietly(flags.resetGroupPropertiesForFlags(type)),
    featureFlags: {
      getFlags: () => Object.keys(getFlagVariants()),
      getFlagVariants,
      get hasLoadedFlags() {
        return flags.updatedAt !== undefined
      },
      overrideFeatureFlags(given) {
        const forced = Array.isArray(given) ? Object.fromEntries(given.map(key => [key, true])) : given
        flags.override(forced || null)
      },
    },
    opt_in_capturing: () => consent.grant(),
    opt_out_capturing: () => consent.deny(),
    has_opted_in_capturing: () => consent.status === 'granted',
    has_opted_out_capturing: () => consent.status === 'denied',
    on: (_event, callback) => client.on('captured', event => callback(toCaptureResult(event))),
  }
}

/** Nobody awaits it, as with posthog-js; subscribers are told of a failure. */
function quietly(work: Promise<void>): void {
  work.catch(() => undefined)
}

/** `undefined` for a flag that is not known. */
export function toResult(flag: {
  readonly key: string
  readonly value: FlagValue | undefined
  readonly enabled: boolean
  readonly variant: string | undefined
  readonly payload: unknown
}): FeatureFlagResult | undefined {
  if (flag.value === undefined) return undefined
  const { key, enabled, variant } = flag
  return { key, enabled, variant, payload: flag.payload as JsonValue | undefined }
}
