import * as fc from 'fast-check'
import { createFlagEvaluator, type FlagResults } from 'hogkit/server'
import { PostHog } from 'posthog-node'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  allProperties,
  generatedCompanies,
  type GeneratedFlag,
  generatedFlag,
  type GeneratedPerson,
  generatedPerson,
} from '../support/flagArbitraries.js'
import { useSandbox } from '../support/sandbox.js'

/** The sandbox's clock and ours; posthog-node has none of its own to set. */
const NOW = Date.now()
const s = useSandbox({ clock: () => NOW })
let cohorts: number[]
let rounds = 0

type Wire = Record<
  string,
  { enabled: boolean; variant: string | null; metadata: { payload: string | null }; reason: { code: string } }
>
type Properties = Readonly<Record<string, unknown>>

beforeAll(async () => {
  const person = (key: string, value: unknown, operator = 'exact', more = {}) => ({
    type: 'person',
    key,
    value,
    operator,
    ...more,
  })
  const create = async (body: object): Promise<number> => {
    const answer = await s.send<{ id: number }>('POST', 'cohorts/', body)
    expect(answer.status).toBe(201)
    return answer.body.id
  }
  const dynamic = (type: string, ...values: object[]) => ({ properties: { type: 'OR', values: [{ type, values }] } })
  const paying = await create({ name: 'Paying', filters: dynamic('OR', person('plan', ['pro', 'team'])) })
  const adults = await create({
    name: 'Adults',
    filters: dynamic('AND', person('age', 18, 'gte'), person('staff', true, 'exact', { negation: true })),
  })
  const both = await create({
    name: 'Both',
    filters: dynamic(
      'AND',
      { type: 'cohort', key: 'id', value: paying },
      { type: 'cohort', key: 'id', value: adults, negation: true },
    ),
  })
  cohorts = [paying, adults, both]
})

interface Round {
  readonly keys: readonly string[]
  readonly people: readonly {
    readonly id: string
    readonly person: GeneratedPerson
    readonly groups: Record<string, string>
  }[]
  /** Of the companies that exist. */
  readonly companies: readonly Properties[]
}

/** Puts flags, persons and companies of this round into the sandbox. */
async function arrange(
  flags: readonly GeneratedFlag[],
  people: readonly GeneratedPerson[],
  companies: readonly Properties[],
): Promise<Round> {
  const round = `r${++rounds}`
  const made: { id: number; active: boolean }[] = []
  for (const [index, { needs, ...flag }] of flags.entries()) {
    const [first, ...rest] = flag.filters.groups
    const other =
      needs === undefined || !first || first.aggregation_group_type_index === 0
        ? undefined
        : made[needs % Math.max(1, made.length)]
    const dependency = {
      type: 'flag',
      key: String(other?.id),
      operator: 'flag_evaluates_to',
      value: needs !== undefined && needs % 2 === 0,
    }
    const filters =
      other && first
        ? { ...flag.filters, groups: [{ ...first, properties: [...first.properties, dependency] }, ...rest] }
        : flag.filters
    // One after the other: a flag may need an earlier one.
    const answer = await s.send<{ id: number }>('POST', 'feature_flags/', {
      ...flag,
      filters,
      key: `${round}-f${index}`,
    })
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
    made.push({ id: answer.body.id, active: flag.active })
  }
  await s.capture(
    ...companies.map((properties, index) => ({
      event: '$groupidentify',
      distinct_id: 'operator',
      properties: { $group_type: 'company', $group_key: `${round}-c${index}`, $group_set: properties },
    })),
    ...people.map(({ stored }, index) => ({
      event: '$identify',
      distinct_id: `${round}-p${index}`,
      properties: { $set: stored },
    })),
  )
  return {
    keys: flags.map((_, index) => `${round}-f${index}`),
    people: people.map((person, index) => ({
      id: `${round}-p${index}`,
      person,
      groups: person.company === undefined ? {} : { company: `${round}-c${person.company}` },
    })),
    companies,
  }
}

async function askFlags(body: object): Promise<Wire> {
  const answer = await s.send<{ flags: Wire }>('POST', '/flags/?v=2', { token: s.projectToken, ...body }, { key: null })
  expect(answer.status).toBe(200)
  return answer.body.flags
}

/** Says which flag and person differ; the whole round would fill the screen, and its seed is enough to see it again. */
function report({ failed, seed, errorInstance }: Pick<fc.RunDetails<unknown>, 'failed' | 'seed' | 'errorInstance'>) {
  if (failed) throw new Error(`seed ${seed}: ${String(errorInstance)}`, { cause: errorInstance })
}

const makeEvaluator = () =>
  createFlagEvaluator({ host: s.url, projectToken: s.projectToken, personalApiKey: s.personalApiKey, now: () => NOW })

/** Every flag that was decided, in the form of `/flags`. */
function decidedOf(results: FlagResults, keys: readonly string[]): [key: string, outcome: unknown][] {
  return keys.flatMap(key => {
    const { status, value, payload } = results.details(key)
    return status === 'ready' ? [[key, { value, payload }]] : []
  })
}

