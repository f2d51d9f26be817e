'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import {
  experimentQueryOptions,
  experimentsQueryOptions,
  infiniteExperimentsQueryOptions,
} from './experimentQueryOptions.js'

/**
 * One page of experiments. https://posthog.com/docs/api/experiments
 */
export const useExperiments = /* @__PURE__ */ createListHook('useExperiments', experimentsQueryOptions)

/** {@link useExperiments} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseExperiments = /* @__PURE__ */ createSuspenseListHook(
  'useSuspenseExperiments',
  experimentsQueryOptions,
)

/** Experiments, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteExperiments = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteExperiments',
  infiniteExperimentsQueryOptions,
  experimentsQueryOptions,
)

/**
 * One experiment, by its id.
 */
export const useExperiment = /* @__PURE__ */ createReadHook('useExperiment', experimentQueryOptions)

/** {@link useExperiment} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseExperiment = /* @__PURE__ */ createSuspenseHook('useSuspenseExperiment', experimentQueryOptions)
