import { beforeAll, describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

interface Page {
  count?: number
  next: string | null
  previous: string | null
  results: { id: number; uuid: string; name: string; distinct_ids: string[] }[]
}

const s = useSandbox()
const names = (page: Page) => page.results.map(person => person.name)
const list = async (query = '') => (await s.get<Page>(`persons/${query}`)).body

const extras: Record<string, object> = { bob: { city: 'Zürich' }, cleo: { tags: ['red', 'Blue'] }, dan: { 'a"b': 'x' } }

beforeAll(async () => {
  const people = ['ada', 'bob', 'cleo', 'dan', 'eve']
  await s.capture(
    ...people.map((name, index) => ({
      event: 'signed up',
      distinct_id: name,
      timestamp: `2026-01-0${index + 1}T00:00:00Z`,
      properties: {
        $set: {
          email: `${name}@${index < 3 ? 'Acme' : 'beta'}.io`,
          age: 20 + index,
          admin: name === 'ada',
          ...extras[name],
        },
      },
    })),
  )
})

describe('the list', () => {
  it('is newest first, without a count unless asked for', async () => {
    const page = await list()
    expect(names(page)).toEqual(['eve@beta.io', 'dan@beta.io', 'cleo@Acme.io', 'bob@Acme.io', 'ada@Acme.io'])
    expect(page).not.toHaveProperty('count')
    expect((await list('?include_total=true')).count).toBe(5)
  })

  it('has absolute links both ways; a full page has a next one, even when that is empty', async () => {
    const first = await list('?limit=3')
    expect(names(first)).toHaveLength(3)
    expect(first.previous).toBeNull()
    expect(first.next).toBe(`${s.url}/api/projects/1/persons/?limit=3&offset=3`)
    const second = (await s.get<Page>(String(first.next).slice(s.url.length))).body
    expect(names(second)).toEqual(['bob@Acme.io', 'ada@Acme.io'])
    expect(second.next).toBeNull()
    expect(second.previous).toBe(`${s.url}/api/projects/1/persons/?limit=3`)
    expect((await list('?limit=5')).next).toContain('offset=5')
    expect(names(await list('?limit=5&offset=5'))).toEqual([])
  })

  it('treats nonsense in limit and offset as absent', async () => {
    expect(names(await list('?limit=abc&offset=-4'))).toHaveLength(5)
  })

  it.each<[string, string[]]>([
    ['?search=ACME', ['cleo@Acme.io', 'bob@Acme.io', 'ada@Acme.io']],
    ['?search=dan', ['dan@beta.io']],
    ['?search=%25', []],
    ["?search=' OR 1=1 --", []],
    ['?email=ada@Acme.io', ['ada@Acme.io']],
    ['?email=ada', []],
    ['?distinct_id=eve', ['eve@beta.io']],
    ['?distinct_id=nobody', []],
  ])('%s', async (query, expected) => {
    expect(names(await list(query))).toEqual(expected)
  })

  it.each<[object[], string[]]>([
    [[{ key: 'age', value: 22, operator: 'gt', type: 'person' }], ['eve@beta.io', 'dan@beta.io']],
    [[{ key: 'admin', value: ['true'], operator: 'exact', type: 'person' }], ['ada@Acme.io']],
    [
      [
        { key: 'email', value: 'beta', operator: 'icontains' },
        { key: 'age', value: ['24'] },
      ],
      ['eve@beta.io'],
    ],
    [[{ key: 'admin', value: 'RU', operator: 'icontains' }], ['ada@Acme.io']],
    [[{ key: 'age', value: 20 }], ['ada@Acme.io']],
    [[{ key: 'city', value: 'ZÜRICH' }], ['bob@Acme.io']],
    [[{ key: 'city', value: 'rich', operator: 'icontains' }], ['bob@Acme.io']],
    [[{ key: 'tags', value: 'blue', operator: 'icontains' }], ['cleo@Acme.io']],
    [[{ key: 'a"b', value: 'x' }], ['dan@beta.io']],
    [[{ key: 'missing', operator: 'is_set', value: 'is_set' }], []],
  ])('filters by properties %j', async (properties, expected) => {
    const query = `?limit=10&include_total=1&properties=${encodeURIComponent(JSON.stringify(properties))}`
    const page = await list(query)
    expect(names(page)).toEqual(expected)
    expect(page.count).toBe(expected.length)
  })

  it.each([
    'nonsense',
    '{"a":1}',
    '[1]',
    '[{"value":1}]',
    '[{"key":"a","type":"event"}]',
    '[{"key":"a","value":1,"operator":"near"}]',
  ])('refuses the properties %s', async properties => {
    const answer = await s.get(`persons/?properties=${encodeURIComponent(properties)}`)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'validation_error', attr: 'properties' })
  })
})

describe('one person', () => {
  it('is found by number and by uuid', async () => {
    const [eve] = (await list()).results
    expect(eve).toBeDefined()
    const byId = await s.get(`persons/${eve?.id}/`)
    const byUuid = await s.get(`persons/${eve?.uuid}/`)
    expect(byId.body).toEqual(eve)
    expect(byUuid.body).toEqual(eve)
  })

  it.each(['999999', 'd8883980-5c3c-55d4-ba54-f7b74a927385', 'nonsense'])('answers 404 for %s', async id => {
    const answer = await s.get(`persons/${id}/`)
    expect(answer.status).toBe(404)
    expect(answer.body).toEqual({ type: 'invalid_request', code: 'not_found', detail: 'Not found.', attr: null })
  })

  it('lists readable ids before generated ones', async () => {
    const anon = '0199c0de-0000-7000-8000-000000000000'
    await s.capture(
      { event: 'x', distinct_id: anon },
      { event: '$identify', distinct_id: 'zoe', properties: { $anon_distinct_id: anon } },
    )
    expect((await list('?distinct_id=zoe')).results[0]?.distinct_ids).toEqual(['zoe', anon])
  })
})
