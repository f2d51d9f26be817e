import { toText } from '../../json.js'
import { notImplemented, validationError } from '../errors.js'

/** Operators that compare a property with a value. */
const comparing = new Set(
  `exact is_not icontains not_icontains icontains_multi not_icontains_multi regex not_regex starts_with not_starts_with ends_with
  not_ends_with gt gte lt lte min max is_set is_not_set is_date_exact is_date_before is_date_after semver_eq semver_neq semver_gt semver_gte
  semver_lt semver_lte semver_tilde semver_caret semver_wildcard`.split(/\s+/),
)

/** Operators of a feature flag's conditions, which may ask for cohorts and other flags too. */
export const flagOperators: ReadonlySet<string> = new Set([...comparing, 'in', 'not_in', 'flag_evaluates_to'])

/** Operators that PostHog has for analytics only. */
const analytical = new Set(['between', 'not_between', 'is_cleaned_path_exact'])

/** The operator of a filter over person properties; none is `exact`. Throws for one that would match nobody by being unknown. */
export function readPersonOperator(operator: unknown, attr: string): string {
  if (operator === undefined || operator === null || operator === '') return 'exact'
  if (typeof operator === 'string' && comparing.has(operator)) return operator
  if (typeof operator === 'string' && analytical.has(operator)) {
    throw notImplemented(`The sandbox does not compare person properties by "${operator}". Use gte and lte, or HogQL.`)
  }
  throw validationError('invalid_choice', `"${toText(operator).slice(0, 50)}" is not a valid choice.`, attr)
}
