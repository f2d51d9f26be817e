'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import {
  eventDefinitionByNameQueryOptions,
  eventDefinitionQueryOptions,
  eventDefinitionsQueryOptions,
  infiniteEventDefinitionsQueryOptions,
} from './eventDefinitionQueryOptions.js'

/**
 * One page of the project’s event names and what is known of them. https://posthog.com/docs/api/event-definitions
 */
export const useEventDefinitions = /* @__PURE__ */ createListHook('useEventDefinitions', eventDefinitionsQueryOptions)

/** {@link useEventDefinitions} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseEventDefinitions = /* @__PURE__ */ createSuspenseListHook(
  'useSuspenseEventDefinitions',
  eventDefinitionsQueryOptions,
)

/** Event definitions, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteEventDefinitions = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteEventDefinitions',
  infiniteEventDefinitionsQueryOptions,
  eventDefinitionsQueryOptions,
)

/**
 * One event definition, by its uuid.
 */
export const useEventDefinition = /* @__PURE__ */ createReadHook('useEventDefinition', eventDefinitionQueryOptions)

/** {@link useEventDefinition} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseEventDefinition = /* @__PURE__ */ createSuspenseHook(
  'useSuspenseEventDefinition',
  eventDefinitionQueryOptions,
)

/**
 * The definition of an event by its name: `useEventDefinitionByName({ name })`.
 */
export const useEventDefinitionByName = /* @__PURE__ */ createReadHook(
  'useEventDefinitionByName',
  eventDefinitionByNameQueryOptions,
)

/** {@link useEventDefinitionByName} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseEventDefinitionByName = /* @__PURE__ */ createSuspenseHook(
  'useSuspenseEventDefinitionByName',
  eventDefinitionByNameQueryOptions,
)
