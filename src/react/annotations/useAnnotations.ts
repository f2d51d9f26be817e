'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import {
  annotationQueryOptions,
  annotationsQueryOptions,
  infiniteAnnotationsQueryOptions,
} from './annotationQueryOptions.js'

/**
 * One page of annotations. https://posthog.com/docs/api/annotations
 */
export const useAnnotations = /* @__PURE__ */ createListHook('useAnnotations', annotationsQueryOptions)

/** {@link useAnnotations} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseAnnotations = /* @__PURE__ */ createSuspenseListHook(
  'useSuspenseAnnotations',
  annotationsQueryOptions,
)

/** Annotations, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteAnnotations = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteAnnotations',
  infiniteAnnotationsQueryOptions,
  annotationsQueryOptions,
)

/**
 * One annotation, by its id.
 */
export const useAnnotation = /* @__PURE__ */ createReadHook('useAnnotation', annotationQueryOptions)

/** {@link useAnnotation} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseAnnotation = /* @__PURE__ */ createSuspenseHook('useSuspenseAnnotation', annotationQueryOptions)
