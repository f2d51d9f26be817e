import { json } from '../../http/respond.js'
import type { JsonObject } from '../../json.js'
import type { ApiHandler, ApiServices } from '../context.js'
import type { StoredFlag } from '../featureFlags/store.js'
import { invalidInput, readFields, required, text } from '../resource/fields.js'
import { findResource, nowIso, updateResource } from '../resource/resource.js'
import { experimentShape, type ExperimentFields, statusOf } from './fields.js'
import { checkExperimentFlag, setFlagActive, shipOnFlag } from './flag.js'
import { experiments, serializeExperiment, type StoredExperiment } from './handlers.js'

interface Step {
  readonly experiment: StoredExperiment
  readonly flag: StoredFlag
  readonly body: JsonObject
  readonly services: ApiServices
}

/** A step of an experiment's life: checks that the state fits, changes the flag, and gives the fields that change. */
type Transition = (step: Step) => Promise<Partial<ExperimentFields>> | Partial<ExperimentFields>

const refuse = (detail: string) => invalidInput(detail, null)

function handle(transition: Transition): ApiHandler {
  return ({ params, body }, services) =>
    services.resources.experiments.exclusively(async () => {
      const experiment = await findResource(experiments, params['id'], services)
      const after = await services.flags.exclusively(async () => {
        const flag = await services.flags.find(experiment.fields.feature_flag_id)
        if (!flag) throw refuse('Experiment does not have a feature flag linked.')
        return transition({ experiment, flag, body, services })
      })
      const stored =
        Object.keys(after).length === 0
          ? experiment
          : await updateResource(experiments, experiment, { ...experiment.fields, ...after }, body, services)
      return json(await serializeExperiment(stored, services))
    })
}

function requireRunning({ experiment: { fields } }: Step): void {
  if (statusOf(fields) === 'draft') throw refuse('Experiment has not been launched yet.')
  if (statusOf(fields) === 'stopped') throw refuse('Experiment has already ended.')
}

/** `POST experiments/:id/launch/`: the flag goes on, the clock starts. */
export const launchExperiment = handle(async ({ experiment, flag, services }) => {
  if (statusOf(experiment.fields) !== 'draft') throw refuse('Experiment has already been launched.')
  if (flag.deleted) throw refuse('Experiment cannot be launched because its feature flag has been deleted.')
  checkExperimentFlag(flag)
  await setFlagActive(flag, true, services)
  return { start_date: nowIso(services) }
})

/** `POST experiments/:id/pause/`: the flag goes off; the experiment goes on running. */
export const pauseExperiment = handle(async step => {
  requireRunning(step)
  if (!step.flag.active) throw refuse('Experiment is already paused.')
  await setFlagActive(step.flag, false, step.services)
  return {}
})

/** `POST experiments/:id/resume/` */
export const resumeExperiment = handle(async step => {
  requireRunning(step)
  if (step.flag.active) throw refuse('Experiment is not paused.')
  await setFlagActive(step.flag, true, step.services)
  return {}
})

/** `POST experiments/:id/end/` with `{conclusion?, conclusion_comment?}`: nothing later counts; the flag stays as it is. */
export const endExperiment = handle(step => {
  requireRunning(step)
  const { conclusion = null, conclusion_comment = null } = readFields(experimentShape, step.body)
  return { end_date: nowIso(step.services), conclusion, conclusion_comment }
})

/** `POST experiments/:id/archive/` */
export const archiveExperiment = handle(({ experiment: { fields } }) => {
  if (fields.archived) throw refuse('Experiment is already archived.')
  if (statusOf(fields) !== 'stopped') throw refuse('Experiment must be ended before it can be archived.')
  return { archived: true }
})

/** `POST experiments/:id/unarchive/` */
export const unarchiveExperiment = handle(({ experiment: { fields } }) => {
  if (!fields.archived) throw refuse('Experiment is not archived.')
  return { archived: false }
})

/** `POST experiments/:id/ship_variant/` with `{variant_key, conclusion?, conclusion_comment?}`: everybody gets it, and a running experiment ends. */
export const shipVariant = handle(async ({ experiment, flag, body, services }) => {
  if (body['variant_key'] === undefined) throw required('variant_key')
  const variant = text({ blank: false })(body['variant_key'], 'variant_key')
  const { conclusion, conclusion_comment } = readFields(experimentShape, body)
  const status = statusOf(experiment.fields)
  if (status === 'draft') throw refuse('Experiment has not been launched yet.')
  await shipOnFlag(flag, variant, services)
  return {
    ...(status === 'running' ? { end_date: nowIso(services) } : {}),
    ...(conclusion ? { conclusion } : {}),
    ...(conclusion_comment ? { conclusion_comment } : {}),
  }
})
