import { isJsonObject, type JsonObject } from '../../json.js'
import { validationError } from '../errors.js'
import { checkProperty } from './properties.js'

const maxConditions = 200

const invalid = (detail: string) => validationError('invalid_input', detail, 'filters')

/**
 * Checks a flag's `filters` by PostHog's rules and gives them as they are stored: payloads JSON-encoded, everything else untouched.
 * https://posthog.com/docs/api/feature-flags
 */
export function checkFilters(filters: unknown, { isNew }: { isNew: boolean }): JsonObject {
  if (!isJsonObject(filters)) throw invalid('Filters must be an object.')
  const groups = filters['groups'] ?? []
  if (!Array.isArray(groups) || !groups.every(isJsonObject)) throw invalid('Filters groups must be a list of objects.')
  if (isNew && groups.length === 0)
    throw invalid('Feature flag filters must contain at least one condition set (group).')
  if (groups.length > maxConditions) throw invalid(`A feature flag can have at most ${maxConditions} condition sets.`)
  const aggregation = checkGroupIndex(filters['aggregation_group_type_index'])
  const variants = checkVariants(filters['multivariate'])
  for (const group of groups) checkCondition(group, aggregation, variants)
  checkHoldout(filters['holdout'])
  const payloads = encodePayloads(filters['payloads'], variants)
  return { ...filters, groups, ...(payloads === undefined ? {} : { payloads }) }
}

function checkCondition(group: JsonObject, flagAggregation: number | null, variants: readonly string[]): void {
  checkPercentage(group['rollout_percentage'], 'rollout_percentage')
  const properties = group['properties'] ?? []
  if (!Array.isArray(properties)) throw invalid('Condition properties must be a list.')
  const own = group['aggregation_group_type_index']
  const aggregation = own === undefined ? flagAggregation : checkGroupIndex(own)
  for (const property of properties) checkProperty(property, aggregation)
  const variant = group['variant']
  if (typeof variant === 'string' && variant !== '' && !variants.includes(variant)) {
    throw invalid(`Condition variant "${variant}" is not one of the flag's variants.`)
  }
}

function checkGroupIndex(value: unknown): number | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 4) {
    throw invalid('aggregation_group_type_index must be null or a whole number from 0 to 4.')
  }
  return value
}

function checkPercentage(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 100) {
    throw invalid(`${name} must be a number from 0 to 100.`)
  }
  return value
}

function checkVariants(multivariate: unknown): string[] {
  if (multivariate === undefined || multivariate === null) return []
  const variants = isJsonObject(multivariate) ? multivariate['variants'] : undefined
  if (!Array.isArray(variants) || variants.length === 0 || !variants.every(isJsonObject)) {
    throw invalid('Multivariate flags need a list of variants that is not empty.')
  }
  let total = 0
  const keys = variants.map(variant => {
    const key = variant['key']
    if (typeof key !== 'string' || key === '') throw invalid('Each variant needs a key.')
    total += checkPercentage(variant['rollout_percentage'], `Variant "${key}" rollout_percentage`) ?? 0
    return key
  })
  if (new Set(keys).size !== keys.length) throw invalid('Variant keys must be unique.')
  // Thirds do not add up to a round number.
  if (Math.abs(total - 100) > 0.01) {
    throw invalid('Invalid variant definitions: Variant rollout percentages must sum to 100.')
  }
  return keys
}

function checkHoldout(holdout: unknown): void {
  if (holdout === undefined || holdout === null) return
  if (!isJsonObject(holdout) || !Number.isInteger(holdout['id'])) throw invalid('A holdout needs a numeric id.')
  checkPercentage(holdout['exclusion_percentage'], 'exclusion_percentage')
}

/** Payloads are stored as JSON text. A text that is JSON already is kept, as is; anything else is encoded. */
function encodePayloads(payloads: unknown, variants: readonly string[]): JsonObject | undefined {
  if (payloads === undefined || payloads === null) return undefined
  if (!isJsonObject(payloads)) throw invalid('Payloads must be an object.')
  const allowed = variants.length > 0 ? variants : ['true']
  const unknown = Object.keys(payloads).find(key => !allowed.includes(key))
  if (unknown !== undefined) {
    throw invalid(
      variants.length > 0
        ? `Payload keys must match a variant key for multivariate flags, "${unknown}" does not.`
        : "Payload keys must be 'true' for boolean flags",
    )
  }
  const used = Object.entries(payloads).filter(([, value]) => value !== null && value !== '')
  return Object.fromEntries(used.map(([key, value]) => [key, isJsonText(value) ? value : JSON.stringify(value)]))
}

function isJsonText(value: unknown): value is string {
  if (typeof value !== 'string') return false
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}
