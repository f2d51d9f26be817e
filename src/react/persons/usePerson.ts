'use client'

import { createReadHook, createSuspenseHook } from '../query/createReadHook.js'
import { personQueryOptions } from './personQueryOptions.js'

/**
 * One person: name, properties, distinct ids. `error` is a `NotFoundError` for somebody PostHog does not know (yet).
 *
 * ```tsx
 * const { data: person } = usePerson({ distinctId: 'user_42' })
 * ```
 *
 * Takes PostHog's id or uuid, or `{ distinctId }`. https://posthog.com/docs/api/persons
 */
export const usePerson = /* @__PURE__ */ createReadHook('usePerson', personQueryOptions)

/** {@link usePerson} that waits in `<Suspense>`: `data` is always there. */
export const useSuspensePerson = /* @__PURE__ */ createSuspenseHook('useSuspensePerson', personQueryOptions)
