'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import {
  infinitePropertyDefinitionsQueryOptions,
  propertyDefinitionQueryOptions,
  propertyDefinitionsQueryOptions,
} from './propertyDefinitionQueryOptions.js'

/**
 * One page of the project’s property names and what is known of them. https://posthog.com/docs/api/property-definitions
 */
export const usePropertyDefinitions = /* @__PURE__ */ createListHook(
  'usePropertyDefinitions',
  propertyDefinitionsQueryOptions,
)

/** {@link usePropertyDefinitions} that waits in `<Suspense>`: `data` is always there. */
export const useSuspensePropertyDefinitions = /* @__PURE__ */ createSuspenseListHook(
  'useSuspensePropertyDefinitions',
  propertyDefinitionsQueryOptions,
)

/** Property definitions, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfinitePropertyDefinitions = /* @__PURE__ */ createInfiniteHook(
  'useInfinitePropertyDefinitions',
  infinitePropertyDefinitionsQueryOptions,
  propertyDefinitionsQueryOptions,
)

/**
 * One property definition, by its uuid.
 */
export const usePropertyDefinition = /* @__PURE__ */ createReadHook(
  'usePropertyDefinition',
  propertyDefinitionQueryOptions,
)

/** {@link usePropertyDefinition} that waits in `<Suspense>`: `data` is always there. */
export const useSuspensePropertyDefinition = /* @__PURE__ */ createSuspenseHook(
  'useSuspensePropertyDefinition',
  propertyDefinitionQueryOptions,
)
