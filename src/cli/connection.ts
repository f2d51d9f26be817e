import { type Command, Option } from 'commander'
import { type Api, createApi } from '../api/index.js'
import { ConfigError } from '../core/errors.js'

/** Which PostHog a command speaks to. */
export interface ConnectionFlags {
  readonly host: string
  readonly projectId: string
  readonly apiKey?: string
}

/** Options of a command that reads or changes a project, with the environment names that PostHog users know. */
export function addConnectionOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--host <us, eu or URL>', 'which PostHog, for example a running sandbox')
        .env('POSTHOG_HOST')
        .default('us'),
    )
    .addOption(
      new Option('--project-id <id>', 'which project').env('POSTHOG_PROJECT_ID').default('@current', "the key's own"),
    )
    .addOption(new Option('--api-key <phx_…>', 'a personal API key').env('POSTHOG_API_KEY'))
}

/** The client for these options. @throws ConfigError that says what is missing or wrong */
export function connect({ host, projectId, apiKey }: ConnectionFlags): Api {
  if (!apiKey) {
    throw new ConfigError(
      'A personal API key is needed. Set POSTHOG_API_KEY (phx_…), as PostHog shows it under Settings, Personal API keys, and as a sandbox prints it when it starts.',
    )
  }
  return createApi({ host, projectId, personalApiKey: apiKey })
}
