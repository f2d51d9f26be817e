import { type Command, Option } from 'commander'
import { createClient, type ClientOptions, type HogkitClient } from '../core/index.js'
import { ConfigError } from '../core/errors.js'

/** Where a command captures and asks for flags. */
export interface PublicFlags {
  readonly host: string
  readonly ingestHost?: string
  readonly projectToken?: string
}

/** Options of a command that speaks to PostHog's public side, with the environment names that PostHog users know. */
export function addPublicOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--host <us, eu or URL>', 'which PostHog, for example a running sandbox')
        .env('POSTHOG_HOST')
        .default('us'),
    )
    .addOption(new Option('--ingest-host <URL>', 'where events go, if not to the host').env('POSTHOG_INGEST_HOST'))
    .addOption(new Option('--project-token <phc_…>', 'the public project token').env('POSTHOG_PROJECT_API_KEY'))
}

/** The public host of a private one: events of a region go to a host of their own. */
function toIngestHost(host: string): string {
  return host.replace(/^https:\/\/(us|eu)(?:\.i)?\.posthog\.com\/?$/, '$1')
}

/**
 * A client for one command: nothing is kept, nothing is sent that was not asked for.
 * @throws ConfigError that says what is missing or wrong
 */
export function connectPublic(
  { host, ingestHost, projectToken }: PublicFlags,
  options: Partial<ClientOptions> = {},
): HogkitClient {
  if (!projectToken) {
    throw new ConfigError(
      'The project token is needed. Set POSTHOG_PROJECT_API_KEY (phc_…), as PostHog shows it in the project settings, and as a sandbox prints it when it starts.',
    )
  }
  return createClient({
    projectToken,
    host: toIngestHost(ingestHost ?? host),
    persistence: 'memory',
    preloadFlags: false,
    maxRetries: 3,
    ...options,
  })
}
