import { isJsonObject, type JsonObject, toText } from '../../json.js'
import {
  anything,
  bool,
  dateTime,
  type FieldReader,
  integer,
  invalidInput,
  list,
  nullable,
  object,
  optionalChoice,
  text,
} from '../resource/fields.js'

export const conclusions = ['won', 'lost', 'inconclusive', 'stopped_early', 'invalid'] as const
export type Conclusion = (typeof conclusions)[number]

export interface ExperimentFields {
  readonly name: string
  readonly description: string | null
  readonly feature_flag_id: number
  readonly start_date: string | null
  readonly end_date: string | null
  readonly type: 'web' | 'product' | null
  readonly parameters: JsonObject | null
  readonly metrics: readonly JsonObject[]
  readonly metrics_secondary: readonly JsonObject[]
  readonly secondary_metrics: readonly JsonObject[]
  readonly exposure_criteria: JsonObject | null
  readonly stats_config: JsonObject | null
  readonly scheduling_config: JsonObject | null
  readonly filters: JsonObject
  readonly exposure_cohort: number | null
  readonly primary_metrics_ordered_uuids: readonly unknown[] | null
  readonly secondary_metrics_ordered_uuids: readonly unknown[] | null
  readonly only_count_matured_users: boolean
  readonly archived: boolean
  readonly conclusion: Conclusion | null
  readonly conclusion_comment: string | null
  readonly deleted: boolean
}

const parameters: FieldReader<JsonObject> = (value, attr) => {
  const read = object(value, attr)
  const variants = read['feature_flag_variants'] ?? []
  if (!Array.isArray(variants)) throw invalidInput('Feature flag variants must be a list.', attr)
  const checked = variants.map((variant: unknown, index) => checkVariant(variant, index, attr))
  if (checked.length > 20) throw invalidInput('Feature flag variants must be less than 21', attr)
  if (checked.length === 1) {
    throw invalidInput('Feature flag must have at least 2 variants (control and at least one test variant)', attr)
  }
  if (checked.length > 0 && !checked.some(variant => variant['key'] === 'control')) {
    throw invalidInput('Feature flag variants must contain a control variant', attr)
  }
  return checked.length > 0 ? { ...read, feature_flag_variants: checked } : read
}

/** `split_percent` is the newer name of `rollout_percentage`. */
function checkVariant(variant: unknown, index: number, attr: string): JsonObject {
  if (!isJsonObject(variant)) throw invalidInput(`Feature flag variant at index ${index} must be an object`, attr)
  if (typeof variant['key'] !== 'string' || variant['key'] === '') {
    throw invalidInput(`Feature flag variant at index ${index} must have a 'key' field`, attr)
  }
  const { split_percent: split, ...rest } = variant
  const percentage = split ?? rest['rollout_percentage']
  if (typeof percentage !== 'number') {
    throw invalidInput(
      'Each variant must include split_percent (recommended) or rollout_percentage (deprecated).',
      attr,
    )
  }
  return { ...rest, rollout_percentage: percentage }
}

const metricTypes = new Set(['funnel', 'mean', 'ratio', 'retention'])

const metric = (value: unknown, index: number, attr: string): JsonObject => {
  if (!isJsonObject(value)) throw invalidInput(`Invalid metric at index ${index}: must be a dict`, attr)
  const kind = value['kind'] ?? 'ExperimentMetric'
  if (kind !== 'ExperimentMetric') {
    throw invalidInput(`Invalid metric at index ${index}: metric kind must be 'ExperimentMetric'`, attr)
  }
  const type = value['metric_type']
  if (typeof type !== 'string' || !metricTypes.has(type)) {
    throw invalidInput(
      `Invalid metric at index ${index}: metric_type must be one of: ${[...metricTypes].join(', ')}`,
      attr,
    )
  }
  const steps = value['series']
  if (type === 'funnel' && !(Array.isArray(steps) && steps.length > 0)) {
    throw invalidInput(
      `Invalid metric at index ${index}: funnel metrics require at least one step. The experiment exposure event is added as the initial step automatically.`,
      attr,
    )
  }
  return { ...value, kind }
}

