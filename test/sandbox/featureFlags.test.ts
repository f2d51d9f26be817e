import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

interface Flag {
  id: number
  key: string
  version: number
  filters: Record<string, unknown>
  [name: string]: unknown
}

const s = useSandbox()
const everybody = { groups: [{ properties: [], rollout_percentage: 100 }] }
const create = (body: object) => s.send<Flag>('POST', 'feature_flags/', body)
const patch = (id: number, body: object) => s.send<Flag>('PATCH', `feature_flags/${id}/`, body)

async function created(body: object): Promise<Flag> {
  const answer = await create({ filters: everybody, ...body })
  expect(answer.status).toBe(201)
  return answer.body
}

describe('a feature flag', () => {
  it('is created with what was sent and what PostHog adds', async () => {
    const flag = await created({ key: 'new-nav', name: 'New navigation', tags: ['nav', 'nav'] })
    expect(flag).toMatchObject({
      key: 'new-nav',
      name: 'New navigation',
      active: true,
      deleted: false,
      version: 1,
      tags: ['nav'],
      filters: everybody,
      created_by: { email: 'sandbox@localhost' },
      evaluation_runtime: 'all',
      status: 'ACTIVE',
    })
    expect((await s.get(`feature_flags/${flag.id}/`)).body).toEqual(flag)
  })

  it('is changed field by field, and its version counts up', async () => {
    const flag = await created({ key: 'steps' })
    const off = await patch(flag.id, { active: false })
    expect(off.body).toMatchObject({ active: false, version: 2, key: 'steps', filters: everybody, status: 'INACTIVE' })
    const kept = await patch(flag.id, { filters: { payloads: { true: '1' } } })
    expect(kept.body.filters).toEqual(everybody)
    const put = await s.send<Flag>('PUT', `feature_flags/${flag.id}/`, { name: 'Put' })
    expect(put.body).toMatchObject({ name: 'Put', version: 4 })
  })

  it('is deleted by PATCH only, vanishes, and comes back', async () => {
    const flag = await created({ key: 'short-lived' })
    const hard = await s.send('DELETE', `feature_flags/${flag.id}/`)
    expect(hard.status).toBe(405)
    expect(hard.body).toBe('')
    expect((await patch(flag.id, { deleted: true })).body['deleted']).toBe(true)
    expect((await s.get(`feature_flags/${flag.id}/`)).status).toBe(404)
    expect((await patch(flag.id, { name: 'x' })).status).toBe(404)
    const list = await s.get<{ results: Flag[] }>('feature_flags/?search=short-lived')
    expect(list.body.results).toEqual([])
    const twin = await created({ key: 'short-lived' })
    expect((await patch(flag.id, { deleted: false })).body).toMatchObject({ code: 'unique', attr: 'key' })
    await patch(twin.id, { deleted: true })
    expect((await patch(flag.id, { deleted: false })).status).toBe(200)
    expect((await s.get(`feature_flags/${flag.id}/`)).status).toBe(200)
  })

  it('stores payloads as JSON text', async () => {
    const flag = await created({ key: 'payload', filters: { ...everybody, payloads: { true: { color: 'blue' } } } })
    expect(flag.filters['payloads']).toEqual({ true: '{"color":"blue"}' })
    const again = await patch(flag.id, { filters: flag.filters })
    expect(again.body.filters['payloads']).toEqual({ true: '{"color":"blue"}' })
  })

  it('refuses a write by somebody who saw an older version of what they change', async () => {
    const flag = await created({ key: 'edited' })
    await patch(flag.id, { name: 'by one' })
    const original = { version: flag.version, original_flag: flag }
    const lost = await patch(flag.id, { ...original, name: 'by the other' })
    expect(lost.status).toBe(409)
    expect(lost.body).toMatchObject({ type: 'server_error', code: 'conflict', attr: null })
    // What the other one did not touch may still be changed, and so may anything when no version is named.
    expect((await patch(flag.id, { ...original, active: false })).status).toBe(200)
    expect((await patch(flag.id, { version: -1, original_flag: flag, name: 'forced' })).status).toBe(200)
    expect((await patch(flag.id, { name: 'without' })).status).toBe(200)
  })
})

describe('at the same time', () => {
  it('one of five creates with one key wins, the others are told', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ key: 'raced', filters: everybody })))
    expect(answers.map(answer => answer.status).toSorted((left, right) => left - right)).toEqual([
      201, 400, 400, 400, 400,
    ])
  })

  it('changes of different fields are all kept', async () => {
    const flag = await created({ key: 'crowded' })
    await Promise.all([
      patch(flag.id, { name: 'Crowded' }),
      patch(flag.id, { active: false }),
      patch(flag.id, { tags: ['a'] }),
    ])
    const { body } = await s.get(`feature_flags/${flag.id}/`)
    expect(body).toMatchObject({ name: 'Crowded', active: false, tags: ['a'], version: 4 })
  })
})

