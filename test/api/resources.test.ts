import { type Api, createApi, type EndpointId, endpoints } from 'hogkit/api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { json, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

let server: RecordingServer
beforeEach(async () => {
  server = await startRecordingServer()
})
afterEach(() => server.close())
const connect = () => createApi({ host: server.url, personalApiKey: 'phx_test_0123456789', projectId: 7 })

const uuid = '01a20e7b-1f32-747d-b4c4-3ac689e53758'
const filters = { groups: [{ rollout_percentage: 50 }] }
const insight = { kind: 'DataTableNode', source: { kind: 'HogQLQuery', query: 'select 1' } } as const

/** A call for every row of the table: a row without one does not compile. The path is below `/api/projects/7`, or whole. */
const calls: Record<EndpointId, readonly [(api: Api) => Promise<unknown>, path: string, body?: unknown]> = {
  'persons.list': [api => api.persons.list({ search: 'ann', limit: 5 }), '/persons/?search=ann&limit=5'],
  'persons.get': [api => api.persons.get(uuid), `/persons/${uuid}/`],
  'persons.update': [
    api => api.persons.update(12, { properties: { plan: 'pro' } }),
    '/persons/12/',
    { properties: { plan: 'pro' } },
  ],
  'persons.delete': [api => api.persons.delete(12, { deleteEvents: true }), '/persons/12/?delete_events=true'],
  'persons.updateProperty': [
    api => api.persons.updateProperty(12, 'plan', null),
    '/persons/12/update_property/',
    { key: 'plan', value: null },
  ],
  'persons.deleteProperty': [
    api => api.persons.deleteProperty(12, 'plan'),
    '/persons/12/delete_property/',
    { $unset: 'plan' },
  ],
  'persons.split': [
    api => api.persons.split(12, { mainDistinctId: 'ann' }),
    '/persons/12/split/',
    { main_distinct_id: 'ann' },
  ],
  'persons.bulkDelete': [
    api => api.persons.bulkDelete({ distinctIds: ['a'], deleteEvents: true }),
    '/persons/bulk_delete/',
    { distinct_ids: ['a'], delete_events: true },
  ],
  'persons.byDistinctIds': [
    api => api.persons.byDistinctIds(['a', 'b', 'a']),
    '/persons/batch_by_distinct_ids/',
    { distinct_ids: ['a', 'b'] },
  ],
  'persons.cohorts': [api => api.persons.cohorts(12), '/persons/cohorts/?person_id=12'],
  'persons.values': [
    api => api.persons.values({ key: 'plan', value: 'p' }).catch(() => undefined),
    '/persons/values/?key=plan&value=p',
  ],
  'featureFlags.list': [
    api => api.featureFlags.list({ createdById: 3, tags: ['a', 'b'] }),
    '/feature_flags/?created_by_id=3&tags=["a","b"]',
  ],
  'featureFlags.create': [
    api => api.featureFlags.create({ key: 'beta', filters }),
    '/feature_flags/',
    { key: 'beta', filters },
  ],
  'featureFlags.get': [api => api.featureFlags.get(4), '/feature_flags/4/'],
  'featureFlags.update': [
    api => api.featureFlags.update(4, { active: false, version: 2 }),
    '/feature_flags/4/',
    { active: false, version: 2 },
  ],
  'featureFlags.definitions': [
    api => api.featureFlags.definitions({ projectToken: 'phc_x' }),
    '/flags/definitions?token=phc_x&send_cohorts=true',
  ],
  'featureFlags.localEvaluation': [
    api => api.featureFlags.localEvaluation(),
    '/feature_flags/local_evaluation/?send_cohorts=true',
  ],
  'featureFlags.activity': [api => api.featureFlags.activity(4, { page: 2 }), '/feature_flags/4/activity/?page=2'],
  'featureFlags.status': [api => api.featureFlags.status(4), '/feature_flags/4/status/'],
  'featureFlags.dependentFlags': [api => api.featureFlags.dependentFlags(4), '/feature_flags/4/dependent_flags/'],
  'insights.list': [
    api => api.insights.list({ insight: 'SQL', createdDateFrom: '-7d', saved: true }),
    '/insights/?insight=SQL&created_date_from=-7d&saved=true',
  ],
  'insights.create': [
    api => api.insights.create({ name: 'One', query: insight }),
    '/insights/',
    { name: 'One', query: insight },
  ],
  'insights.get': [
    api => api.insights.get({ id: 4, refresh: 'blocking', fromDashboard: 2 }),
    '/insights/4/?refresh=blocking&from_dashboard=2',
  ],
  'insights.update': [api => api.insights.update(4, { name: 'Two' }), '/insights/4/', { name: 'Two' }],
  'dashboards.list': [api => api.dashboards.list({ search: 'a' }), '/dashboards/?search=a'],
  'dashboards.create': [api => api.dashboards.create({ name: 'One' }), '/dashboards/', { name: 'One' }],
  'dashboards.get': [
    api => api.dashboards.get({ id: 4, filtersOverride: { date_from: '-7d' } }),
    '/dashboards/4/?filters_override={"date_from":"-7d"}',
  ],
  'dashboards.update': [api => api.dashboards.update(4, { pinned: true }), '/dashboards/4/', { pinned: true }],
  'dashboards.runInsights': [
    api => api.dashboards.runInsights({ id: 4, refresh: 'blocking', outputFormat: 'json' }),
    '/dashboards/4/run_insights/?refresh=blocking&output_format=json',
  ],
  'annotations.list': [api => api.annotations.list({ search: 'a' }), '/annotations/?search=a'],
  'annotations.create': [api => api.annotations.create({ content: 'A' }), '/annotations/', { content: 'A' }],
  'annotations.get': [api => api.annotations.get(4), '/annotations/4/'],
  'annotations.update': [api => api.annotations.update(4, { content: 'B' }), '/annotations/4/', { content: 'B' }],
  'cohorts.list': [api => api.cohorts.list({ search: 'a' }), '/cohorts/?search=a'],
  'cohorts.create': [
    api => api.cohorts.create({ name: 'A', is_static: true }),
    '/cohorts/',
    { name: 'A', is_static: true },
  ],
  'cohorts.get': [api => api.cohorts.get(4), '/cohorts/4/'],
  'cohorts.update': [api => api.cohorts.update(4, { name: 'B' }), '/cohorts/4/', { name: 'B' }],
  'cohorts.persons': [api => api.cohorts.persons(4, { limit: 2 }), '/cohorts/4/persons/?limit=2'],
  'cohorts.addPersons': [
    api => api.cohorts.addPersons(4, [uuid]),
    '/cohorts/4/add_persons_to_static_cohort/',
    { person_ids: [uuid] },
  ],
  'cohorts.removePerson': [
    api => api.cohorts.removePerson(4, uuid),
    '/cohorts/4/remove_person_from_static_cohort/',
    { person_id: uuid },
  ],
  'experiments.list': [
    api => api.experiments.list({ featureFlagId: 3, status: 'running' }),
    '/experiments/?feature_flag_id=3&status=running',
  ],
  'experiments.create': [
    api => api.experiments.create({ name: 'A', feature_flag_key: 'a' }),
    '/experiments/',
    { name: 'A', feature_flag_key: 'a' },
  ],
  'experiments.get': [api => api.experiments.get(4), '/experiments/4/'],
  'experiments.update': [api => api.experiments.update(4, { name: 'B' }), '/experiments/4/', { name: 'B' }],
  'experiments.launch': [api => api.experiments.launch(4), '/experiments/4/launch/', {}],
  'experiments.pause': [api => api.experiments.pause(4), '/experiments/4/pause/', {}],
  'experiments.resume': [api => api.experiments.resume(4), '/experiments/4/resume/', {}],
  'experiments.end': [
    api => api.experiments.end(4, { conclusion: 'won', conclusionComment: 'By far.' }),
    '/experiments/4/end/',
    { conclusion: 'won', conclusion_comment: 'By far.' },
  ],
  'experiments.archive': [api => api.experiments.archive(4), '/experiments/4/archive/', {}],
  'experiments.unarchive': [api => api.experiments.unarchive(4), '/experiments/4/unarchive/', {}],
  'experiments.shipVariant': [
    api => api.experiments.shipVariant(4, { variantKey: 'test' }),
    '/experiments/4/ship_variant/',
    { variant_key: 'test' },
  ],
  'surveys.list': [api => api.surveys.list({ archived: false }), '/surveys/?archived=false'],
  'surveys.create': [
    api => api.surveys.create({ name: 'A', type: 'popover' }),
    '/surveys/',
    { name: 'A', type: 'popover' },
  ],
  'surveys.get': [api => api.surveys.get(uuid), `/surveys/${uuid}/`],
  'surveys.update': [api => api.surveys.update(uuid, { archived: true }), `/surveys/${uuid}/`, { archived: true }],
  'surveys.delete': [api => api.surveys.delete(uuid), `/surveys/${uuid}/`],
  'surveys.stats': [
    api => api.surveys.stats({ id: uuid, dateFrom: '2026-01-01' }),
    `/surveys/${uuid}/stats/?date_from=2026-01-01`,
  ],
  'actions.list': [api => api.actions.list({ offset: 100 }), '/actions/?offset=100'],
  'actions.create': [
    api => api.actions.create({ name: 'A', steps: [{ event: 'a' }] }),
    '/actions/',
    { name: 'A', steps: [{ event: 'a' }] },
  ],
  'actions.get': [api => api.actions.get(4), '/actions/4/'],
  'actions.update': [api => api.actions.update(4, { name: 'B' }), '/actions/4/', { name: 'B' }],
  'sessionRecordings.list': [
    api => api.sessionRecordings.list({ personUuid: uuid, sessionIds: ['s'] }),
    `/session_recordings/?person_uuid=${uuid}&session_ids=["s"]`,
  ],
  'sessionRecordings.get': [api => api.sessionRecordings.get('s'), '/session_recordings/s/'],
  'sessionRecordings.update': [
    api => api.sessionRecordings.update('s', { viewed: true, player_metadata: { id: 's' } }),
    '/session_recordings/s/',
    { viewed: true, player_metadata: { id: 's' } },
  ],
  'sessionRecordings.delete': [api => api.sessionRecordings.delete('s'), '/session_recordings/s/'],
  'users.list': [api => api.users.list({ isStaff: false }), '/api/users/?is_staff=false'],
  'users.get': [api => api.users.get(uuid), `/api/users/${uuid}/`],
  'users.me': [api => api.users.me(), '/api/users/@me/'],
  'eventDefinitions.list': [
    api => api.eventDefinitions.list({ eventType: 'event_custom', ordering: '-last_seen_at' }),
    '/event_definitions/?event_type=event_custom&ordering=-last_seen_at',
  ],
  'eventDefinitions.create': [api => api.eventDefinitions.create({ name: 'a' }), '/event_definitions/', { name: 'a' }],
  'eventDefinitions.get': [api => api.eventDefinitions.get(uuid), `/event_definitions/${uuid}/`],
  'eventDefinitions.byName': [
    api => api.eventDefinitions.byName('$pageview'),
    '/event_definitions/by_name/?name=$pageview',
  ],
  'eventDefinitions.update': [
    api => api.eventDefinitions.update(uuid, { verified: true }),
    `/event_definitions/${uuid}/`,
    { verified: true },
  ],
  'eventDefinitions.delete': [api => api.eventDefinitions.delete(uuid), `/event_definitions/${uuid}/`],
  'propertyDefinitions.list': [
    api => api.propertyDefinitions.list({ type: 'person', isNumerical: true }),
    '/property_definitions/?type=person&is_numerical=true',
  ],
  'propertyDefinitions.get': [api => api.propertyDefinitions.get(uuid), `/property_definitions/${uuid}/`],
  'propertyDefinitions.update': [
    api => api.propertyDefinitions.update(uuid, { property_type: 'Numeric' }),
    `/property_definitions/${uuid}/`,
    { property_type: 'Numeric' },
  ],
  'propertyDefinitions.delete': [api => api.propertyDefinitions.delete(uuid), `/property_definitions/${uuid}/`],
  'groups.list': [api => api.groups.list({ groupTypeIndex: 0, cursor: 'c' }), '/groups/?group_type_index=0&cursor=c'],
  'groups.find': [
    api => api.groups.find({ groupTypeIndex: 0, groupKey: 'acme' }),
    '/groups/find/?group_type_index=0&group_key=acme',
  ],
  'groupTypes.list': [api => api.groupTypes.list(), '/groups_types/'],
  'query.run': [api => api.query.hogql('select 1'), '/query/', { query: { kind: 'HogQLQuery', query: 'select 1' } }],
  'query.status': [api => api.query.status('q'), '/query/q/?show_progress=true'],
  'query.cancel': [api => api.query.cancel('q'), '/query/q/'],
  'projects.get': [api => api.projects.get(), '/'],
}

