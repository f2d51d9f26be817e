import * as fc from 'fast-check'

/** A flag as it is sent to `POST feature_flags/`; `needs` are places in the list of flags, filled in with ids once those exist. */
export interface GeneratedFlag {
  readonly active: boolean
  readonly ensure_experience_continuity: boolean
  readonly bucketing_identifier: 'distinct_id' | 'device_id' | null
  readonly filters: Readonly<Record<string, unknown>> & { readonly groups: readonly Condition[] }
  readonly needs: number | undefined
}

interface Condition {
  readonly properties: readonly object[]
  readonly rollout_percentage: number | null
  readonly variant?: string
  readonly aggregation_group_type_index?: number | null
}

/** Somebody with what PostHog has stored of them, and what a request says. */
export interface GeneratedPerson {
  readonly stored: Readonly<Record<string, unknown>>
  readonly sent: Readonly<Record<string, unknown>>
  readonly company: number | undefined
  readonly deviceId: string | undefined
}

/** What evaluators may differ in: PostHog's SDKs know no holdouts and early access, and other operators. */
export interface FlagSpread {
  readonly isForPeers: boolean
}

const VARIANTS = ['control', 'test', 'other']
const plans = fc.constantFrom('free', 'pro', 'PRO', 'team')
const iso = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 6, 1) }).map(ms => new Date(ms).toISOString())
const version = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 4 }), fc.nat({ max: 4 })).map(parts => parts.join('.'))
const email = fc
  .tuple(fc.constantFrom('ada', 'Bob', 'x-1'), fc.constantFrom('acme.com', 'test.io'))
  .map(p => p.join('@'))
const number = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ min: 0, max: 100, noNaN: true }))

const fields = { plan: plans, age: number, email, joined: iso, app_version: version, staff: fc.boolean() }
/** Each property is now and then missing. */
const properties = fc.record(fields, { requiredKeys: [] })
/** Every property is there. */
export const allProperties = fc.record(fields)

const filter = (type: 'person' | 'group', key: string, operator: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>) =>
  fc.record({ type: fc.constant(type), key: fc.constant(key), operator, value })