describe('refuses', () => {
  const person = (extra: object) => ({
    groups: [{ properties: [{ key: 'email', type: 'person', value: 'x', ...extra }] }],
  })
  const variants = (...list: object[]) => ({ ...everybody, multivariate: { variants: list } })
  it.each<[string, object, { code: string; attr: string | null }]>([
    ['no key', { key: undefined }, { code: 'required', attr: 'key' }],
    ['an empty key', { key: '' }, { code: 'blank', attr: 'key' }],
    ['a key with spaces', { key: 'a b' }, { code: 'invalid_key', attr: 'key' }],
    ['a key that is a number', { key: 5 }, { code: 'blank', attr: 'key' }],
    ['no condition', { filters: { groups: [] } }, { code: 'invalid_input', attr: 'filters' }],
    ['filters that are a list', { filters: [] }, { code: 'invalid_input', attr: 'filters' }],
    ['101 percent', { filters: { groups: [{ rollout_percentage: 101 }] } }, { code: 'invalid_input', attr: 'filters' }],
    [
      'a percentage in words',
      { filters: { groups: [{ rollout_percentage: '50' }] } },
      { code: 'invalid_input', attr: 'filters' },
    ],
    ['an unknown operator', { filters: person({ operator: 'between' }) }, { code: 'invalid_input', attr: 'filters' }],
    [
      'a broken regex',
      { filters: person({ operator: 'regex', value: '(' }) },
      { code: 'invalid_input', attr: 'filters' },
    ],
    ['a missing value', { filters: person({ value: null }) }, { code: 'invalid_input', attr: 'filters' }],
    [
      'group properties on a person flag',
      { filters: person({ type: 'group', group_type_index: 0 }) },
      { code: 'invalid_input', attr: 'filters' },
    ],
    [
      'person properties on a group flag',
      { filters: { ...person({}), aggregation_group_type_index: 0 } },
      { code: 'invalid_input', attr: 'filters' },
    ],
    [
      'a sixth group type',
      { filters: { ...everybody, aggregation_group_type_index: 5 } },
      { code: 'invalid_input', attr: 'filters' },
    ],
    [
      'variants that do not add up to 100',
      { filters: variants({ key: 'a', rollout_percentage: 50 }, { key: 'b', rollout_percentage: 40 }) },
      { code: 'invalid_input', attr: 'filters' },
    ],
    [
      'two variants of one name',
      { filters: variants({ key: 'a', rollout_percentage: 50 }, { key: 'a', rollout_percentage: 50 }) },
      { code: 'invalid_input', attr: 'filters' },
    ],
    [
      'a payload for no variant',
      { filters: { ...everybody, payloads: { other: '1' } } },
      { code: 'invalid_input', attr: 'filters' },
    ],
    [
      'a dependency on no flag',
      {
        filters: {
          groups: [{ properties: [{ key: '99999', type: 'flag', operator: 'flag_evaluates_to', value: true }] }],
        },
      },
      { code: 'invalid_input', attr: 'filters' },
    ],
    ['active as text', { active: 'yes' }, { code: 'invalid_input', attr: 'active' }],
    ['a runtime that is none', { evaluation_runtime: 'edge' }, { code: 'invalid_choice', attr: 'evaluation_runtime' }],
    [
      'device bucketing with experience continuity',
      { bucketing_identifier: 'device_id', ensure_experience_continuity: true },
      { code: 'invalid_input', attr: 'bucketing_identifier' },
    ],
  ])('%s', async (_name, body, expected) => {
    const answer = await create({ key: 'refused', filters: everybody, ...body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'validation_error', ...expected })
  })

  it('a key that is taken', async () => {
    await created({ key: 'taken' })
    expect((await create({ key: 'taken', filters: everybody })).body).toEqual({
      type: 'validation_error',
      code: 'unique',
      detail: 'There is already a feature flag with this key.',
      attr: 'key',
    })
  })

  it('a circle of dependencies, and to switch off what others need', async () => {
    const needs = (id: number) => ({
      groups: [{ properties: [{ key: String(id), type: 'flag', operator: 'flag_evaluates_to', value: true }] }],
    })
    const base = await created({ key: 'base' })
    const top = await created({ key: 'top', filters: needs(base.id) })
    expect((await patch(base.id, { filters: needs(top.id) })).status).toBe(400)
    expect((await patch(base.id, { filters: needs(base.id) })).status).toBe(400)
    const refused = await patch(base.id, { deleted: true })
    expect(refused.status).toBe(400)
    expect(refused.body['detail']).toContain(`top (ID: ${top.id})`)
    expect((await patch(base.id, { active: false })).status).toBe(400)
    await patch(top.id, { deleted: true })
    expect((await patch(base.id, { deleted: true })).status).toBe(200)
  })
})

