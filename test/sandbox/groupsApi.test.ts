import { beforeAll, describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

interface Page {
  next: string | null
  results: { group_key: string }[]
}

beforeAll(async () => {
  const company = (key: string, index: number) => ({
    event: '$groupidentify',
    distinct_id: 'a',
    timestamp: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
    properties: { $group_type: 'company', $group_key: key, $group_set: { name: `Name of ${key}`, index } },
  })
  await s.capture(...Array.from({ length: 150 }, (_, index) => company(`c${index}`, index)))
  await s.capture({ ...company('x', 0), properties: { $group_type: 'team', $group_key: 'blue' } })
})

describe('groups', () => {
  it('have types in the order of first use', async () => {
    expect((await s.get('groups_types/')).body).toMatchObject([
      { group_type: 'company', group_type_index: 0 },
      { group_type: 'team', group_type_index: 1 },
    ])
  })

  it('are paged by cursor, newest first', async () => {
    const first = (await s.get<Page>('groups/?group_type_index=0')).body
    expect(first.results).toHaveLength(100)
    expect(first.results[0]).toMatchObject({
      group_type_index: 0,
      group_key: 'c149',
      group_properties: { name: 'Name of c149', index: 149 },
    })
    const second = (await s.get<Page>(String(first.next).slice(s.url.length))).body
    expect(second.results).toHaveLength(50)
    expect(second.next).toBeNull()
    const keys = [...first.results, ...second.results].map(group => group.group_key)
    expect(new Set(keys).size).toBe(150)
    const twisted = await s.get('groups/?group_type_index=0&cursor=nonsense')
    expect(twisted.body).toMatchObject({ type: 'validation_error', attr: 'cursor' })
  })

  it('are found by text and by key', async () => {
    const found = (await s.get<Page>('groups/?group_type_index=0&search=OF%20C14')).body.results
    expect(found.map(group => group.group_key)).toContain('c14')
    expect(found).toHaveLength(11)
    expect((await s.get('groups/?search=c1')).body).toMatchObject({ attr: 'group_type_index' })
    expect((await s.get('groups/find/?group_type_index=1&group_key=blue')).body).toMatchObject({ group_key: 'blue' })
    expect((await s.get('groups/find/?group_type_index=1&group_key=red')).status).toBe(404)
    expect((await s.get('groups/find/?group_type_index=1')).body).toMatchObject({ attr: 'group_key' })
  })
})

describe('users', () => {
  it('are who asks, and nobody else', async () => {
    const page = (await s.get<{ count: number; results: { uuid: string; email: string }[] }>('/api/users/')).body
    expect(page).toMatchObject({ count: 1, next: null, results: [{ email: 'sandbox@localhost' }] })
    expect((await s.get('/api/users/@me/')).body).toEqual(page.results[0])
    expect((await s.get('/api/users/?email=other@localhost')).body).toMatchObject({ count: 0 })
    expect((await s.get('/api/users/?is_staff=true')).body).toMatchObject({ count: 0 })
    const one = await s.get(`/api/users/${page.results[0]?.uuid}/`)
    expect(one.status).toBe(403)
    expect(one.body['detail']).toContain('non-staff')
  })
})