const toOutcome = ({ enabled, variant, metadata }: Wire[string]) => ({
  value: enabled && variant !== null ? variant : enabled,
  payload: enabled && metadata.payload !== null ? (JSON.parse(metadata.payload) as unknown) : undefined,
})

describe('flags decided on the server', () => {
  it('come out as the sandbox’s /flags says, for 10,000 generated flags and persons', async () => {
    const evaluator = makeEvaluator()
    const count = { pairs: 0, partly: 0, wholly: 0, on: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(generatedFlag(cohorts, { isForPeers: false }), { minLength: 50, maxLength: 50 }),
        fc.array(generatedPerson, { minLength: 40, maxLength: 40 }),
        generatedCompanies,
        async (flags, people, companies) => {
          const round = await arrange(flags, people, companies)
          await evaluator.reload()
          const { keys } = round
          for (const { id, person, groups } of round.people) {
            const company = person.company === undefined ? undefined : companies[person.company]
            const stored = { ...person.stored, ...person.sent }
            const given = { keys, groups, deviceId: person.deviceId, onlyLocally: true, runtime: 'all' as const }
            // What the request tells is a part of what PostHog knows: only what is certain may be decided here.
            const partly = await evaluator.evaluate(id, { ...given, personProperties: person.sent })
            const wholly = await evaluator.evaluate(id, {
              ...given,
              personProperties: stored,
              groupProperties: { company: company ?? {} },
              isComplete: true,
            })
            const wire = await askFlags({
              distinct_id: id,
              groups,
              $device_id: person.deviceId,
              person_properties: person.sent,
              flag_keys_to_evaluate: keys,
            })
            const expected = new Map(Object.entries(wire).map(([key, flag]) => [key, toOutcome(flag)]))
            const some = decidedOf(partly, keys)
            expect(some).toEqual(some.map(([key]) => [key, expected.get(key)]))
            expect(decidedOf(wholly, keys)).toEqual(
              keys.flatMap(key => (expected.has(key) ? [[key, expected.get(key)]] : [])),
            )
            for (const key of expected.keys()) expect(wholly.details(key).reason?.code).toBe(wire[key]?.reason.code)
            count.pairs += keys.length
            count.partly += some.length
            count.wholly += expected.size
            count.on += [...expected.values()].filter(({ value }) => value !== false).length
          }
        },
      ),
      { numRuns: 5, endOnFailure: true, reporter: report },
    )
    evaluator.close()
    expect(count.pairs).toBe(10_000)
    // Neither side got away with deciding nothing, or the same for all.
    expect(count.partly).toBeGreaterThan(count.wholly / 3)
    expect(count.partly).toBeLessThan(count.wholly)
    expect(count.on).toBeGreaterThan(count.wholly / 10)
    expect(count.on).toBeLessThan((count.wholly * 9) / 10)
  }, 300_000)

  it('come out as PostHog’s own Node SDK decides them from the same definitions', async () => {
    const evaluator = makeEvaluator()
    const posthog = new PostHog(s.projectToken, {
      host: s.url,
      personalApiKey: s.personalApiKey,
      enableLocalEvaluation: true,
    })
    let compared = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(generatedFlag(cohorts, { isForPeers: true }), { minLength: 50, maxLength: 50 }),
        fc.array(fc.record({ person: generatedPerson, stored: allProperties }), { minLength: 40, maxLength: 40 }),
        fc.array(allProperties, { minLength: 4, maxLength: 4 }),
        async (flags, made, companies) => {
          // Where a property is missing the SDK goes on to the next condition, which is not what /flags does: so none is.
          const people = made.map(({ person, stored }) => ({ ...person, stored }))
          const round = await arrange(flags, people, companies)
          await Promise.all([evaluator.reload(), posthog.reloadFeatureFlags()])
          for (const { id, person, groups } of round.people) {
            const company = person.company === undefined ? undefined : companies[person.company]
            const given = {
              groups,
              personProperties: person.stored as Record<string, never>,
              groupProperties: { company: (company ?? {}) as Record<string, never> },
            }
            const theirs = await posthog.getAllFlags(id, {
              ...given,
              flagKeys: [...round.keys],
              onlyEvaluateLocally: true,
            })
            const ours = await evaluator.evaluate(id, {
              ...given,
              keys: round.keys,
              isComplete: true,
              onlyLocally: true,
              runtime: 'all',
            })
            const keys = Object.keys(theirs).filter(key => ours.get(key) !== undefined)
            for (const key of keys) {
              const flag = flags[round.keys.indexOf(key)]
              if (ours.get(key) === theirs[key]) continue
              throw new Error(JSON.stringify({ ours: ours.get(key), theirs: theirs[key], flag, ...given }))
            }
            compared += keys.length
          }
        },
      ),
      { numRuns: 2, endOnFailure: true, reporter: report },
    )
    evaluator.close()
    await posthog.shutdown()
    // The SDK also lists inactive flags, as off.
    expect(compared).toBeGreaterThan(3000)
  }, 300_000)
})
