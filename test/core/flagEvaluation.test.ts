import { describe, expect, it } from 'vitest'
import { evaluateFlag, evaluateFlags, type FlagDefinition, flagHash } from '../../src/core/flags/evaluation/index.js'
import { context, expectedHash, flag, flagOf } from '../support/flagContext.js'

const country = (value: unknown, operator = 'exact') => ({ key: 'country', type: 'person' as const, value, operator })
const german = context({ personProperties: { country: 'DE' } })

describe('conditions', () => {
  it('tell the matched set, its index and the boolean payload', () => {
    const definition = flag({
      groups: [{ properties: [country('FR')] }, { properties: [country('DE')] }],
      payloads: { true: '{"size":5}' },
    })
    expect(evaluateFlag(definition, german)).toEqual({
      key: 'beta-feature',
      id: 1,
      version: 3,
      enabled: true,
      variant: null,
      payload: '{"size":5}',
      reason: { code: 'condition_match', conditionIndex: 1, description: 'Matched condition set 2' },
    })
  })

  it('are read in list order, also when a later one forces a variant', () => {
    const definition = flag({
      groups: [{}, { variant: 'test' }],
      multivariate: {
        variants: [
          { key: 'control', rollout_percentage: 100 },
          { key: 'test', rollout_percentage: 0 },
        ],
      },
    })
    expect(evaluateFlag(definition, context())).toMatchObject({ variant: 'control', reason: { conditionIndex: 0 } })
  })

  it('need all their properties', () => {
    const both = flagOf({ properties: [country('DE'), { key: 'plan', type: 'person', value: 'pro' }] })
    expect(evaluateFlag(both, german).enabled).toBe(false)
    expect(evaluateFlag(both, context({ personProperties: { country: 'DE', plan: 'Pro' } })).enabled).toBe(true)
  })

  it('report the most telling reason, and of equals the last', () => {
    const miss = { properties: [country('FR')] }
    const reason = (...groups: Parameters<typeof flagOf>) => evaluateFlag(flagOf(...groups), german).reason
    expect(reason(miss, miss)).toEqual({
      code: 'no_condition_match',
      conditionIndex: 1,
      description: 'No matching condition set',
    })
    expect(reason({ rollout_percentage: 0 }, miss)).toMatchObject({ code: 'out_of_rollout_bound', conditionIndex: 0 })
    expect(reason({ rollout_percentage: 0 }, { rollout_percentage: 1 })).toMatchObject({ conditionIndex: 1 })
    expect(reason({ aggregation_group_type_index: 0 }, miss)).toMatchObject({
      code: 'no_condition_match',
      conditionIndex: 1,
    })
    expect(reason({ aggregation_group_type_index: 0 })).toMatchObject({ code: 'no_group_type', conditionIndex: 0 })
    expect(reason()).toMatchObject({ code: 'no_group_type', conditionIndex: null })
  })

  it('end at the first rollout miss when the flag exits early, but not at a property miss', () => {
    const groups = [{ properties: [country('FR')] }, { properties: [country('DE')], rollout_percentage: 0 }, {}]
    expect(evaluateFlag(flag({ groups }), german).enabled).toBe(true)
    expect(evaluateFlag(flag({ groups, early_exit: true }), german)).toMatchObject({
      enabled: false,
      reason: { code: 'out_of_rollout_bound', conditionIndex: 1 },
    })
  })

  it('see $initial_ properties through their current ones, unless they are stored', () => {
    const initial = flagOf({ properties: [{ key: '$initial_browser', type: 'person', value: 'Firefox' }] })
    const utm = flagOf({ properties: [{ key: '$initial_utm_source', type: 'person', value: 'news' }] })
    const personProperties = { $browser: 'Firefox', utm_source: 'news' }
    expect(evaluateFlag(initial, context({ personProperties })).enabled).toBe(true)
    expect(evaluateFlag(utm, context({ personProperties })).enabled).toBe(true)
    expect(
      evaluateFlag(initial, context({ personProperties: { ...personProperties, $initial_browser: 'Safari' } })).enabled,
    ).toBe(false)
  })
})

