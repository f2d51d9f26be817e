import type { JsonObject } from '../../json.js'
import { sandboxUser } from '../../project.js'
import type { StoredResource } from '../../store/resources.js'
import type { ApiServices } from '../context.js'
import { minimalFlag } from '../featureFlags/serialize.js'
import { invalidInput, readFields, requireFields, text } from '../resource/fields.js'
import { contains, flagParam } from '../resource/pages.js'
import { createResourceHandlers, type ResourceDefinition } from '../resource/resource.js'
import { userBasic } from '../users.js'
import { checkExperiment, experimentDefaults, type ExperimentFields, experimentShape, statusOf } from './fields.js'
import { flagForExperiment, setFlagActive, setVariants } from './flag.js'

export type StoredExperiment = StoredResource<ExperimentFields>

/** Experiments on a feature flag. https://posthog.com/docs/api/experiments */
export const experiments: ResourceDefinition<ExperimentFields> = {
  scope: 'Experiment',
  store: ({ resources }) => resources.experiments,
  nameOf: fields => fields.name,
  async create(body, services) {
    requireFields(body, ['name', 'feature_flag_key'])
    const { name, ...sent } = readFields(experimentShape, body)
    const key = text({ max: 400, blank: false })(body['feature_flag_key'], 'feature_flag_key')
    const draft = checkExperiment({ ...experimentDefaults, ...sent, name: name ?? '', feature_flag_id: 0 })
    checkNew(draft)
    const options = { name: draft.name, parameters: draft.parameters, isRunning: statusOf(draft) === 'running' }
    const flag = await services.flags.exclusively(() => flagForExperiment(key, options, services))
    return { ...draft, feature_flag_id: flag.id }
  },
  async update(current, body, services) {
    const flag = await services.flags.find(current.fields.feature_flag_id)
    const key = body['feature_flag_key']
    if (key !== undefined && key !== flag?.key) {
      throw invalidInput("Can't update keys: feature_flag_key on Experiment", 'feature_flag_key')
    }
    return checkExperiment({ ...current.fields, ...readFields(experimentShape, body) })
  },
  filter: async (params, services) => {
    const isWanted = await statusFilter(params.get('status'), services)
    const archived = flagParam(params, 'archived') ?? false
    const flag = params.get('feature_flag_id')
    const search = params.get('search')
    const creator = params.get('created_by_id')
    return experiment =>
      isWanted(experiment) &&
      experiment.fields.archived === archived &&
      (!flag || experiment.fields.feature_flag_id === Number(flag)) &&
      (!creator || Number(creator) === sandboxUser.id) &&
      contains(search, experiment.fields.name)
  },
  order: params => orderBy(params.get('order') ?? ''),
  serialize: serializeExperiment,
  /** A date that is set or taken away by hand moves the flag along, as the buttons do. */
  async onWrite({ before, after }, services) {
    if (!before || !after) return
    const flag = await services.flags.find(after.fields.feature_flag_id)
    if (!flag || flag.deleted) return
    await services.flags.exclusively(async () => {
      const isLaunched = statusOf(before.fields) === 'draft' && statusOf(after.fields) === 'running'
      if (isLaunched) await setFlagActive(flag, true, services)
      if (statusOf(after.fields) === 'draft') await setVariants(flag, after.fields.parameters, services)
    })
  },
}

function checkNew({ end_date, start_date }: ExperimentFields): void {
  if (end_date && !start_date) throw invalidInput('An experiment that has ended needs a start date.', 'start_date')
}

async function statusFilter(
  status: string | null,
  { flags }: ApiServices,
): Promise<(experiment: StoredExperiment) => boolean> {
  const wanted = status?.toLowerCase() === 'complete' ? 'stopped' : status?.toLowerCase()
  if (!wanted || wanted === 'all') return () => true
  if (wanted === 'draft' || wanted === 'stopped') return ({ fields }) => statusOf(fields) === wanted
  if (wanted !== 'running' && wanted !== 'paused') throw invalidInput(`"${status}" is not a valid status.`, 'status')
  const active = new Set((await flags.all()).filter(flag => flag.active).map(flag => flag.id))
  return ({ fields }) => statusOf(fields) === 'running' && active.has(fields.feature_flag_id) === (wanted === 'running')
}

const durationOf = ({ fields }: StoredExperiment) =>
  fields.start_date ? Date.parse(fields.end_date ?? '9999-01-01') - Date.parse(fields.start_date) : -1
const sortKeys: Record<string, (experiment: StoredExperiment) => string | number> = {
  created_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  name: ({ fields }) => fields.name.toLowerCase(),
  start_date: ({ fields }) => fields.start_date ?? '',
  end_date: ({ fields }) => fields.end_date ?? '',
  duration: durationOf,
  status: ({ fields }) => ['draft', 'running', 'stopped'].indexOf(statusOf(fields)),
}

function orderBy(order: string) {
  if (order === '') return undefined
  const key = sortKeys[order.replace(/^-/, '')]
  if (!key) throw invalidInput(`Invalid order field: '${order.slice(0, 50)}'`, 'order')
  const sign = order.startsWith('-') ? -1 : 1
  return (left: StoredExperiment, right: StoredExperiment) => {
    const [a, b] = [key(left), key(right)]
    return a === b ? right.id - left.id : a < b ? -sign : sign
  }
}

export async function serializeExperiment(
  { id, fields, createdAt, updatedAt }: StoredExperiment,
  { flags, project }: ApiServices,
): Promise<JsonObject> {
  const { feature_flag_id, ...shown } = fields
  const flag = await flags.find(feature_flag_id)
  return {
    id,
    ...shown,
    feature_flag_key: flag?.key ?? '',
    feature_flag: flag ? minimalFlag(flag, project.id) : null,
    holdout: null,
    holdout_id: null,
    saved_metrics: [],
    status: statusOf(fields),
    created_by: userBasic(),
    created_at: createdAt,
    updated_at: updatedAt,
    user_access_level: 'editor',
  }
}

export const experimentHandlers = createResourceHandlers(experiments)