function filters(type: 'person' | 'group', { isForPeers }: FlagSpread): fc.Arbitrary<object> {
  const more = (...names: string[]) => (isForPeers ? [] : names)
  return fc.oneof(
    filter(
      type,
      'plan',
      fc.constantFrom('exact', 'is_not'),
      fc.oneof(plans, fc.array(plans, { minLength: 1, maxLength: 2 })),
    ),
    filter(type, 'age', fc.constantFrom('gt', 'gte', 'lt', 'lte', ...more('min', 'max')), number),
    filter(
      type,
      'email',
      fc.constantFrom('icontains', 'not_icontains', 'starts_with', 'not_ends_with'),
      fc.constantFrom('ADA', 'acme', '.io', 'b'),
    ),
    filter(
      type,
      'email',
      fc.constantFrom('regex', 'not_regex'),
      fc.constantFrom('^[a-z]+@', '\\.com$', '[A-Z]', 'x-\\d'),
    ),
    filter(
      type,
      'joined',
      fc.constantFrom('is_date_before', 'is_date_after', ...more('is_date_exact')),
      fc.oneof(iso, fc.constantFrom('-30d', '-1y', '-8m')),
    ),
    filter(
      type,
      'app_version',
      fc.constantFrom(...['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'tilde', 'caret'].map(name => `semver_${name}`)),
      version,
    ),
    filter(type, 'app_version', fc.constant('semver_wildcard'), fc.constantFrom('1.*', '2.1.*')),
    filter(type, 'staff', fc.constantFrom('exact', 'is_not'), fc.constantFrom(true, 'true', 'false')),
    filter(type, 'plan', fc.constantFrom('is_set', 'is_not_set'), fc.constant('is_set')),
    ...more('icontains_multi', 'not_icontains_multi').map(operator =>
      filter(type, 'email', fc.constant(operator), fc.array(fc.constantFrom('ada', 'test', 'zzz'), { minLength: 1 })),
    ),
  )
}

const cohort = (ids: readonly number[]) =>
  fc.record({
    type: fc.constant('cohort'),
    key: fc.constant('id'),
    value: fc.constantFrom(...ids),
    operator: fc.constantFrom('in', 'not_in'),
  })

const percentage = fc.oneof(fc.constantFrom(null, 0, 100), number)

function shares(count: number): { key: string; rollout_percentage: number }[] {
  return VARIANTS.slice(0, count).map((key, index) => ({
    key,
    rollout_percentage: index === count - 1 ? 100 - 30 * (count - 1) : 30,
  }))
}

/** Flags of every kind. @param cohorts ids of cohorts that exist */
export function generatedFlag(cohorts: readonly number[], spread: FlagSpread): fc.Arbitrary<GeneratedFlag> {
  const person = fc.oneof(
    { weight: 5, arbitrary: filters('person', spread) },
    { weight: 1, arbitrary: cohort(cohorts) },
  )
  return fc
    .record({
      count: fc.constantFrom(0, 0, 1, 2, 3),
      aggregation: fc.constantFrom(null, null, null, 0),
      personProperties: fc.array(fc.array(person, { maxLength: 3 }), { minLength: 4, maxLength: 4 }),
      groupProperties: fc.array(fc.array(filters('group', spread), { maxLength: 2 }), { minLength: 4, maxLength: 4 }),
      rollouts: fc.array(percentage, { minLength: 4, maxLength: 4 }),
      forced: fc.array(fc.option(fc.nat({ max: 2 }), { freq: 3 }), { minLength: 4, maxLength: 4 }),
      isMixed: fc.boolean(),
      size: fc.integer({ min: 1, max: 4 }),
      early_exit: fc.boolean(),
      kind: fc.constantFrom(
        'plain',
        'plain',
        'plain',
        'device',
        'kept',
        'holdout',
        'enrollment',
        'inactive',
        'dependent',
      ),
      needs: fc.nat({ max: 1000 }),
      share: number,
    })
    .map(given => {
      const kind = spread.isForPeers && !['inactive', 'dependent'].includes(given.kind) ? 'plain' : given.kind
      const variants = shares(given.count)
      const groups = Array.from({ length: given.size }, (_, index): Condition => {
        // Now and then a flag of persons has a condition of groups.
        const own = given.aggregation ?? (given.isMixed && index === 1 ? 0 : null)
        const variant = variants[given.forced[index] ?? 9]?.key
        return {
          properties: (own === null ? given.personProperties[index] : given.groupProperties[index]) ?? [],
          rollout_percentage: given.rollouts[index] ?? null,
          ...(variant !== undefined && { variant }),
          ...(own !== given.aggregation && { aggregation_group_type_index: own }),
        }
      })
      const payloadKeys = variants.length > 0 ? variants.map(({ key }) => key) : ['true']
      return {
        active: kind !== 'inactive',
        ensure_experience_continuity: kind === 'kept',
        bucketing_identifier: kind === 'device' ? ('device_id' as const) : null,
        needs: kind === 'dependent' && given.aggregation === null ? given.needs : undefined,
        filters: {
          groups,
          early_exit: given.early_exit,
          aggregation_group_type_index: given.aggregation,
          payloads: Object.fromEntries(payloadKeys.map(key => [key, JSON.stringify({ key })])),
          ...(variants.length > 0 && { multivariate: { variants } }),
          ...(kind === 'holdout' && { holdout: { id: 1, exclusion_percentage: given.share } }),
          ...(kind === 'enrollment' && { feature_enrollment: true }),
        },
      }
    })
}

/** Somebody of whom PostHog has stored something, and of whom a request tells a part, or something newer. */
export const generatedPerson: fc.Arbitrary<GeneratedPerson> = fc
  .record({
    stored: properties,
    told: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    newer: properties,
    isNewer: fc.boolean(),
    company: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
    deviceId: fc.option(fc.uuid(), { nil: undefined }),
  })
  .map(({ stored, told, newer, isNewer, company, deviceId }) => ({
    stored,
    sent: {
      ...Object.fromEntries(Object.entries(stored).filter((_, index) => told[index])),
      ...(isNewer ? newer : {}),
    },
    company,
    deviceId,
  }))

/** Properties of four companies. */
export const generatedCompanies = fc.array(properties, { minLength: 4, maxLength: 4 })
