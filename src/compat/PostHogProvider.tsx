'use client'

import { useMemo, type ReactNode } from 'react'
import { ConfigError } from '../core/errors/client.js'
import type { ClientOptions } from '../core/types.js'
import { HogkitProvider } from '../react/provider/HogkitProvider.js'
import { type PostHogConfig, toClientOptions } from './config.js'
import { type PostHog, toPostHog } from './posthog.js'

/** Either a `client` or an `apiKey` with `options`. */
export type PostHogProviderProps = { readonly children?: ReactNode } & (
  | { readonly client: PostHog; readonly apiKey?: never; readonly options?: never }
  | { readonly apiKey: string; readonly options?: PostHogConfig; readonly client?: never }
)

/**
 * `PostHogProvider` of @posthog/react. `options` are read once; what they make is started after the first commit and shut down after
 * unmount. A `client` is made with `createPostHog`. Every hook and component of `hogkit` works below it too, so a team can move one by one.
 * https://posthog.com/docs/libraries/react
 */
export function PostHogProvider({ children, client, apiKey, options }: PostHogProviderProps): ReactNode {
  if (client) {
    const { hogkit } = client
    if (!(hogkit as unknown)) throw notOurs()
    return <HogkitProvider client={hogkit}>{children}</HogkitProvider>
  }
  return (
    <OwnProvider apiKey={apiKey} options={options}>
      {children}
    </OwnProvider>
  )
}

function OwnProvider({
  apiKey,
  options,
  children,
}: {
  readonly apiKey: string
  readonly options: PostHogConfig | undefined
  readonly children: ReactNode
}): ReactNode {
  // Once, as the provider reads them: plugins would be others on every render, and warnings would repeat.
  // oxlint-disable-next-line react/exhaustive-deps -- options are commonly written inline
  const clientOptions = useMemo(() => withLoaded(toClientOptions(apiKey, options), options), [apiKey])
  return <HogkitProvider {...clientOptions}>{children}</HogkitProvider>
}

/** `loaded` runs when the client starts: after the first commit. */
function withLoaded(clientOptions: ClientOptions, options: PostHogConfig | undefined): ClientOptions {
  const { loaded } = options ?? {}
  if (!loaded) return clientOptions
  const plugin = {
    name: 'loaded',
    setup: (client: Parameters<typeof toPostHog>[0]) => loaded(toPostHog(client) as never),
  }
  return { ...clientOptions, plugins: [...(clientOptions.plugins ?? []), plugin] }
}

function notOurs(): ConfigError {
  return new ConfigError(
    '<PostHogProvider> of hogkit/compat was given a client that is not hogkit\'s, such as the one of posthog-js. Make it with createPostHog("phc_…", options) of hogkit/compat, or give `apiKey` and `options`.',
  )
}
