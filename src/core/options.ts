import { ConfigError } from './errors/client.js'
import type { BeforeSend, ClientOptions, Plugin } from './types.js'

/** Longer delays overflow `setTimeout`, which then fires at once. */
const MAX_NUMBER = 2_147_483_647

/** What a text must look like to work. For tokens these are the rules of PostHog's capture service. */
const RULES: Partial<Record<string, RegExp>> = {
  projectToken: /^(?!ph[xsr]_)[!-~]{1,64}$/,
  host: /^(us|eu|(https?:\/)?(\/[^/?#\s]+)+\/*)$/,
  compression: /^(gzip|none)$/,
  personProfiles: /^(identified_only|always|never)$/,
  consent: /^(granted|pending|denied)$/,
  flagsPath: /^\/[^#\s]*$/,
  persistence: /^(localStorage(\+cookie)?|cookie|sessionStorage|memory)$/,
}

/** The same in words, where the rule does not explain itself. */
const HINTS: Partial<Record<string, string>> = {
  projectToken: 'the project token (phc_…). A secret key (phx_…) stays on your server',
  host: "'us', 'eu', a URL, or a path such as /ingest",
}

const DEFAULTS = {
  // Refused, as it is no option to have none.
  projectToken: '',
  host: 'us',
  maxBatchBytes: 1_000_000,
  maxQueueSize: 10_000,
  maxQueueBytes: 20_000_000,
  personProfiles: 'identified_only',
  consent: 'granted',
  preloadFlags: true,
  flagsStaleTimeMs: 300_000,
  plugins: [] as readonly Plugin[],
  now: Date.now,
} satisfies Partial<ClientOptions>

/** {@link ClientOptions} checked and filled with the defaults of this half; the engine knows those of the other. */
export type ResolvedOptions = Omit<ClientOptions, 'beforeSend'> &
  Required<Pick<ClientOptions, keyof typeof DEFAULTS | 'persistence'>> & { readonly beforeSend: readonly BeforeSend[] }

/**
 * Reads the options once.
 * @throws {ConfigError} for a token, host or number that cannot work.
 */
export function resolveOptions(given: ClientOptions): ResolvedOptions {
  const options: Record<string, unknown> = {
    persistence: globalThis.document ? 'localStorage+cookie' : 'memory',
    ...DEFAULTS,
  }
  for (const [name, value] of Object.entries({ ...options, ...given })) {
    // Props that are passed on as `undefined` mean the default.
    options[name] = check(name, value === undefined ? options[name] : value)
  }
  const { host, beforeSend = [], ...rest } = options as unknown as Omit<ResolvedOptions, 'beforeSend'> & ClientOptions
  return {
    ...rest,
    host: /^..$/.test(host) ? `https://${host}.i.posthog.com` : host.replace(/\/+$/, ''),
    beforeSend: [...rest.plugins.flatMap(plugin => plugin.beforeSend ?? []), ...[beforeSend].flat()],
  }
}

/** Gives the value back, where timers need it cut. The message never holds the value: it may be a secret. */
function check(name: string, value: unknown): unknown {
  const isNumber = /^(flush|max)|(Ms|Retries)$/.test(name)
  const min = /Interval|Retries|Stale|Step/.test(name) ? 0 : 1
  const rule = RULES[name]
  if (isNumber && typeof value === 'number' && value >= min && value < Infinity) return Math.min(value, MAX_NUMBER)
  const isText = typeof value === 'string'
  if (!isNumber && (!rule || (isText ? rule.test(value) : value && name === 'persistence'))) return value
  throw new ConfigError(`\`${name}\` must be ${isNumber ? `a finite number from ${min}` : (HINTS[name] ?? rule)}.`)
}
