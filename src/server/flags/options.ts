import { checkPersonalApiKey, refuseKeyInBrowser, resolveApiHost } from '../../api/config.js'
import { isSafeSegment } from '../../api/path.js'
import { ConfigError } from '../../core/errors.js'
import { resolveOptions } from '../../core/options.js'
import type { Consent, HogkitClient } from '../../core/types.js'
import { resolvePublicHosts } from '../../api/publicHosts.js'

/** Flag definitions as PostHog sent them, for a {@link DefinitionCache}. JSON. */
export interface CachedDefinitions {
  readonly etag: string | undefined
  /** The body of PostHog's answer. */
  readonly body: string
  /** When PostHog last said so, ms since 1970. */
  readonly at: number
}

/**
 * Keeps flag definitions outside of this process (Redis, a file, an edge store), so that a new process decides its first flag without
 * asking PostHog. It holds what PostHog's key holder may read: keep it on the server.
 */
export interface DefinitionCache {
  read(): Promise<CachedDefinitions | undefined>
  write(definitions: CachedDefinitions): Promise<void>
}

/** See `createFlagEvaluator`. */
export interface FlagEvaluatorOptions {
  /** `'us'`, `'eu'`, or the URL of a PostHog (a sandbox, a self-hosted one). */
  readonly host: 'us' | 'eu' | (string & {})
  /** `phc_…`: names the project, and asks `/flags` for what cannot be decided here. */
  readonly projectToken: string
  /** `phx_…` (scope `feature_flag:read`) or a project secret key, `phs_…`. Stays on this side. */
  readonly personalApiKey: string
  /** For a self-hosted PostHog that has no `/flags/definitions` yet: definitions then come from the project's `local_evaluation`. */
  readonly projectId?: number | string
  /** How often definitions are asked for again, ms; PostHog answers 304 while nothing changed. Default 30_000, at least 1000. */
  readonly pollIntervalMs?: number
  /** Definitions older than this are waited for rather than used: a process that was frozen comes back with old ones. Default 300_000. */
  readonly maxAgeMs?: number
  /** Time limit of a request for definitions, ms. Default 10_000. */
  readonly definitionsTimeoutMs?: number
  /** Time limit of a request to `/flags`, ms. Default 3000. */
  readonly flagsTimeoutMs?: number
  /** The largest answer with definitions that is read. Default 32_000_000. */
  readonly maxDefinitionsBytes?: number
  readonly cache?: DefinitionCache
  /** Sends the exposures of `reportExposure`. A client of yours (`createClient`), which you also shut down. */
  readonly client?: HogkitClient
  /** Consent of a visitor who has not decided, as for the browser's client: only with `'granted'` is a cookie set. Default `'granted'`. */
  readonly consent?: Consent
  /** Told of every failure that does not reject. Default: a warning on the console, once for each message. */
  readonly onError?: (error: Error) => void
  readonly fetch?: typeof globalThis.fetch
  /** The clock, ms since 1970. Default `Date.now`. */
  readonly now?: () => number
}

const DEFAULTS = {
  pollIntervalMs: 30_000,
  maxAgeMs: 300_000,
  definitionsTimeoutMs: 10_000,
  flagsTimeoutMs: 3000,
  maxDefinitionsBytes: 32_000_000,
  consent: 'granted' as Consent,
  fetch: ((input, init) => globalThis.fetch(input, init)) as typeof globalThis.fetch,
  now: () => Date.now(),
}

/** {@link FlagEvaluatorOptions}, checked and complete. */
export type FlagSettings = typeof DEFAULTS &
  Pick<FlagEvaluatorOptions, 'cache' | 'client'> & {
    readonly projectToken: string
    readonly personalApiKey: string
    readonly projectId: string | undefined
    /** Of the public side. */
    readonly ingestHost: string
    /** Of the private API. */
    readonly apiHost: string
    readonly onError: (error: Error) => void
  }

/** @throws ConfigError at once for what could never work, or would not be safe. */
export function resolveFlagOptions(options: FlagEvaluatorOptions): FlagSettings {
  refuseKeyInBrowser(options.personalApiKey)
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const { host, projectId, ...settings } = { ...DEFAULTS, ...(given as unknown as FlagEvaluatorOptions) }
  // The client's own rules for tokens: a secret given for the token is refused.
  resolveOptions({ projectToken: settings.projectToken, host: 'us', persistence: 'memory' })
  if (projectId !== undefined && !isSafeSegment(String(projectId))) {
    throw new ConfigError(`projectId "${projectId}" is not a project's id. Set it from the environment.`)
  }
  for (const name of ['maxAgeMs', 'definitionsTimeoutMs', 'flagsTimeoutMs', 'maxDefinitionsBytes'] as const) {
    if (!(settings[name] > 0)) throw new ConfigError(`\`${name}\` must be a number above 0.`)
  }
  if (!(settings.pollIntervalMs >= 1000)) throw new ConfigError('`pollIntervalMs` must be a number from 1000.')
  return {
    ...settings,
    personalApiKey: checkPersonalApiKey(settings.personalApiKey),
    projectId: projectId === undefined ? undefined : String(projectId),
    ingestHost: resolvePublicHosts(host).ingest,
    apiHost: resolveApiHost(host),
    onError: settings.onError ?? createWarn(),
  }
}

function createWarn(): (error: Error) => void {
  let last: string | undefined
  return ({ message }) => {
    if (message === last) return
    last = message
    // oxlint-disable-next-line no-console -- nobody else was named to be told
    console.warn(`[hogkit] ${message}`)
  }
}