describe('groups', () => {
  const plan = { key: 'plan', type: 'group' as const, value: 'enterprise', group_type_index: 0 }
  const company = context({ groups: { company: 'acme' }, groupProperties: { company: { plan: 'enterprise' } } })

  it('match on group properties and bucket by group key', () => {
    const definition = flag({ groups: [{ properties: [plan] }], aggregation_group_type_index: 0 })
    expect(evaluateFlag(definition, company).enabled).toBe(true)
    const half = flag({ groups: [{ rollout_percentage: 20.3 }], aggregation_group_type_index: 0 }, { key: 'checkout' })
    const inside = (key: string | number) => evaluateFlag(half, context({ groups: { company: key } })).enabled
    expect(inside('acme_inc')).toBe(true)
    for (let i = 0; i < 200; i++) expect(inside(i)).toBe(expectedHash(`checkout.${i}`) <= 0.203)
  })

  it('are skipped without a key', () => {
    const definition = flag({ groups: [{}], aggregation_group_type_index: 0 })
    for (const groups of [{}, { company: '' }, { project: 'x' }]) {
      expect(evaluateFlag(definition, context({ groups }))).toMatchObject({
        enabled: false,
        reason: { code: 'no_group_type' },
      })
    }
  })

  it('can differ by condition: null is persons, absent the flag, a number that type', () => {
    const definition = flag({
      groups: [
        { aggregation_group_type_index: 1 },
        { aggregation_group_type_index: null, rollout_percentage: 40 },
        { rollout_percentage: 100 },
      ],
      aggregation_group_type_index: 0,
    })
    // user_123 falls at 0.4088, just outside of 40%.
    expect(evaluateFlag(definition, context()).reason).toMatchObject({
      code: 'out_of_rollout_bound',
      conditionIndex: 1,
    })
    expect(evaluateFlag(definition, company).reason).toMatchObject({ code: 'condition_match', conditionIndex: 2 })
    expect(evaluateFlag(definition, context({ groups: { project: 7 } })).reason.conditionIndex).toBe(0)
  })

  it('may target a group in a condition that buckets persons', () => {
    const definition = flagOf({ properties: [plan] })
    expect(evaluateFlag(definition, company).enabled).toBe(true)
    expect(evaluateFlag(definition, context()).enabled).toBe(false)
  })
})

describe('identity', () => {
  const half = (overrides: Partial<FlagDefinition>) => flag({ groups: [{ rollout_percentage: 50 }] }, overrides)
  const hashed = (id: string) => flagHash('beta-feature', id) <= 0.5
  const ids = Array.from({ length: 100 }, (_, i) => `id-${i}`)

  it('keeps the anonymous bucket over a login only with experience continuity', () => {
    for (const anonDistinctId of ids) {
      const who = context({ anonDistinctId })
      expect(evaluateFlag(half({ ensure_experience_continuity: true }), who).enabled).toBe(hashed(anonDistinctId))
      expect(evaluateFlag(half({}), who).enabled).toBe(hashed('user_123'))
    }
  })

  it('prefers the stored override', () => {
    for (const hashKeyOverride of ids) {
      const who = context({ anonDistinctId: 'anon', hashKeyOverride })
      expect(evaluateFlag(half({ ensure_experience_continuity: true }), who).enabled).toBe(hashed(hashKeyOverride))
    }
  })

  it('buckets by device when asked, and skips when there is none', () => {
    const definition = half({ bucketing_identifier: 'device_id' })
    for (const deviceId of ids) expect(evaluateFlag(definition, context({ deviceId })).enabled).toBe(hashed(deviceId))
    const everybody = flag({ groups: [{}] }, { bucketing_identifier: 'device_id' })
    expect(evaluateFlag(everybody, context())).toMatchObject({
      enabled: false,
      reason: { code: 'out_of_rollout_bound' },
    })
  })

  it('puts an empty id into every rollout, as the server does', () => {
    expect(evaluateFlag(flagOf({ rollout_percentage: 0 }), context({ distinctId: '' })).enabled).toBe(true)
  })
})

