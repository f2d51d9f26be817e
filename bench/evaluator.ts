/**
 * `npm run bench evaluator`: what it costs to decide all flags of a person on a server, by `createFlagEvaluator` and by posthog-node, from the same
 * definitions of one sandbox, in turns. Both decide by themselves: no request per person. Their values are compared first.
 */
import { PostHog } from 'posthog-node'
import { startSandbox } from '../src/sandbox/index.js'
import { createFlagEvaluator } from '../src/server/index.js'
import { median, printTable, short, spread } from './support/stats.js'

const FLAGS = 50
const WARM_UP = 200
const PLANS = ['free', 'pro', 'enterprise']

type Decide = (person: number) => Promise<Readonly<Record<string, unknown>>>

/** @param flags `rounds` turns of `requests` persons each. */
export async function run(flags: { rounds: string; requests: string }): Promise<void> {
  const persons = Number(flags.requests) * 10
  const sandbox = await startSandbox({ port: 0 })
  const { url: host, projectToken, projectId, personalApiKey } = sandbox
  const evaluator = createFlagEvaluator({ host, projectToken, projectId, personalApiKey })
  const posthog = new PostHog(projectToken, { host, personalApiKey, enableLocalEvaluation: true })
  try {
    for (let index = 0; index < FLAGS; index++) await create(`${host}/api/projects/${projectId}`, personalApiKey, index)
    await Promise.all([evaluator.ready(), posthog.reloadFeatureFlags()])
    const contestants: Record<string, Decide> = {
      hogkit: async person =>
        (
          await evaluator.evaluate(id(person), {
            personProperties: propertiesOf(person),
            isComplete: true,
            onlyLocally: true,
          })
        ).all(),
      'posthog-node': person =>
        posthog.getAllFlags(id(person), { personProperties: propertiesOf(person), onlyEvaluateLocally: true }),
    }
    const wrong = await compare(contestants)
    const times = new Map(Object.keys(contestants).map(name => [name, [] as number[]]))
    for (let round = 0; round < Number(flags.rounds); round++) {
      for (const [name, decide] of Object.entries(contestants)) {
        for (let person = 0; person < WARM_UP; person++) await decide(person)
        const begun = performance.now()
        for (let person = 0; person < persons; person++) await decide(person)
        times.get(name)?.push(((performance.now() - begun) * 1000) / persons)
      }
    }
    report(times, persons, wrong)
  } finally {
    evaluator.close()
    await posthog.shutdown()
    await sandbox.close()
  }
}

const id = (person: number): string => `person-${person}`
const propertiesOf = (person: number): Record<string, string> => ({
  plan: PLANS[person % 3] ?? '',
  email: `${person}@${person % 2 ? 'acme.example' : 'else.example'}`,
  seats: String(person % 40),
})

/** A flag of one of five kinds: a share, a property, two conditions, variants, a comparison. */
async function create(project: string, key: string, index: number): Promise<void> {
  const is = (name: string, value: unknown, operator = 'exact') => ({ key: name, value, operator, type: 'person' })
  const group = (share: number, ...properties: object[]) => ({ properties, rollout_percentage: share })
  const kinds = [
    { groups: [group(50)] },
    { groups: [group(100, is('plan', ['pro', 'enterprise']))] },
    { groups: [group(100, is('email', '@acme.example', 'icontains')), group(20)] },
    {
      groups: [group(80)],
      multivariate: { variants: ['a', 'b'].map(name => ({ key: name, rollout_percentage: 50 })) },
    },
    { groups: [group(100, is('seats', '10', 'gt'), is('plan', 'free', 'is_not'))] },
  ]
  const answer = await fetch(`${project}/feature_flags/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ key: `flag-${index}`, filters: kinds[index % kinds.length] }),
  })
  if (!answer.ok) throw new Error(`flag-${index}: ${answer.status} ${await answer.text()}`)
}

/** How many of a hundred persons' flags come out differently. */
async function compare(contestants: Readonly<Record<string, Decide>>): Promise<number> {
  let wrong = 0
  for (let person = 0; person < 100; person++) {
    const [first = {}, ...others] = await Promise.all(Object.values(contestants).map(decide => decide(person)))
    const keys = Array.from({ length: FLAGS }, (_, index) => `flag-${index}`)
    for (const other of others)
      wrong += keys.filter(key => first[key] === undefined || first[key] !== other[key]).length
  }
  return wrong
}

function report(times: ReadonlyMap<string, number[]>, persons: number, wrong: number): void {
  const floor = median(times.get('posthog-node') ?? [])
  console.log(
    `\n${FLAGS} flags for each of ${persons} persons a round, node ${process.version}; median of the rounds (min-max)\n`,
  )
  printTable(
    ['decided by', 'µs a person', 'µs a flag', '÷ posthog-node'],
    [...times].map(([name, all]) => [name, spread(all), short(median(all) / FLAGS), (median(all) / floor).toFixed(2)]),
  )
  console.log(`\nValues that differ: ${wrong}`)
}