describe('the methods of an Api', () => {
  it.each(Object.entries(calls))('%s asks its row', async (id, [call, path, body]) => {
    await call(connect())
    const { method, url, body: sent } = server.only()
    expect(method).toBe(endpoints[id as EndpointId].method)
    expect(decodeURIComponent(url)).toBe(/^\/(api|flags)\//.test(path) ? path : `/api/projects/7${path}`)
    expect(sent.toString() ? JSON.parse(sent.toString()) : undefined).toEqual(body)
  })

  it.each(Object.values(endpoints))('$id is called api.$id', ({ id }) => {
    const [resource = '', action = ''] = id.split('.')
    const methods = (connect() as unknown as Record<string, Record<string, unknown>>)[resource]
    // A HogQL query and any other: `query.run` has both.
    expect(methods?.[action]).toBeTypeOf('function')
  })

  const softDeleted = Object.values(endpoints).filter(row => 'softDelete' in row)

  it.each(softDeleted)('$id deletes and restores by PATCH', async ({ id }) => {
    const resource = id.split('.')[0] as 'insights'
    await connect()[resource].delete(4)
    await connect()[resource].restore(4)
    expect(server.requests.map(({ method, body }) => [method, body.toString()])).toEqual([
      ['PATCH', '{"deleted":true}'],
      ['PATCH', '{"deleted":false}'],
    ])
  })
})

describe('lists', () => {
  it.each([
    ['offset', '?limit=2&offset=2', '?limit=2&offset=4'],
    ['cursor', '?cursor=abc', '?cursor=def'],
    ['page', '?page=2', '?page=3'],
  ])('go on by %s, keep their filters, and never follow a foreign host', async (_, second, third) => {
    const pages = [second, third, null]
    server.answer((_request, response) => {
      const index = server.requests.length - 1
      const next = pages[index]
      json(response, 200, {
        results: [index],
        next: next ? `https://elsewhere.example/other/${next}` : null,
        previous: null,
      })
    })
    const found: unknown[] = []
    for await (const item of connect().insights.iterate({ search: 'a' })) found.push(item)
    expect(found).toEqual([0, 1, 2])
    expect(server.requests.map(({ url }) => new URL(url, server.url).pathname)).toEqual(
      Array.from({ length: 3 }, () => '/api/projects/7/insights/'),
    )
    const queries = server.requests.map(({ url }) => Object.fromEntries(new URL(url, server.url).searchParams))
    expect(queries[2]).toEqual({ search: 'a', ...Object.fromEntries(new URLSearchParams(third)) })
  })

  it('ask for more distinct ids than PostHog reads at a time in several requests', async () => {
    server.answer((request, response) => {
      const { distinct_ids: ids } = JSON.parse(request.body.toString()) as { distinct_ids: string[] }
      json(response, 200, { results: Object.fromEntries(ids.map(id => [id, { distinct_ids: [id] }])) })
    })
    const persons = await connect().persons.byDistinctIds(Array.from({ length: 450 }, (_, index) => `id-${index}`))
    expect(Object.keys(persons)).toHaveLength(450)
    expect(server.requests).toHaveLength(3)
  })

  it('read the values of a property in both shapes that PostHog has had', async () => {
    const api = connect()
    server.answer((_request, response) => json(response, 200, [{ name: 'pro' }]))
    expect(await api.persons.values({ key: 'plan' })).toEqual(['pro'])
    server.answer((_request, response) => json(response, 200, { results: [{ name: 'pro' }], refreshing: false }))
    expect(await api.persons.values({ key: 'plan' })).toEqual(['pro'])
  })
})