describe('early access', () => {
  const enrolled = (value: unknown) => context({ personProperties: { '$feature_enrollment/beta-feature': value } })
  const byFlag = flag({ groups: [{ rollout_percentage: 0 }], feature_enrollment: true, payloads: { true: '1' } })
  const bySuperGroup = flag({
    groups: [{}],
    super_groups: [
      {
        properties: [{ key: '$feature_enrollment/beta-feature', type: 'person', value: ['true'] }],
        rollout_percentage: 100,
      },
    ],
  })

  it('decides alone once the person chose', () => {
    for (const yes of [true, 'true']) {
      expect(evaluateFlag(byFlag, enrolled(yes))).toMatchObject({
        enabled: true,
        payload: '1',
        reason: { code: 'super_condition_value', conditionIndex: 0 },
      })
    }
    expect(evaluateFlag(byFlag, enrolled(false))).toMatchObject({
      enabled: false,
      payload: null,
      reason: { code: 'super_condition_value' },
    })
    expect(evaluateFlag(byFlag, context()).reason.code).toBe('out_of_rollout_bound')
  })

  it('reads the older super_groups', () => {
    expect(evaluateFlag(bySuperGroup, enrolled('true')).reason.code).toBe('super_condition_value')
    expect(evaluateFlag(bySuperGroup, enrolled('false'))).toMatchObject({
      enabled: false,
      reason: { code: 'super_condition_value' },
    })
    expect(evaluateFlag(bySuperGroup, context())).toMatchObject({ enabled: true, reason: { code: 'condition_match' } })
  })
})

describe('holdouts', () => {
  const holdout = (exclusion: number) =>
    flag({ groups: [{}], holdout: { id: 7, exclusion_percentage: exclusion }, payloads: { 'holdout-7': '"held"' } })

  it('give the holdout variant to whoever falls in', () => {
    // user_123 falls at 0.248 for holdouts.
    expect(evaluateFlag(holdout(25), context())).toMatchObject({
      enabled: true,
      variant: 'holdout-7',
      payload: '"held"',
      reason: { code: 'holdout_condition_value', conditionIndex: null },
    })
    expect(evaluateFlag(holdout(24), context()).reason.code).toBe('condition_match')
    expect(evaluateFlag(holdout(0), context()).reason.code).toBe('condition_match')
    expect(evaluateFlag(holdout(100), context({ distinctId: 'x' })).variant).toBe('holdout-7')
  })

  it('come after early access', () => {
    const definition = flag({ ...holdout(100).filters, feature_enrollment: true })
    const who = context({ personProperties: { '$feature_enrollment/beta-feature': 'false' } })
    expect(evaluateFlag(definition, who).reason.code).toBe('super_condition_value')
  })
})

describe('cohorts', () => {
  const cohort = (operator: string, value: unknown = 5, negation?: boolean) =>
    flagOf({
      properties: [{ key: 'id', type: 'cohort', operator, value, ...(negation === undefined ? {} : { negation }) }],
    })
  const who = (member: boolean | undefined) => context({ inCohort: id => (id === 5 ? member : undefined) })

  it('match members, or others when inverted', () => {
    expect(evaluateFlag(cohort('in'), who(true)).enabled).toBe(true)
    expect(evaluateFlag(cohort('in', '5'), who(false)).enabled).toBe(false)
    expect(evaluateFlag(cohort('not_in'), who(false)).enabled).toBe(true)
    expect(evaluateFlag(cohort('in', 5, true), who(false)).enabled).toBe(true)
  })

  it('fail the flag when membership cannot be told', () => {
    const failure = { enabled: false, failed: true, reason: { code: 'evaluation_error', conditionIndex: 0 } }
    expect(evaluateFlag(cohort('not_in'), who(undefined))).toMatchObject(failure)
    expect(evaluateFlag(cohort('in'), context())).toMatchObject(failure)
    expect(evaluateFlag(cohort('in', 'five'), who(true))).toMatchObject(failure)
  })

  it('are asked last, so another property can decide first', () => {
    const definition = flagOf({ properties: [{ key: 'id', type: 'cohort', value: 9 }, country('FR')] })
    expect(evaluateFlag(definition, german)).toMatchObject({ enabled: false, reason: { code: 'no_condition_match' } })
    expect(evaluateFlag(definition, german).failed).toBeUndefined()
  })
})

