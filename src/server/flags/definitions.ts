import type { FlagCohort, FlagDefinition } from '../../core/flags/evaluation/index.js'
import { InvalidResponseError } from '../../core/errors.js'

/** What flags are decided with. Immutable, shared by all requests. */
export interface Definitions {
  readonly flags: readonly FlagDefinition[]
  /** Group type to its index. */
  readonly groupTypeIndex: Readonly<Record<string, number>>
  readonly cohorts: Readonly<Record<string, FlagCohort>>
  /** Keys of flags in a form that this version does not know: they are asked for. */
  readonly unreadable: readonly string[]
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads PostHog's answer. Whatever of it is not as expected must open no gate, so it is sorted out here, once.
 * @throws InvalidResponseError for what is no answer with definitions.
 */
export function parseDefinitions(text: string): Definitions {
  const body = parseJson(text)
  if (!isObject(body) || !Array.isArray(body['flags'])) {
    throw new InvalidResponseError('The answer has no flag definitions in it. Is the host a PostHog?')
  }
  const flags = body['flags'].filter(isObject)
  const isReadable = (flag: Json) => isFlag(flag)
  return {
    flags: flags.filter(isReadable) as unknown as FlagDefinition[],
    groupTypeIndex: readGroupTypes(body['group_type_mapping']),
    cohorts: isObject(body['cohorts']) ? (body['cohorts'] as Record<string, FlagCohort>) : {},
    unreadable: flags.filter(flag => !isReadable(flag) && flag['active'] !== false).map(flag => String(flag['key'])),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isFlag({ id, key, active, filters }: Json): boolean {
  if (typeof id !== 'number' || typeof key !== 'string' || typeof active !== 'boolean' || !isObject(filters))
    return false
  const { multivariate } = filters
  return (
    isListOf(filters['groups'], isCondition) &&
    isListOf(filters['super_groups'], isCondition) &&
    (!multivariate || (isObject(multivariate) && isListOf(multivariate['variants'], isVariant)))
  )
}

function isListOf(value: unknown, isItem: (item: Json) => boolean): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.every(v => isObject(v) && isItem(v)))
}

function isCondition({ properties }: Json): boolean {
  return isListOf(properties, property => ['string', 'number'].includes(typeof property['key']))
}

function isVariant({ key, rollout_percentage: share }: Json): boolean {
  return typeof key === 'string' && typeof share === 'number'
}

function readGroupTypes(mapping: unknown): Record<string, number> {
  const pairs = Object.entries(isObject(mapping) ? mapping : {})
  return Object.fromEntries(
    pairs.flatMap(([index, name]) => (typeof name === 'string' && /^\d$/.test(index) ? [[name, Number(index)]] : [])),
  )
}
