import * as rows from '../endpoints/experiments.js'
import { defineAction, defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import type { Schemas, Shape } from '../types/schemas.js'
import { crudMethods, softDeleteMethods, type WithId } from './crud.js'

/** An experiment and the flag that splits it. https://posthog.com/docs/api/experiments */
export interface Experiment extends Shape<'Experiment'> {}

/** What to change of an experiment. */
export interface ExperimentChanges extends Shape<'PatchedExperiment'> {}

/** What an experiment is made of. A flag is made when there is none with `feature_flag_key`. */
export type ExperimentInput = ExperimentChanges & { readonly name: string; readonly feature_flag_key: string }

/** How an experiment ended. */
export type ExperimentConclusion = Schemas['ConclusionEnum']

/** Which experiments to list. */
export interface ExperimentsListParams {
  /** Part of a name. */
  readonly search?: string
  readonly status?: 'draft' | 'running' | 'paused' | 'stopped' | 'complete' | 'all'
  readonly archived?: boolean
  /** Made by this user, by id. */
  readonly createdById?: number
  readonly featureFlagId?: number
  /** A field to sort by, with `-` in front for the other way round: `-created_at`. */
  readonly order?: string
  /** Experiments on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** Which experiment to end, and what came out. */
export interface ExperimentEnd {
  readonly id: number
  readonly conclusion?: ExperimentConclusion | null
  readonly conclusionComment?: string | null
}

/** Which variant everybody shall have from now on. */
export interface ExperimentShipping extends ExperimentEnd {
  readonly variantKey: string
}

/** `api.experiments.list` for any {@link ApiCaller}. */
export const listExperiments = /* @__PURE__ */ defineList<Experiment, ExperimentsListParams>(rows.list)

/** `api.experiments.get` for any {@link ApiCaller}. */
export const getExperiment = /* @__PURE__ */ defineRead<number, Experiment>(rows.get)

/** `api.experiments.create` for any {@link ApiCaller}. */
export const createExperiment = /* @__PURE__ */ defineWrite<ExperimentInput, Experiment>(rows.create)

/** `api.experiments.update` for any {@link ApiCaller}. */
export const updateExperiment = /* @__PURE__ */ defineWrite<WithId<number, ExperimentChanges>, Experiment>(rows.update)

/** `api.experiments.launch` for any {@link ApiCaller}. */
export const launchExperiment = /* @__PURE__ */ defineAction<number, Experiment>(rows.launch)

/** `api.experiments.pause` for any {@link ApiCaller}. */
export const pauseExperiment = /* @__PURE__ */ defineAction<number, Experiment>(rows.pause)

/** `api.experiments.resume` for any {@link ApiCaller}. */
export const resumeExperiment = /* @__PURE__ */ defineAction<number, Experiment>(rows.resume)

/** `api.experiments.end` for any {@link ApiCaller}. */
export const endExperiment = /* @__PURE__ */ defineAction<ExperimentEnd, Experiment>(rows.end)

/** `api.experiments.archive` for any {@link ApiCaller}. */
export const archiveExperiment = /* @__PURE__ */ defineAction<number, Experiment>(rows.archive)

/** `api.experiments.unarchive` for any {@link ApiCaller}. */
export const unarchiveExperiment = /* @__PURE__ */ defineAction<number, Experiment>(rows.unarchive)

/** `api.experiments.shipVariant` for any {@link ApiCaller}. */
export const shipExperimentVariant = /* @__PURE__ */ defineAction<ExperimentShipping, Experiment>(rows.shipVariant)

/**
 * Makes `api.experiments`. A step that does not fit the experiment’s state rejects with `ValidationError`.
 * https://posthog.com/docs/api/experiments
 */
export function createExperimentsApi(api: ApiCaller) {
  const operations = { list: listExperiments, get: getExperiment, create: createExperiment, update: updateExperiment }
  return {
    ...crudMethods(api, operations),
    ...softDeleteMethods<number, Experiment>(api, updateExperiment),
    /** Starts it. It needs two variants, one of them `control`. Scope `experiment:write`, as for all steps. */
    launch: (id: number, options?: CallOptions) => launchExperiment(api, id, options),
    /** Turns its flag off, for the time being. */
    pause: (id: number, options?: CallOptions) => pauseExperiment(api, id, options),
    /** Turns its flag on again. */
    resume: (id: number, options?: CallOptions) => resumeExperiment(api, id, options),
    /** Ends it. Its flag stays as it is. */
    end: (id: number, result?: Omit<ExperimentEnd, 'id'>, options?: CallOptions) =>
      endExperiment(api, { ...result, id }, options),
    /** Puts an ended one away. */
    archive: (id: number, options?: CallOptions) => archiveExperiment(api, id, options),
    /** Brings an archived one back. */
    unarchive: (id: number, options?: CallOptions) => unarchiveExperiment(api, id, options),
    /** Gives one variant to everybody, by its flag. */
    shipVariant: (id: number, shipping: Omit<ExperimentShipping, 'id'>, options?: CallOptions) =>
      shipExperimentVariant(api, { ...shipping, id }, options),
  }
}