describe('flags that depend on flags', () => {
  const needs = (
    id: number,
    key: string | number,
    value: unknown,
    overrides: Partial<FlagDefinition> = {},
  ): FlagDefinition =>
    flag(
      { groups: [{ properties: [{ key, type: 'flag', operator: 'flag_evaluates_to', value }] }] },
      { id, key: `flag-${id}`, ...overrides },
    )
  const on = flag({ groups: [{}] }, { id: 1, key: 'on' })
  const off = flag({ groups: [{ rollout_percentage: 0 }] }, { id: 2, key: 'off' })
  const variant = flag(
    { groups: [{}], multivariate: { variants: [{ key: 'test', rollout_percentage: 100 }] } },
    { id: 3, key: 'variant' },
  )
  const outcome = (...definitions: FlagDefinition[]) =>
    Object.fromEntries(
      evaluateFlags(definitions, context()).map(({ key, enabled, reason }) => [key, enabled || reason.code]),
    )

  it('are decided after them, whatever the order, by id or by key', () => {
    expect(
      outcome(
        needs(10, '1', true),
        needs(11, 'on', true),
        needs(12, 3, 'test'),
        needs(13, '3', 'other'),
        on,
        off,
        variant,
      ),
    ).toMatchObject({
      'flag-10': true,
      'flag-11': true,
      'flag-12': true,
      'flag-13': 'no_condition_match',
    })
  })

  it('true takes any variant, false takes off', () => {
    expect(outcome(needs(10, '3', true), needs(11, '2', false), needs(12, '3', false), on, off, variant)).toMatchObject(
      {
        'flag-10': true,
        'flag-11': true,
        'flag-12': 'no_condition_match',
      },
    )
  })

  it('see inactive and deleted flags as off', () => {
    const dead = [
      flag({ groups: [{}] }, { id: 20, key: 'inactive', active: false }),
      flag({ groups: [{}] }, { id: 21, key: 'deleted', deleted: true }),
    ]
    expect(outcome(needs(10, '20', false), needs(11, '21', true), ...dead)).toEqual({
      'flag-10': true,
      'flag-11': 'no_condition_match',
    })
  })

  it('miss what does not exist, and so do their dependents', () => {
    expect(outcome(needs(10, '99', true), needs(11, '10', false), on)).toEqual({
      'flag-10': 'missing_dependency',
      'flag-11': 'missing_dependency',
      on: true,
    })
    expect(evaluateFlag(needs(10, '1', true), context()).reason.code).toBe('missing_dependency')
    expect(evaluateFlag(needs(10, '1', true), context(), [on]).enabled).toBe(true)
  })

  it('never turn in circles', () => {
    expect(
      outcome(needs(10, '11', true), needs(11, '10', true), needs(12, '12', true), needs(13, '10', true), on),
    ).toEqual({
      'flag-10': 'missing_dependency',
      'flag-11': 'missing_dependency',
      'flag-12': 'missing_dependency',
      'flag-13': 'missing_dependency',
      on: true,
    })
  })

  it('fail with a flag that could not be decided', () => {
    const unknown = flag(
      { groups: [{ properties: [{ key: 'id', type: 'cohort', value: 5 }] }] },
      { id: 1, key: 'unknown' },
    )
    expect(evaluateFlags([needs(10, '1', false), unknown], context()).every(({ failed }) => failed)).toBe(true)
  })

  it('may form a chain of thousands', () => {
    const chain = Array.from({ length: 5000 }, (_, i) => (i === 0 ? on : needs(i + 1, String(i), true)))
    expect(evaluateFlags(chain.toReversed(), context()).every(({ enabled }) => enabled)).toBe(true)
  })

  it('are followed but not returned when only some flags are asked for', () => {
    const results = evaluateFlags([on, off, needs(10, '1', true)], context({ flagKeys: ['flag-10', 'nobody'] }))
    expect(results.map(({ key, enabled }) => [key, enabled])).toEqual([['flag-10', true]])
  })
})