describe('the list', () => {
  it('pages with a count and filters', async () => {
    await created({ key: 'list-a', name: 'Alpha', tags: ['red'] })
    await created({ key: 'list-b', active: false, evaluation_runtime: 'server' })
    await created({
      key: 'list-c',
      filters: { ...everybody, multivariate: { variants: [{ key: 'x', rollout_percentage: 100 }] } },
    })
    const keys = async (query: string) =>
      (await s.get<{ count: number; next: string | null; results: Flag[] }>(`feature_flags/?search=list-${query}`)).body
    const all = await keys('')
    expect(all.results.map(flag => flag.key)).toEqual(['list-c', 'list-b', 'list-a'])
    expect((await keys('&limit=2')).next).toContain('limit=2&offset=2')
    expect(await keys('&limit=2&offset=2')).toMatchObject({ count: 3, next: null, results: [{ key: 'list-a' }] })
    expect((await keys('&active=false')).results).toMatchObject([{ key: 'list-b' }])
    expect((await keys('&active=STALE')).results).toEqual([])
    expect((await keys('&type=multivariant')).results).toMatchObject([{ key: 'list-c' }])
    expect((await keys('&evaluation_runtime=server')).results).toMatchObject([{ key: 'list-b' }])
    expect((await keys('&tags=["red"]')).results).toMatchObject([{ key: 'list-a' }])
    const byName = await s.get<{ results: Flag[] }>('feature_flags/?search=ALPHA')
    expect(byName.body.results).toMatchObject([{ key: 'list-a' }])
  })

  it('answers 404 for ids that are none', async () => {
    for (const id of ['999999', 'new-nav', '1e3']) expect((await s.get(`feature_flags/${id}/`)).status).toBe(404)
  })
})

describe('what is known about a flag', () => {
  it('is every change, by whom and what it was before', async () => {
    const flag = await created({ key: 'logged' })
    await patch(flag.id, { active: false })
    await patch(flag.id, { deleted: true })
    interface Log {
      results: { activity: string; user: { email: string }; detail: { name: string; changes: object[] | null } }[]
      total_count: number
      next: string | null
    }
    const path = `feature_flags/${flag.id}/activity/`
    const { body } = await s.get<Log>(path)
    expect(body.results.map(entry => entry.activity)).toEqual(['deleted', 'updated', 'created'])
    expect(body).toMatchObject({ total_count: 3, next: null, previous: null })
    expect(body.results[1]).toMatchObject({
      user: { email: 'sandbox@localhost' },
      scope: 'FeatureFlag',
      item_id: String(flag.id),
      detail: { name: 'logged' },
    })
    expect(body.results[1]?.detail.changes).toContainEqual({
      type: 'FeatureFlag',
      action: 'changed',
      field: 'active',
      before: true,
      after: false,
    })
    const paged = (await s.get<Log>(`${path}?limit=2&page=2`)).body
    expect(paged).toMatchObject({ results: [{ activity: 'created' }], next: null })
    expect((await s.get<Log>(`${path}?limit=2`)).body.next).toBe(`${s.url}/api/projects/1/${path}?limit=2&page=2`)
    const key = await s.sandbox.createPersonalApiKey({ scopes: ['feature_flag:read'] })
    expect((await s.get(path, { key })).body).toMatchObject({ code: 'permission_denied' })
  })

  it('is its state, with the reason', async () => {
    const flag = await created({ key: 'stated' })
    const status = async () => (await s.get(`feature_flags/${flag.id}/status/`)).body
    expect(await status()).toMatchObject({ status: 'active' })
    await patch(flag.id, { active: false })
    expect(await status()).toEqual({ status: 'inactive', reason: 'Flag is not active' })
    await patch(flag.id, { deleted: true })
    expect(await status()).toMatchObject({ status: 'deleted' })
    expect((await s.get('feature_flags/99999/status/')).status).toBe(404)
  })

  it('is which flags depend on it', async () => {
    const base = await created({ key: 'depended-on' })
    const property = { key: String(base.id), type: 'flag', operator: 'flag_evaluates_to', value: true }
    const top = await created({ key: 'depends', filters: { groups: [{ properties: [property] }] } })
    expect((await s.get(`feature_flags/${base.id}/dependent_flags/`)).body).toEqual([
      { id: top.id, key: 'depends', name: '' },
    ])
    expect((await s.get(`feature_flags/${top.id}/dependent_flags/`)).body).toEqual([])
  })
})
