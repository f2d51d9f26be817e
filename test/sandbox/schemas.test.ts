import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { type Api, createApi, type EndpointId, endpoints, isEndpointMatch, matchEndpoint } from 'hogkit/api'
import { beforeAll, describe, expect, it } from 'vitest'
import { correct, type OpenApiDocument } from '../../scripts/openapi/corrections.mjs'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const published = await readFile(new URL('../../scripts/openapi/posthog-openapi.json', import.meta.url), 'utf8')
const document = correct(JSON.parse(published) as OpenApiDocument)
// Not strict: the document holds words of OpenAPI that are none of JSON Schema.
const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false })
ajv.addSchema(document, 'posthog')

interface Seen {
  readonly status: number
  readonly body: unknown
}

/** The first answer of every row. */
const answers = new Map<EndpointId, Seen>()

function idOf(method: string, pathname: string): EndpointId | undefined {
  if (pathname === endpoints['featureFlags.definitions'].path) return 'featureFlags.definitions'
  const match = matchEndpoint(method, pathname)
  return match && isEndpointMatch(match) ? match.id : undefined
}

/** The real `fetch`, which also keeps what came back. */
const recordingFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  const id = idOf(init?.method ?? 'GET', new URL(input as string).pathname)
  const text = await response.clone().text()
  if (id && !answers.has(id)) {
    answers.set(id, { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) })
  }
  return response
}

const ofOne = { groups: [{ properties: [], rollout_percentage: 100 }] }
const variants = [
  { key: 'control', rollout_percentage: 50 },
  { key: 'test', rollout_percentage: 50 },
]

async function persons({ persons }: Api): Promise<void> {
  const { results } = await persons.list({ search: 'ann', includeTotal: true })
  const id = results[0]?.uuid ?? ''
  await persons.get(id)
  await persons.byDistinctIds(['ann', 'nobody'])
  await persons.cohorts(id)
  await persons.values({ key: 'plan' })
  await persons.update(id, { properties: { plan: 'team' } })
  await persons.updateProperty(id, 'seats', 3)
  await persons.deleteProperty(id, 'seats')
  await persons.split(id, { distinctIdsToSplit: ['ann-phone'] })
  await persons.bulkDelete({ distinctIds: ['gone'] })
  await persons.delete((await persons.getByDistinctId('leaver')).uuid)
}

async function flags({ featureFlags }: Api): Promise<void> {
  const { id } = await featureFlags.create({ key: 'schema', name: 'A flag', filters: ofOne, tags: ['a'] })
  await featureFlags.update(id, { active: false })
  await featureFlags.get(id)
  await featureFlags.list()
  await featureFlags.activity(id)
  await featureFlags.status(id)
  await featureFlags.dependentFlags(id)
  await featureFlags.localEvaluation()
  await featureFlags.definitions({ projectToken: s.projectToken })
}

async function insightsAndDashboards({ insights, dashboards, annotations, actions }: Api): Promise<void> {
  const dashboard = await dashboards.create({ name: 'Board' })
  const source = { kind: 'HogQLQuery', query: 'select event, count() from events group by event' } as const
  const insight = await insights.create({
    name: 'Events',
    query: { kind: 'DataTableNode', source },
    dashboards: [dashboard.id],
    saved: true,
  })
  await insights.update(insight.id, { description: 'By name' })
  await insights.get(insight.id)
  await insights.list()
  await dashboards.update(dashboard.id, { pinned: true })
  await dashboards.get(dashboard.id)
  await dashboards.list()
  await dashboards.runInsights(dashboard.id)
  const annotation = await annotations.create({ content: 'Release', date_marker: '2026-01-01T00:00:00Z' })
  await annotations.update(annotation.id, { content: 'Release 2' })
  await annotations.get(annotation.id)
  await annotations.list()
  const action = await actions.create({ name: 'Pages', steps: [{ event: '$pageview' }] })
  await actions.update(action.id, { description: 'All of them' })
  await actions.get(action.id)
  await actions.list()
}

async function cohorts({ cohorts, persons }: Api): Promise<void> {
  const person = await persons.getByDistinctId('ann')
  const { id } = await cohorts.create({ name: 'Chosen', is_static: true, _create_static_person_ids: [person.uuid] })
  await cohorts.update(id, { description: 'By hand' })
  await cohorts.addPersons(id, [(await persons.getByDistinctId('bob')).uuid])
  await cohorts.persons(id)
  await cohorts.removePerson(id, person.uuid)
  await cohorts.get(id)
  await cohorts.list()
}

async function experimentsAndSurveys({ experiments, surveys }: Api): Promise<void> {
  const { id } = await experiments.create({
    name: 'Checkout',
    feature_flag_key: 'checkout-test',
    parameters: { feature_flag_variants: variants },
  })
  await experiments.update(id, { description: 'One page' })
  await experiments.launch(id)
  await experiments.pause(id)
  await experiments.resume(id)
  await experiments.shipVariant(id, { variantKey: 'test' })
  const other = await experiments.create({
    name: 'Prices',
    feature_flag_key: 'prices-test',
    parameters: { feature_flag_variants: variants },
  })
  await experiments.launch(other.id)
  await experiments.end(other.id, { conclusion: 'inconclusive' })
  await experiments.archive(other.id)
  await experiments.unarchive(other.id)
  await experiments.get(id)
  await experiments.list()
  const survey = await surveys.create({
    name: 'How is it?',
    type: 'popover',
    questions: [{ type: 'open', question: 'Why?' }],
  })
  await surveys.update(survey.id, { description: 'Short' })
  await surveys.get(survey.id)
  await surveys.list()
  await surveys.stats(survey.id)
  await surveys.delete(survey.id)
}

