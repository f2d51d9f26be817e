import { describe, expect, it } from 'vitest'
import {
  type EvaluationContext,
  evaluateFlag,
  evaluateFlags,
  type FlagCohort,
  type FlagPropertyFilter,
} from '../../src/core/flags/evaluation/index.js'
import { context, flag, flagOf } from '../support/flagContext.js'

const person = (key: string, value: unknown, operator = 'exact'): FlagPropertyFilter => ({
  key,
  type: 'person',
  value,
  operator,
})
const group = (key: string, value: unknown, index = 0): FlagPropertyFilter => ({
  key,
  type: 'group',
  group_type_index: index,
  value,
})
const partial = (overrides: Partial<EvaluationContext> = {}) => context({ isPartial: true, ...overrides })
const undecided = { enabled: false, failed: true, reason: { code: 'evaluation_error' } }
const variants = [
  { key: 'a', rollout_percentage: 50 },
  { key: 'b', rollout_percentage: 50 },
]

describe('with partial properties', () => {
  it.each(['exact', 'is_not', 'is_set', 'is_not_set', 'not_icontains', 'gt', 'regex'])(
    'a property that is not here leaves %s undecided; one that is decides',
    operator => {
      const target = flagOf({ properties: [person('plan', 'pro', operator)] })
      expect(evaluateFlag(target, partial())).toMatchObject(undecided)
      const given = { personProperties: { plan: 'pro' } }
      const { enabled, failed } = evaluateFlag(target, partial(given))
      expect(failed).toBeUndefined()
      expect(enabled).toBe(evaluateFlag(target, context(given)).enabled)
    },
  )

  it('a mismatch of what is known decides, wherever it stands', () => {
    const unknown = person('plan', 'pro')
    const wrong = person('country', 'DE')
    const given = partial({ personProperties: { country: 'FR' } })
    for (const properties of [
      [unknown, wrong],
      [wrong, unknown],
      [{ key: 'id', type: 'cohort', value: 1 } as const, wrong],
    ]) {
      expect(evaluateFlag(flagOf({ properties }), given)).toMatchObject({
        enabled: false,
        reason: { code: 'no_condition_match' },
      })
    }
  })

  it('an unknown condition that the rollout excludes changes nothing', () => {
    const target = flagOf({ properties: [person('plan', 'pro')], rollout_percentage: 0 })
    const result = evaluateFlag(target, partial())
    expect(result).toMatchObject({ enabled: false })
    expect(result.failed).toBeUndefined()
  })

  it('a later condition decides when the unknown one would give the same', () => {
    const unknown = { properties: [person('plan', 'pro')] }
    const same = evaluateFlag(flagOf(unknown, {}), partial())
    expect(same).toMatchObject({ enabled: true, reason: { code: 'condition_match', conditionIndex: 1 } })
    const other = flag({ groups: [{ ...unknown, variant: 'a' }, { variant: 'b' }], multivariate: { variants } })
    expect(evaluateFlag(other, partial())).toMatchObject(undecided)
    const forced = flag({ groups: [{ ...unknown, variant: 'b' }, { variant: 'b' }], multivariate: { variants } })
    expect(evaluateFlag(forced, partial())).toMatchObject({ enabled: true, variant: 'b' })
  })

  it('an unknown condition that may end evaluation early leaves what follows undecided', () => {
    const groups = [{ properties: [person('plan', 'pro')], rollout_percentage: 0 }, {}]
    expect(evaluateFlag(flag({ groups, early_exit: true }), partial())).toMatchObject(undecided)
    expect(evaluateFlag(flag({ groups }), partial())).toMatchObject({ enabled: true })
  })

  it('$initial_x is not guessed from x', () => {
    const target = flagOf({ properties: [person('$initial_os', 'Linux')] })
    const given = { personProperties: { $os: 'Linux' } }
    expect(evaluateFlag(target, context(given))).toMatchObject({ enabled: true })
    expect(evaluateFlag(target, partial(given))).toMatchObject(undecided)
  })

  it('experience continuity and early access are for PostHog to decide', () => {
    expect(evaluateFlag(flag({ groups: [{}] }, { ensure_experience_continuity: true }), partial())).toMatchObject(
      undecided,
    )
    const early = flag({ groups: [{}], feature_enrollment: true })
    expect(evaluateFlag(early, partial())).toMatchObject(undecided)
    const chosen = { personProperties: { '$feature_enrollment/beta-feature': false } }
    expect(evaluateFlag(early, partial(chosen))).toMatchObject({
      enabled: false,
      reason: { code: 'super_condition_value' },
    })
    const older = flag({ groups: [{}], super_groups: [{ properties: [person('beta', 'true')] }] })
    expect(evaluateFlag(older, partial())).toMatchObject(undecided)
    expect(evaluateFlag(older, partial({ personProperties: { beta: true } }))).toMatchObject({ enabled: true })
  })

  it('a group that was not passed is known to be none; an unknown property of one that was is not', () => {
    const target = flag({ aggregation_group_type_index: 0, groups: [{ properties: [group('tier', 'gold')] }] })
    expect(evaluateFlag(target, partial())).toMatchObject({ enabled: false, reason: { code: 'no_group_type' } })
    const acme = { groups: { company: 'acme' } }
    expect(evaluateFlag(target, partial(acme))).toMatchObject(undecided)
    expect(evaluateFlag(target, partial({ ...acme, groupProperties: { company: { tier: 'gold' } } }))).toMatchObject({
      enabled: true,
    })
  })

  it('what depends on an undecided or unknown flag is undecided, by key as local evaluation names it', () => {
    const base = flag({ groups: [{ properties: [person('plan', 'pro')] }] }, { id: 12, key: 'base' })
    // Its key reads like the other one's id.
    const decoy = flag({ groups: [] }, { id: 3, key: '12' })
    const needs = (key: string, chain: string[]) =>
      flag(
        {
          groups: [
            {
              properties: [{ key, type: 'flag', operator: 'flag_evaluates_to', value: true, dependency_chain: chain }],
            },
          ],
        },
        { id: 4, key: 'top' },
      )
    const top = needs('base', ['base'])
    expect(evaluateFlag(top, partial(), [base, decoy, top])).toMatchObject(undecided)
    const given = partial({ personProperties: { plan: 'pro' } })
    expect(evaluateFlag(top, given, [base, decoy, top])).toMatchObject({ enabled: true })
    const other = needs('12', ['12'])
    expect(evaluateFlag(other, given, [base, decoy, other])).toMatchObject({ enabled: false })
    expect(evaluateFlags([needs('gone', [])], partial())[0]).toMatchObject(undecided)
  })
})