describe('inactive and deleted flags', () => {
  it('are left out of a list and disabled alone', () => {
    const inactive = flag({ groups: [{}] }, { active: false })
    expect(evaluateFlags([inactive, flag({ groups: [{}] }, { deleted: true })], context())).toEqual([])
    expect(evaluateFlag(inactive, context())).toMatchObject({ enabled: false, reason: { code: 'flag_disabled' } })
  })
})

describe('hostile input', () => {
  it('finds no inherited property', () => {
    for (const key of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(
        evaluateFlag(flagOf({ properties: [{ key, type: 'person', operator: 'is_set' }] }), context()).enabled,
      ).toBe(false)
      const variant = flag({ groups: [{ variant: key }], payloads: {} })
      expect(evaluateFlag(variant, context())).toMatchObject({ enabled: true, variant: null, payload: null })
    }
    const groups = flag({ groups: [{}], aggregation_group_type_index: 0 })
    expect(evaluateFlag(groups, context({ groupTypeIndex: { constructor: 0 } })).reason.code).toBe('no_group_type')
  })

  it('keeps a property that is really called __proto__', () => {
    const personProperties = JSON.parse('{"__proto__":"here"}') as Record<string, unknown>
    const definition = flagOf({ properties: [{ key: '__proto__', type: 'person', value: 'here' }] })
    expect(evaluateFlag(definition, context({ personProperties })).enabled).toBe(true)
    expect(({} as Record<string, unknown>)['here']).toBeUndefined()
  })

  it('survives a key called __proto__', () => {
    expect(evaluateFlags([flag({ groups: [{}] }, { key: '__proto__' })], context()).map(({ key }) => key)).toEqual([
      '__proto__',
    ])
  })

  it('takes values no JSON could carry', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    for (const country of [cycle, 10n, Symbol('x'), () => 1, NaN, new Map()]) {
      expect(
        evaluateFlag(
          flagOf({ properties: [{ key: 'country', type: 'person', value: 'DE' }] }),
          context({ personProperties: { country } }),
        ).enabled,
      ).toBe(false)
    }
  })

  it('compares huge values in no time', () => {
    const start = performance.now()
    const huge = 'a'.repeat(5_000_000)
    for (const operator of ['exact', 'icontains', 'regex', 'gt', 'semver_gt', 'is_date_after', 'ends_with']) {
      evaluateFlag(flagOf({ properties: [country('1', operator)] }), context({ personProperties: { country: huge } }))
    }
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it('opens nothing for damaged definitions', () => {
    const damaged = [
      {},
      { groups: null },
      { groups: [{ properties: 'x' }] },
      { groups: [{ properties: [{ key: 'a', type: 'event', value: 'b' }] }] },
      { groups: [{ properties: [{ key: 'a', type: 'flag', value: true }] }] },
    ]
    for (const filters of damaged) {
      expect(evaluateFlag(flag(filters as never), context()).enabled).toBe(false)
    }
  })

  it('changes nothing it was given', () => {
    const definition = Object.freeze(flagOf(Object.freeze({ properties: Object.freeze([country('DE')]) })))
    const who = Object.freeze(context({ personProperties: Object.freeze({ country: 'DE' }) }))
    expect(evaluateFlag(definition, who)).toEqual(evaluateFlag(definition, who))
  })
})
