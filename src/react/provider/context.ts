'use client'

import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Api } from '../../api/index.js'
import { HogkitError } from '../../core/errors/base.js'
import type { HogkitClient } from '../../core/types.js'

/**
 * What a provider hands down: one object for its whole life, so that a provider that renders again moves no reader.
 * The types of the API client and of TanStack Query are imported, never their code: an app that only captures and reads
 * flags bundles neither.
 */
export interface HogkitContextValue {
  readonly client: HogkitClient
  /** Where the private proxy answers, `/api/posthog` unless told otherwise. */
  readonly apiBase: string
  /** The app's own API client; without one the query hooks make theirs from `apiBase`. */
  readonly api: Api | undefined
  /** The QueryClient named at the provider; without one the query hooks look for the app's, then make their own. */
  readonly queryClient: QueryClient | undefined
}

export const HogkitContext = createContext<HogkitContextValue | undefined>(undefined)
HogkitContext.displayName = 'HogkitContext'

/** Thrown by a hook that has no {@link HogkitProvider} above it. */
export class MissingProviderError extends HogkitError {
  override readonly name = 'MissingProviderError'
  readonly code = 'missing-provider'

  constructor(hook: string) {
    super(`${hook}() was called outside of <HogkitProvider>. Wrap your app: <HogkitProvider projectToken="phc_…">.`)
  }
}

/** The nearest provider's context. Throws {@link MissingProviderError} that names the calling hook. */
export function useHogkitContext(hook: string): HogkitContextValue {
  const value = useContext(HogkitContext)
  if (!value) throw new MissingProviderError(hook)
  return value
}
