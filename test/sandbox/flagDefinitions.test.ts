import { createApi } from 'hogkit/api'
import { beforeAll, describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

interface Definitions {
  flags: { id: number; key: string; filters: { groups: { properties: Record<string, unknown>[] }[] } }[]
  group_type_mapping: Record<string, string>
  cohorts: object
}

const s = useSandbox()
const everybody = { groups: [{ properties: [], rollout_percentage: 100 }] }
const publicPath = () => `/flags/definitions?token=${s.projectToken}&send_cohorts`
const privatePath = 'feature_flags/local_evaluation/?send_cohorts'
const dependsOn = (id: number) => ({
  groups: [{ properties: [{ key: String(id), type: 'flag', operator: 'flag_evaluates_to', value: true }] }],
})
const create = async (body: object) => {
  const answer = await s.send<{ id: number }>('POST', 'feature_flags/', { filters: everybody, ...body })
  expect(answer.status).toBe(201)
  return answer.body.id
}

beforeAll(async () => {
  const base = await create({ key: 'base' })
  const middle = await create({ key: 'middle', filters: dependsOn(base) })
  await create({ key: 'top', filters: dependsOn(middle) })
  await create({ key: 'paused', active: false })
  await create({ key: 'config', is_remote_configuration: true })
  const gone = await create({ key: 'gone' })
  await s.send('PATCH', `feature_flags/${gone}/`, { deleted: true })
  await s.capture({ event: 'x', distinct_id: 'somebody', properties: { $groups: { company: 'acme' } } })
})

describe('flag definitions for local evaluation', () => {
  it('are the same at every address: every flag that is not deleted or remote configuration, and the group types', async () => {
    const { status, body } = await s.get<Definitions>(publicPath())
    expect(status).toBe(200)
    expect(body.flags.map(flag => flag.key)).toEqual(['base', 'middle', 'top', 'paused'])
    expect(body).toMatchObject({ group_type_mapping: { 0: 'company' }, cohorts: {}, minimal_flag_called_events: false })
    expect(body.flags[0]).toEqual({
      id: 1,
      team_id: 1,
      name: '',
      key: 'base',
      filters: everybody,
      deleted: false,
      active: true,
      ensure_experience_continuity: false,
      has_encrypted_payloads: false,
      version: 1,
      evaluation_runtime: 'all',
      bucketing_identifier: null,
      evaluation_contexts: [],
    })
    expect((await s.get(privatePath)).body).toEqual(body)
    expect((await s.get(`/api/feature_flag/local_evaluation/?token=${s.projectToken}&send_cohorts`)).body).toEqual(body)
  })

  it('name the flags that a flag depends on by key, in the order to decide them', async () => {
    const { flags } = (await s.get<Definitions>(publicPath())).body
    const property = (key: string) => flags.find(flag => flag.key === key)?.filters.groups[0]?.properties[0]
    expect(property('middle')).toMatchObject({ key: 'base', dependency_chain: ['base'] })
    expect(property('top')).toMatchObject({ key: 'middle', dependency_chain: ['base', 'middle'] })
  })

  it.each([
    ['public', publicPath],
    ['private', () => privatePath],
  ])('answer 304 to the ETag they came with until a flag changes (%s)', async (_name, path) => {
    const first = await s.get(path())
    const etag = first.headers.get('ETag') ?? ''
    expect(etag).toMatch(/^"[\w-]{32}"$/)
    const ask = (ifNoneMatch: string) => s.get<Definitions>(path(), { headers: { 'If-None-Match': ifNoneMatch } })
    const again = await ask(etag)
    expect([again.status, again.body, again.headers.get('ETag')]).toEqual([304, '', etag])
    expect((await ask(`"other", W/${etag}`)).status).toBe(304)
    expect((await ask('"other"')).status).toBe(200)
    await s.send('PATCH', 'feature_flags/1/', { name: `changed ${_name}` })
    const changed = await ask(etag)
    expect(changed.status).toBe(200)
    expect(changed.headers.get('ETag')).not.toBe(etag)
  })

  it('are refused without a key, with a wrong one, with one that may not, and for another project', async () => {
    const denied = await s.sandbox.createPersonalApiKey({ scopes: ['person:read'] })
    expect((await s.get(publicPath(), { key: null })).status).toBe(401)
    expect((await s.get(publicPath(), { key: 'phx_wrong' })).status).toBe(401)
    expect((await s.get(publicPath(), { key: denied })).body).toMatchObject({ code: 'permission_denied' })
    expect((await s.get(privatePath, { key: denied })).status).toBe(403)
    const other = await s.get('/flags/definitions?token=phc_other')
    expect([other.status, other.body]).toMatchObject([401, { type: 'authentication_error' }])
    expect((await s.send('POST', publicPath(), {})).status).toBe(405)
    const page = await s.get(publicPath(), { headers: { Origin: 'https://evil.example' } })
    expect(page.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  it('come through the typed client', async () => {
    const api = createApi({ host: s.url, personalApiKey: s.personalApiKey, projectId: s.sandbox.projectId })
    const { flags, group_type_mapping } = await api.featureFlags.localEvaluation()
    expect(flags.map(flag => flag.key)).toContain('top')
    expect(group_type_mapping).toEqual({ 0: 'company' })
    const { projectToken } = s
    expect((await api.featureFlags.definitions({ projectToken })).flags).toEqual(flags)
    await expect(api.featureFlags.definitions({ projectToken: 'phc_other' })).rejects.toMatchObject({ status: 401 })
  })

  it('cannot be asked by token through a proxy, and the error says where they can', async () => {
    const api = createApi({ baseUrl: `${s.url}/api/posthog` })
    await expect(api.featureFlags.definitions({ projectToken: s.projectToken })).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining('createFlagEvaluator'),
    })
  })
})
