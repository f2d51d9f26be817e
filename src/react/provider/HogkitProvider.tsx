'use client'

import type { QueryClient } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import type { Api } from '../../api/index.js'
import type { ClientOptions, HogkitClient } from '../../core/types.js'
import { defaultApiBase } from './apiBase.js'
import { HogkitContext } from './context.js'
import { useProviderClient } from './useProviderClient.js'

/** Every option of `createClient`, forbidden: beside `client` they would be ignored. */
type NoClientOptions = { readonly [TName in keyof ClientOptions]?: never }

interface SharedProps {
  readonly children?: ReactNode
  /** The QueryClient of the query hooks. Default: the app's `QueryClientProvider`, else one of the provider's own. */
  readonly queryClient?: QueryClient | undefined
}

interface ByApiBase {
  /** Where your backend mounts `createProxy`. Default `/api/posthog`. */
  readonly apiBase?: string | undefined
  readonly api?: never
}

interface ByApi {
  /** An API client of your own, made outside of rendering. */
  readonly api: Api
  readonly apiBase?: never
}

interface ByClient extends NoClientOptions {
  /** A client made with `createClient`: yours to start and to shut down. */
  readonly client: HogkitClient
}

interface ByOptions extends ClientOptions {
  readonly client?: never
}

/** Either a `client` of yours or the options to make one; either `apiBase` or an `api` of yours. */
export type HogkitProviderProps = SharedProps & (ByApiBase | ByApi) & (ByClient | ByOptions)

/**
 * Gives every hook and component below it a PostHog client.
 *
 * ```tsx
 * <HogkitProvider projectToken="phc_…" host="eu">
 *   <App />
 * </HogkitProvider>
 * ```
 *
 * With `projectToken` the provider makes the client once, starts it after the first commit (flags load, plugins run) and
 * shuts it down after unmount, delivering what waits. Options are read once; a changed one warns in development.
 * With `client` it does none of that: the client is yours, also outside of React.
 *
 * Several providers may be nested: a hook speaks to the nearest.
 */
export function HogkitProvider(props: HogkitProviderProps): ReactNode {
  const { children, queryClient, apiBase = defaultApiBase, api, client: given, ...options } = props
  const client = useProviderClient(given, options as ClientOptions)
  const value = useMemo(() => ({ client, apiBase, api, queryClient }), [client, apiBase, api, queryClient])
  return <HogkitContext.Provider value={value}>{children}</HogkitContext.Provider>
}
