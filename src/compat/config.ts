import { completeClient } from '../core/actions.js'
import { browserProperties } from '../core/plugins/browserProperties.js'
import { pageviews } from '../core/plugins/pageviews.js'
import type {
  BeforeSend,
  Bootstrap,
  CapturedEvent,
  ClientOptions,
  FlagValue,
  JsonValue,
  Plugin,
  Properties,
} from '../core/types.js'
import { warnInDevelopment } from '../react/provider/development.js'

/** An event as posthog-js shows it to `before_send` and gives it back from `capture`. */
export interface CaptureResult {
  uuid: string
  event: string
  properties: Properties
  $set?: Properties
  $set_once?: Properties
  timestamp?: Date
}

/** `null` drops the event. */
export type BeforeSendFn = (event: CaptureResult | null) => CaptureResult | null

/** What posthog-js takes before the first request. */
export interface BootstrapConfig {
  distinctID?: string
  isIdentifiedID?: boolean
  featureFlags?: Record<string, FlagValue>
  featureFlagPayloads?: Record<string, JsonValue>
}

/**
 * The options of posthog-js that have a meaning here, by its names. Others are accepted, because a configuration is moved as it is: one
 * that would have done something is named in a warning while developing.
 * https://posthog.com/docs/libraries/js/config
 */
export interface PostHogConfig {
  /** A URL or a same-origin path. Default PostHog Cloud US. */
  api_host?: string
  bootstrap?: BootstrapConfig
  persistence?: 'localStorage+cookie' | 'localStorage' | 'cookie' | 'sessionStorage' | 'memory'
  person_profiles?: 'identified_only' | 'always' | 'never'
  opt_out_capturing_by_default?: boolean
  /** Default `true`: one `$pageview` when the page opens. `'history_change'`: for each path. */
  capture_pageview?: boolean | 'history_change'
  before_send?: BeforeSendFn | BeforeSendFn[]
  advanced_disable_feature_flags?: boolean
  advanced_disable_feature_flags_on_first_load?: boolean
  feature_flag_request_timeout_ms?: number
  /** Called once the client can be used. */
  loaded?: (posthog: never) => void
  [option: string]: unknown
}

/** Read here. */
const KNOWN = new Set([
  'api_host',
  'bootstrap',
  'persistence',
  'person_profiles',
  'opt_out_capturing_by_default',
  'capture_pageview',
  'before_send',
  'advanced_disable_feature_flags',
  'advanced_disable_feature_flags_on_first_load',
  'feature_flag_request_timeout_ms',
  'loaded',
])
/** Without an effect that anybody could miss. */
const HARMLESS = new Set([
  'ui_host',
  'defaults',
  'debug',
  'disable_session_recording',
  'disable_surveys',
  'autocapture',
])

/** posthog-js takes the address of the app for that of its ingestion, as early snippets had it. */
const APP_HOSTS: Readonly<Record<string, string>> = {
  'https://app.posthog.com': 'us',
  'https://us.posthog.com': 'us',
  'https://eu.posthog.com': 'eu',
}

/** Options of posthog-js as those of `createClient`. */
export function toClientOptions(apiKey: string, config: PostHogConfig = {}): ClientOptions {
  warnOfUnknown(config)
  const { persistence, person_profiles: personProfiles, feature_flag_request_timeout_ms: flagsTimeoutMs } = config
  const host = config.api_host?.replace(/\/+$/, '')
  const isWithoutFlags = config.advanced_disable_feature_flags || config.advanced_disable_feature_flags_on_first_load
  return {
    projectToken: apiKey,
    plugins: [browserProperties(), ...pageviewPlugins(config.capture_pageview)],
    ...(host && { host: APP_HOSTS[host] ?? host }),
    ...(config.bootstrap && { bootstrap: toBootstrap(config.bootstrap) }),
    ...(persistence && { persistence }),
    ...(personProfiles && { personProfiles }),
    ...(config.opt_out_capturing_by_default && { consent: 'denied' as const }),
    ...(isWithoutFlags && { preloadFlags: false }),
    ...(flagsTimeoutMs !== undefined && { flagsTimeoutMs }),
    ...(config.before_send && { beforeSend: [config.before_send].flat().map(toBeforeSend) }),
  }
}

function warnOfUnknown(config: PostHogConfig): void {
  const ignored = Object.keys(config).filter(
    name => !KNOWN.has(name) && !(HARMLESS.has(name) && config[name] !== undefined),
  )
  if (config['autocapture'] === true) ignored.push('autocapture')
  if (ignored.length === 0) return
  warnInDevelopment(
    `These options of posthog-js have no effect here: ${ignored.join(', ')}. createClient of hogkit/core may have what you need under another name.`,
  )
}

function pageviewPlugins(setting: PostHogConfig['capture_pageview'] = true): Plugin[] {
  if (setting === 'history_change') return [pageviews()]
  if (!setting) return []
  const first: Plugin = {
    name: 'pageview',
    setup: client => {
      if (typeof document !== 'undefined') completeClient(client).pageview()
    },
  }
  return [first]
}

function toBootstrap({ distinctID, isIdentifiedID, featureFlags, featureFlagPayloads }: BootstrapConfig): Bootstrap {
  return {
    ...(distinctID && { distinctId: distinctID }),
    ...(isIdentifiedID !== undefined && { isIdentifiedId: isIdentifiedID }),
    ...(featureFlags && { featureFlags }),
    ...(featureFlagPayloads && { featureFlagPayloads }),
  }
}

/** An event in the spelling of posthog-js. */
export function toCaptureResult({ uuid, event, properties, set, setOnce, timestamp }: CapturedEvent): CaptureResult {
  return {
    uuid,
    event,
    properties: { ...properties },
    ...(set && { $set: { ...set } }),
    ...(setOnce && { $set_once: { ...setOnce } }),
    timestamp: new Date(timestamp),
  }
}

function toBeforeSend(look: BeforeSendFn): BeforeSend {
  return captured => {
    const result = look(toCaptureResult(captured))
    if (!result) return null
    const { event, properties, $set, $set_once: $setOnce } = result
    const { set: _set, setOnce: _setOnce, ...kept } = captured
    return { ...kept, event, properties, ...($set && { set: $set }), ...($setOnce && { setOnce: $setOnce }) }
  }
}
