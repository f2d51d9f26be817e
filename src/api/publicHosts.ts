import { ConfigError } from '../core/errors.js'

/** Where PostHog takes events and answers flags, and where it serves files. */
export interface PublicHosts {
  readonly ingest: string
  readonly assets: string
}

/** The public hosts by region. https://posthog.com/docs/advanced/proxy */
const cloudHosts: Readonly<Record<string, PublicHosts>> = {
  us: { ingest: 'https://us.i.posthog.com', assets: 'https://us-assets.i.posthog.com' },
  eu: { ingest: 'https://eu.i.posthog.com', assets: 'https://eu-assets.i.posthog.com' },
}

/**
 * The public hosts of `'us'`, `'eu'` or a PostHog's URL, without a trailing slash.
 * @throws ConfigError for what is none of these.
 */
export function resolvePublicHosts(host: string): PublicHosts {
  const url = URL.canParse(host) ? new URL(host) : undefined
  // Whichever of a region's hosts was given, its public ones are meant.
  const region = /^(us|eu)(?:\.i|-assets\.i)?\.posthog\.com$/.exec(url?.hostname ?? '')?.[1] ?? host
  const known = cloudHosts[region]
  if (known) return known
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw new ConfigError(
      `The PostHog host "${host}" is not usable. Give 'us', 'eu' or a URL such as https://posthog.example.com.`,
    )
  }
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  return { ingest: base, assets: base }
}
