/**
 * The public vocabulary of `hogkit/core`: what a client is, what it takes and what it tells.
 * Names are camelCase here and PostHog's own on the wire; `wire/` is the one border between the two.
 */
export type { Register } from './register.js'
export type {
  ClientEvents,
  Consent,
  ConsentClient,
  FlushResult,
  HogkitClient,
  IdentityState,
  QueueState,
  QueueStatus,
  SessionChangeReason,
  SessionState,
} from './types/client.js'
export type {
  BeforeSend,
  CaptureOptions,
  CapturedEvent,
  DropReason,
  EventName,
  EventPropertiesOf,
  ExceptionOptions,
} from './types/events.js'
export type {
  EvaluateOptions,
  FlagDetails,
  FlagKey,
  FlagOverride,
  FlagPayloadOf,
  FlagReason,
  FlagSource,
  FlagStatus,
  FlagValue,
  FlagValueOf,
  FlagValues,
  FlagsClient,
} from './types/flags.js'
export type { Bootstrap, ClientOptions, Persistence, Plugin, PluginStorage, StorageAdapter } from './types/options.js'
export type { Groups, JsonValue, Properties, Store } from './types/values.js'