async function definitions({ eventDefinitions, propertyDefinitions, groups, groupTypes }: Api): Promise<void> {
  const events = await eventDefinitions.list()
  const event = events.results.find(({ name }) => name === '$pageview')?.id ?? ''
  await eventDefinitions.get(event)
  await eventDefinitions.byName('$pageview')
  await eventDefinitions.update(event, { description: 'A page' })
  await eventDefinitions.delete((await eventDefinitions.create({ name: 'planned' })).id)
  const properties = await propertyDefinitions.list({ type: 'event' })
  const property = properties.results.find(({ name }) => name === 'amount')?.id ?? ''
  await propertyDefinitions.get(property)
  await propertyDefinitions.update(property, { description: 'In euros' })
  await propertyDefinitions.delete(property)
  await groupTypes.list()
  await groups.list({ groupTypeIndex: 0 })
  await groups.find({ groupTypeIndex: 0, groupKey: 'acme' })
}

async function rest({ sessionRecordings, users, projects, query }: Api): Promise<void> {
  const { results } = await sessionRecordings.list({ dateFrom: '-30d' })
  await sessionRecordings.get(results[0]?.id ?? '')
  await sessionRecordings.update(results[0]?.id ?? '', { viewed: true })
  await sessionRecordings.delete(results[0]?.id ?? '')
  const { uuid } = await users.me()
  await users.get(uuid).catch(() => undefined)
  await users.list()
  await projects.get()
  await query.hogql('select event, timestamp, properties.amount from events')
  await query.hogql('select count() from events', undefined, { refresh: 'force_async' })
  await query.cancel('unknown')
}

beforeAll(async () => {
  const now = Date.now()
  const event = (name: string, distinctId: string, properties: object = {}) => ({
    event: name,
    distinct_id: distinctId,
    timestamp: new Date(now - 60_000).toISOString(),
    properties,
  })
  const session = '01a20e7b-1f32-747d-b4c4-3ac689e53758'
  await s.capture(
    event('$identify', 'ann', { $anon_distinct_id: 'ann-phone', $set: { email: 'ann@example.com', plan: 'pro' } }),
    event('$identify', 'bob', { $set: { email: 'bob@example.com', plan: 'free' } }),
    event('$identify', 'leaver', { $set: { email: 'leaver@example.com' } }),
    event('$pageview', 'ann', {
      $session_id: session,
      $window_id: session,
      $current_url: 'https://example.com/',
      amount: 3,
    }),
    event('$groupidentify', 'ann', { $group_type: 'company', $group_key: 'acme', $group_set: { name: 'Acme' } }),
  )
  const api = createApi({
    host: s.url,
    personalApiKey: s.personalApiKey,
    projectId: s.sandbox.projectId,
    fetch: recordingFetch,
  })
  // Each group fails by itself, so that one refusal does not hide the other rows.
  const groups = { flags, insightsAndDashboards, cohorts, experimentsAndSurveys, definitions, rest, persons }
  for (const [name, run] of Object.entries(groups)) {
    // One after the other: later ones need what earlier ones made.
    // oxlint-disable-next-line no-await-in-loop
    await run(api).catch((error: unknown) => failures.push(`${name}: ${String(error)}`))
  }
}, 120_000)
const failures: string[] = []

/** What is refused, as PostHog refuses it to everybody but staff: errors have a schema too. */
const refused: Partial<Record<EndpointId, number>> = { 'users.get': 403 }

const pointerOf = (...segments: string[]) =>
  segments.map(segment => encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')

describe("the sandbox's answers against PostHog's schemas", () => {
  it('every call is answered', () => {
    expect(failures).toEqual([])
  })

  it.each(Object.keys(endpoints) as EndpointId[])('%s', id => {
    const { method, path } = endpoints[id]
    const answer = answers.get(id)
    const name = path.replace(/:(\w+)/g, '{$1}')
    const responses = document.paths[name]?.[method.toLowerCase()]?.responses ?? {}
    const status = refused[id] ?? Number(Object.keys(responses).find(known => Number(known) === answer?.status))
    expect(answer?.status, 'the status is one of the document').toBe(status)
    const response = refused[id] === undefined ? String(status) : 'default'
    const schema = ['paths', name, method.toLowerCase(), 'responses', response, 'content', 'application/json', 'schema']
    expect(responses[response]?.content ? errorsOf(pointerOf(...schema), answer?.body) : []).toEqual([])
  })
})

function errorsOf(pointer: string, body: unknown): string[] {
  const validate = ajv.compile({ $ref: `posthog#/${pointer}` })
  validate(body)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`).slice(0, 12)
}
