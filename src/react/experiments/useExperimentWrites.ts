'use client'

import type { Experiment } from '../../api/index.js'
import {
  archiveExperiment,
  createExperiment,
  endExperiment,
  launchExperiment,
  pauseExperiment,
  resumeExperiment,
  shipExperimentVariant,
  unarchiveExperiment,
  updateExperiment,
} from '../../api/resources/experiments.js'
import {
  createCreateHook,
  createRestoreHook,
  createSoftDeleteHook,
  createStepHook,
  createUpdateHook,
} from '../query/writes.js'

/** Makes an experiment: `mutate(input)`. The lists are read again. `error` is a `ValidationError` with the wrong field in `attr`. */
export const useCreateExperiment = /* @__PURE__ */ createCreateHook('useCreateExperiment', createExperiment)

/** Changes an experiment: `mutate({ id, …changes })`. It shows at once in every list and detail, and is taken back when the server refuses. */
export const useUpdateExperiment = /* @__PURE__ */ createUpdateHook('useUpdateExperiment', updateExperiment)

/** Deletes an experiment so that it can be restored: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeleteExperiment = /* @__PURE__ */ createSoftDeleteHook<number, Experiment>(
  'useDeleteExperiment',
  updateExperiment,
)

/** Brings a deleted experiment back: `mutate(id)`. */
export const useRestoreExperiment = /* @__PURE__ */ createRestoreHook<number, Experiment>(
  'useRestoreExperiment',
  updateExperiment,
)

/** Starts an experiment: `mutate(id)`. `error` is a `ValidationError` when its state or variants do not fit. */
export const useLaunchExperiment = /* @__PURE__ */ createStepHook('useLaunchExperiment', launchExperiment)

/** Turns the flag of a running experiment off: `mutate(id)`. */
export const usePauseExperiment = /* @__PURE__ */ createStepHook('usePauseExperiment', pauseExperiment)

/** Turns the flag of a paused experiment on again: `mutate(id)`. */
export const useResumeExperiment = /* @__PURE__ */ createStepHook('useResumeExperiment', resumeExperiment)

/** Ends an experiment: `mutate({ id, conclusion })`. Its flag stays as it is. */
export const useEndExperiment = /* @__PURE__ */ createStepHook('useEndExperiment', endExperiment)

/** Puts an ended experiment away: `mutate(id)`. */
export const useArchiveExperiment = /* @__PURE__ */ createStepHook('useArchiveExperiment', archiveExperiment)

/** Brings an archived experiment back: `mutate(id)`. */
export const useUnarchiveExperiment = /* @__PURE__ */ createStepHook('useUnarchiveExperiment', unarchiveExperiment)

/** Gives one variant of an experiment to everybody: `mutate({ id, variantKey })`. The visitor’s flags are read again. */
export const useShipExperimentVariant = /* @__PURE__ */ createStepHook(
  'useShipExperimentVariant',
  shipExperimentVariant,
)