describe('cohorts by their conditions', () => {
  const and = (...values: FlagCohort['values']): FlagCohort => ({ type: 'AND', values })
  const or = (...values: FlagCohort['values']): FlagCohort => ({ type: 'OR', values })
  const cohort = (value: unknown, more: object = {}) => ({ key: 'id', type: 'cohort' as const, value, ...more })
  const cohorts = {
    1: or(and(person('plan', 'pro')), and(person('staff', true))),
    2: and(cohort(1, { negation: true }), person('country', 'DE')),
    3: and(),
    4: and({ key: '$pageview', type: 'behavioral', value: 'performed_event' }),
    5: or(cohort(6), cohort(6)),
    6: or(cohort(5), cohort(5)),
    7: or(cohort(4), person('plan', 'pro')),
  }
  const evaluate = (
    filter: FlagPropertyFilter,
    personProperties: object,
    overrides: Partial<EvaluationContext> = {},
  ) => {
    const { enabled, failed } = evaluateFlag(
      flagOf({ properties: [filter] }),
      context({ cohorts, personProperties: { ...personProperties }, ...overrides }),
    )
    return failed ? undefined : enabled
  }

  it.each([
    [1, { plan: 'pro' }, true],
    [1, { staff: true }, true],
    [1, { plan: 'free' }, false],
    ['1', { plan: 'pro' }, true],
    [2, { plan: 'free', country: 'DE' }, true],
    [2, { plan: 'pro', country: 'DE' }, false],
    [3, {}, true],
    [4, {}, undefined],
    [5, {}, undefined],
    [7, { plan: 'pro' }, true],
    [7, { plan: 'free' }, undefined],
    [99, {}, undefined],
    ['constructor', {}, undefined],
  ])('cohort %s of %j: %s', (id, properties, expected) => {
    expect(evaluate(cohort(id, { operator: 'in' }), properties)).toBe(expected)
    const opposite = expected === undefined ? undefined : !expected
    expect(evaluate(cohort(id, { operator: 'not_in' }), properties)).toBe(opposite)
    expect(evaluate(cohort(id, { negation: true }), properties)).toBe(opposite)
  })

  it('what is told of a membership wins over the conditions', () => {
    expect(evaluate(cohort(1), { plan: 'pro' }, { inCohort: () => false })).toBe(false)
    expect(evaluate(cohort(1), { plan: 'pro' }, { inCohort: () => undefined })).toBe(true)
  })

  it('are undecided where properties are partial and the known ones do not suffice', () => {
    expect(evaluate(cohort(1), {}, { isPartial: true })).toBeUndefined()
    expect(evaluate(cohort(1), { plan: 'free' }, { isPartial: true })).toBeUndefined()
    expect(evaluate(cohort(1), { plan: 'pro' }, { isPartial: true })).toBe(true)
  })

  it('are decided once however often they are named', () => {
    const names = Array.from({ length: 60 }, (_, id) => [id + 100, or(cohort(id + 101), cohort(id + 101))] as const)
    const deep = Object.fromEntries([...names, [160, and(person('plan', 'pro'))]])
    expect(evaluate(cohort(100), { plan: 'free' }, { cohorts: deep })).toBe(false)
  })
})