const metrics: FieldReader<JsonObject[]> = (value, attr) => {
  if (value === null) return []
  if (!Array.isArray(value)) throw invalidInput('Metrics must be a list', attr)
  if (value.length > 100) throw invalidInput('An experiment can have at most 100 metrics.', attr)
  return value.map((item, index) => metric(item, index, attr))
}

const statsMethods = new Set(['bayesian', 'frequentist'])

const statsConfig: FieldReader<JsonObject> = (value, attr) => {
  const read = object(value, attr)
  const method = read['method']
  if (method !== undefined && method !== null && !(typeof method === 'string' && statsMethods.has(method))) {
    throw invalidInput(`Invalid stats method: '${toText(method)}'. Must be one of: bayesian, frequentist`, attr)
  }
  return read
}

const exposureCriteria: FieldReader<JsonObject> = (value, attr) => {
  const read = object(value, attr)
  const isBoolean = read['filterTestAccounts'] === undefined || typeof read['filterTestAccounts'] === 'boolean'
  if (!isBoolean) throw invalidInput('filterTestAccounts must be a boolean', attr)
  return read
}

export const experimentShape = {
  name: text({ max: 400, blank: false }),
  description: nullable(text({ max: 3000 })),
  start_date: nullable(dateTime),
  end_date: nullable(dateTime),
  type: optionalChoice(['web', 'product']),
  parameters: nullable(parameters),
  metrics,
  metrics_secondary: metrics,
  secondary_metrics: (value: unknown, attr: string) => (value === null ? [] : list(object)(value, attr)),
  exposure_criteria: nullable(exposureCriteria),
  stats_config: nullable(statsConfig),
  scheduling_config: nullable(object),
  filters: object,
  exposure_cohort: nullable(integer()),
  primary_metrics_ordered_uuids: nullable(list(anything)),
  secondary_metrics_ordered_uuids: nullable(list(anything)),
  only_count_matured_users: bool,
  archived: bool,
  conclusion: optionalChoice(conclusions),
  conclusion_comment: nullable(text({ max: 4000 })),
  deleted: bool,
}

export const experimentDefaults: Omit<ExperimentFields, 'name' | 'feature_flag_id'> = {
  description: '',
  start_date: null,
  end_date: null,
  type: 'product',
  parameters: null,
  metrics: [],
  metrics_secondary: [],
  secondary_metrics: [],
  exposure_criteria: null,
  stats_config: null,
  scheduling_config: null,
  filters: {},
  exposure_cohort: null,
  primary_metrics_ordered_uuids: null,
  secondary_metrics_ordered_uuids: null,
  only_count_matured_users: false,
  archived: false,
  conclusion: null,
  conclusion_comment: null,
  deleted: false,
}

export function statusOf({ start_date, end_date }: ExperimentFields): 'draft' | 'running' | 'stopped' {
  if (!start_date) return 'draft'
  return end_date ? 'stopped' : 'running'
}

/** Throws unless the fields fit together. */
export function checkExperiment(fields: ExperimentFields): ExperimentFields {
  if (fields.start_date && fields.end_date && fields.start_date >= fields.end_date) {
    throw invalidInput('End date must be after start date', 'end_date')
  }
  const uuids = [...fields.metrics, ...fields.metrics_secondary].flatMap(({ uuid }) =>
    typeof uuid === 'string' ? [uuid] : [],
  )
  const twice = uuids.find((uuid, index) => uuids.indexOf(uuid) !== index)
  if (twice !== undefined) {
    throw invalidInput(`Duplicate metric UUID: '${twice}'. Each metric must have a unique UUID.`, 'metrics')
  }
  return fields
}
