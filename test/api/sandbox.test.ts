import { createApi } from 'hogkit/api'
import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const sandbox = useSandbox()
const connect = (personalApiKey = sandbox.personalApiKey) =>
  createApi({ host: sandbox.url, personalApiKey, projectId: sandbox.sandbox.projectId })

const event = (distinctId: string, properties: object = {}) => ({
  event: 'file uploaded',
  distinct_id: distinctId,
  properties,
})

/** PostHog answers an event before it is stored; it is there within a moment. */
const soon = <TValue>(read: () => Promise<TValue>) => expect.poll(read, { timeout: 5000, interval: 50 })

describe('the client against a PostHog', () => {
  it('tells who owns the key and which project this is', async () => {
    const api = connect()
    expect(await api.users.me()).toMatchObject({ email: expect.any(String), uuid: expect.any(String) })
    const project = await api.projects.get()
    expect(project).toMatchObject({
      id: sandbox.sandbox.projectId,
      api_token: sandbox.projectToken,
      timezone: expect.any(String),
    })
    const current = createApi({ host: sandbox.url, personalApiKey: sandbox.personalApiKey })
    expect((await current.projects.get()).id).toBe(project.id)
  })

  it('reads what was captured by HogQL, with values kept apart from the query', async () => {
    const distinctId = "o'brien{x}--"
    await sandbox.capture(event(distinctId, { size: 7 }))
    const api = connect()
    await soon(async () => {
      const { results } = await api.query.hogql<[string, number]>(
        'select event, properties.size from events where distinct_id = {id}',
        { id: distinctId },
      )
      return results.length
    }).toBe(1)
    const answer = await api.query.hogql('select event from events where distinct_id = {id}', { id: distinctId })
    expect(answer).toMatchObject({ results: [['file uploaded']], columns: ['event'], hasMore: false })
  })

  it('says where a query is wrong', async () => {
    const wrong = connect().query.hogql('select event,\n       nonsense\nfrom events')
    await expect(wrong).rejects.toMatchObject({ name: 'QueryError', status: 400, line: 2, column: 8 })
  })

  it('walks the persons of a list, page by page', async () => {
    const ids = Array.from({ length: 7 }, (_, index) => `walker-${index}`)
    await sandbox.capture(...ids.map(id => event(id, { $set: { email: `${id}@walkers.example` } })))
    const api = connect()
    await soon(async () => (await api.persons.list({ search: '@walkers.example' })).results.length).toBe(7)
    const found: string[] = []
    let pages = 0
    for await (const page of api.persons.pages({ search: '@walkers.example', limit: 3 })) {
      pages += 1
      found.push(...page.results.flatMap(person => person.distinct_ids))
    }
    expect(found.sort()).toEqual(ids)
    expect(pages).toBeGreaterThanOrEqual(3)
  })

  it('finds one person by id, uuid and distinct id, and says when there is none', async () => {
    await sandbox.capture(event('ann', { $set: { email: 'ann@example.com' } }))
    const api = connect()
    await soon(() => api.persons.getByDistinctId('ann').then(person => person.properties['email'])).toBe(
      'ann@example.com',
    )
    const person = await api.persons.getByDistinctId('ann')
    expect(await api.persons.get(person.uuid)).toEqual(person)
    expect(await api.persons.get(person.id)).toEqual(person)
    expect((await api.persons.list({ email: 'ann@example.com' })).results).toHaveLength(1)
    await expect(api.persons.get('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      name: 'NotFoundError',
    })
    await expect(api.persons.getByDistinctId('nobody')).rejects.toMatchObject({ name: 'NotFoundError' })
  })

  it('creates, changes, deletes and restores a flag', async () => {
    const { featureFlags } = connect()
    const flag = await featureFlags.create({
      key: 'api-life',
      name: 'A life',
      filters: { groups: [{ rollout_percentage: 100 }] },
    })
    expect(flag).toMatchObject({ key: 'api-life', active: true, deleted: false })
    expect(await featureFlags.update(flag.id, { active: false })).toMatchObject({ active: false })
    expect((await featureFlags.get(flag.id)).version).toBeGreaterThan(flag.version)
    await featureFlags.delete(flag.id)
    expect((await featureFlags.list({ search: 'api-life' })).results).toEqual([])
    await featureFlags.restore(flag.id)
    expect((await featureFlags.list({ search: 'api-life' })).results.map(({ id }) => id)).toEqual([flag.id])
  })

  it('says which field of a flag is wrong, and that somebody else was faster', async () => {
    const { featureFlags } = connect()
    const flag = await featureFlags.create({ key: 'api-errors', filters: { groups: [{ rollout_percentage: 0 }] } })
    const twice = featureFlags.create({ key: 'api-errors', filters: { groups: [{ rollout_percentage: 0 }] } })
    await expect(twice).rejects.toMatchObject({ name: 'ValidationError', attr: 'key', posthog: { code: 'unique' } })
    await featureFlags.update(flag.id, { name: 'Theirs' })
    const late = featureFlags.update(flag.id, { name: 'Mine', version: flag.version, original_flag: flag })
    await expect(late).rejects.toMatchObject({ name: 'ConflictError', status: 409 })
  })

  it('tells a wrong key from a key without the scope', async () => {
    await expect(connect('phx_unknown_0123456789').users.me()).rejects.toMatchObject({ name: 'AuthenticationError' })
    const key = await sandbox.sandbox.createPersonalApiKey({ scopes: ['person:read'] })
    await expect(connect(key).persons.list()).resolves.toMatchObject({ results: expect.any(Array) })
    await expect(connect(key).featureFlags.list()).rejects.toMatchObject({
      name: 'PermissionError',
      scope: 'feature_flag:read',
    })
  })
})
