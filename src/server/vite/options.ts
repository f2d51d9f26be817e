import type { ProxyOptions } from '../proxy/options.js'

/** What the plugin needs of a sandbox; `startSandbox` of `hogkit/sandbox` gives it. */
export interface RunningSandbox {
  readonly url: string
  readonly projectToken: string
  readonly personalApiKey: string
  readonly projectId: number | string
  close(): Promise<void>
}

/** See `hogkit()`. */
export interface HogkitPluginOptions {
  /** Starts the sandbox when no PostHog is configured: `() => startSandbox({ seed: 'demo', dataDir: '.hogkit' })`. */
  readonly sandbox?: () => Promise<RunningSandbox>
  /** Default: `POSTHOG_HOST`, else `'us'`. */
  readonly host?: 'us' | 'eu' | (string & {})
  /** Default: `POSTHOG_PROJECT_ID`. */
  readonly projectId?: number | string
  /** Default: `POSTHOG_API_KEY`. Stays in this process. */
  readonly personalApiKey?: string
  /** The public token. Default: `POSTHOG_PROJECT_API_KEY`. */
  readonly projectToken?: string
  /**
   * Who may read and write through the proxy. Default: everything, for pages of this server opened on this machine; nobody else. It guards
   * `vite` and `vite preview` alone: a deployed app mounts its own `createProxy`.
   */
  readonly authorize?: ProxyOptions['authorize']
  /** HogQL that is asked by name, as in `createProxy`: share one object with your deployed proxy. */
  readonly queries?: ProxyOptions['queries']
  /** Where the proxy is mounted. Default `/api/posthog`. */
  readonly apiBase?: string
  /** Where the relay is mounted. Default `/ingest`. */
  readonly ingestPath?: string
}

/** A PostHog that is configured whole. */
export interface PostHogTarget {
  readonly host: string
  readonly projectId: string
  readonly personalApiKey: string
  readonly projectToken: string
}

/** What options and environment say. Exactly one of the first two is set, or neither. */
export interface ResolvedTarget {
  readonly posthog: PostHogTarget | undefined
  /** The names that are missing, when only some are set: most likely a mistake, worth a word. */
  readonly missing: readonly string[]
  readonly projectToken: string | undefined
  readonly host: string
}

/** Reads the connection from the plugin's options, then from the environment under the names PostHog users know. */
export function resolveTarget(
  options: HogkitPluginOptions,
  env: Readonly<Record<string, string | undefined>>,
): ResolvedTarget {
  const host = options.host ?? (env['POSTHOG_HOST'] || 'us')
  const values = {
    POSTHOG_PROJECT_ID: String(options.projectId ?? env['POSTHOG_PROJECT_ID'] ?? ''),
    POSTHOG_API_KEY: options.personalApiKey ?? env['POSTHOG_API_KEY'] ?? '',
    POSTHOG_PROJECT_API_KEY: options.projectToken ?? env['POSTHOG_PROJECT_API_KEY'] ?? '',
  }
  const missing = Object.entries(values).flatMap(([name, value]) => (value === '' ? [name] : []))
  const projectToken = values.POSTHOG_PROJECT_API_KEY || undefined
  if (missing.length > 0)
    return { posthog: undefined, missing: missing.length === 3 ? [] : missing, projectToken, host }
  const posthog = {
    host,
    projectId: values.POSTHOG_PROJECT_ID,
    personalApiKey: values.POSTHOG_API_KEY,
    projectToken: values.POSTHOG_PROJECT_API_KEY,
  }
  return { posthog, missing: [], projectToken, host }
}
