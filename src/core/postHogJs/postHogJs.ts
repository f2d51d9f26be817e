import type { FlagValue, JsonValue, Properties } from '../types.js'

/** The instance's own flags, where they are: its public methods give one at a time. */
interface PostHogJsFlags {
  getFlagVariants(): Record<string, FlagValue>
}

/** What {@link fromPostHogJs} uses of a posthog-js instance, by its own names. https://posthog.com/docs/libraries/js */
export interface PostHogJs {
  readonly config: { readonly token: string; readonly api_host: string; readonly person_profiles?: string | undefined }
  readonly featureFlags: PostHogJsFlags
  capture(
    event: string,
    properties?: Properties | null,
    options?: { timestamp?: Date; uuid?: string; $set?: Properties; $set_once?: Properties; send_instantly?: boolean },
  ): { readonly uuid: string } | undefined
  identify(distinctId?: string, set?: Properties, setOnce?: Properties): void
  alias(alias: string, original?: string): unknown
  group(type: string, key: string, properties?: Properties): void
  getGroups(): Record<string, unknown>
  setPersonProperties(set?: Properties, setOnce?: Properties): void
  createPersonProfile(): void
  register(properties: Properties): void
  register_once(properties: Properties): void
  unregister(name: string): void
  reset(resetDeviceId?: boolean): void
  captureException(error: unknown, properties?: Properties): unknown
  addExceptionStep?(message: string, properties?: Properties): void
  debug(enabled?: boolean): void
  get_distinct_id(): string
  get_session_id(): string
  get_property(name: string): unknown
  getFeatureFlag(key: string, options?: { send_event?: boolean }): FlagValue | undefined
  getFeatureFlagPayload(key: string): unknown
  onFeatureFlags(callback: (flags: string[], values: object, context?: { errorsLoading?: boolean }) => void): () => void
  reloadFeatureFlags(): void
  setPersonPropertiesForFlags(properties: Properties, reload?: boolean): void
  resetPersonPropertiesForFlags(): void
  setGroupPropertiesForFlags(properties: Record<string, Properties>, reload?: boolean): void
  resetGroupPropertiesForFlags(type?: string): void
  opt_in_capturing(): void
  opt_out_capturing(): void
  has_opted_out_capturing(): boolean
  get_explicit_consent_status(): 'granted' | 'denied' | 'pending'
  onSessionId(callback: (sessionId: string) => void): () => void
  on(event: 'eventCaptured', callback: (event: PostHogJsEvent) => void): () => void
}

/** An event as posthog-js tells of it. */
export interface PostHogJsEvent {
  readonly uuid: string
  readonly event: string
  readonly timestamp?: Date | undefined
  readonly properties: Properties
  readonly $set?: Properties | undefined
  readonly $set_once?: Properties | undefined
}

/** `undefined` stays, for a flag without a payload. */
export type PostHogJsPayload = JsonValue | undefined
