import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

interface Annotation {
  id: number
  content: string
  deleted: boolean
  [name: string]: unknown
}

const create = async (body: object) => {
  const answer = await s.send<Annotation>('POST', 'annotations/', body)
  expect(answer.status).toBe(201)
  return answer.body
}

describe('an annotation', () => {
  it('is created, read, changed, deleted by PATCH only, and brought back', async () => {
    const made = await create({ content: ' Launch ', date_marker: '2026-03-01T12:00:00+02:00', scope: 'project' })
    expect(made).toMatchObject({
      content: 'Launch',
      date_marker: '2026-03-01T10:00:00.000Z',
      scope: 'project',
      creation_type: 'USR',
      dashboard_item: null,
      created_by: { email: 'sandbox@localhost' },
    })
    const path = `annotations/${made.id}/`
    expect((await s.get(path)).body).toEqual(made)
    expect((await s.send('PATCH', path, { content: 'Launched' })).body).toMatchObject({ content: 'Launched' })
    const hard = await s.send('DELETE', path)
    expect([hard.status, hard.body]).toEqual([405, ''])
    expect((await s.send('PATCH', path, { deleted: true })).status).toBe(200)
    expect((await s.get(path)).status).toBe(404)
    expect((await s.send('PATCH', path, { content: 'x' })).status).toBe(404)
    expect((await s.get<{ results: unknown[] }>('annotations/?search=Launched')).body.results).toEqual([])
    expect((await s.send('PATCH', path, { deleted: false })).body).toMatchObject({ content: 'Launched' })
    expect((await s.get(path)).status).toBe(200)
  })

  it('names the insight and the dashboard it stands on', async () => {
    const insight = (await s.send<{ id: number; short_id: string }>('POST', 'insights/', { name: 'Sign-ups' })).body
    const dashboard = (await s.send<{ id: number }>('POST', 'dashboards/', { name: 'Growth' })).body
    const made = await create({ content: 'Note', dashboard_item: insight.id, dashboard_id: dashboard.id })
    expect(made).toMatchObject({
      insight_short_id: insight.short_id,
      insight_name: 'Sign-ups',
      dashboard_name: 'Growth',
      scope: 'dashboard_item',
    })
  })

  it.each<[object, string, string]>([
    [{ content: 'x'.repeat(8193) }, 'max_length', 'content'],
    [{ content: { a: 1 } }, 'invalid_input', 'content'],
    [{ date_marker: 'yesterday' }, 'invalid_input', 'date_marker'],
    [{ scope: 'recording' }, 'invalid_input', 'scope'],
    [{ scope: 'galaxy' }, 'invalid_choice', 'scope'],
    [{ creation_type: 'BOT' }, 'invalid_choice', 'creation_type'],
    [{ dashboard_item: 'one' }, 'invalid_input', 'dashboard_item'],
    [{ dashboard_item: 99_999 }, 'does_not_exist', 'dashboard_item'],
    [{ dashboard_id: 99_999 }, 'does_not_exist', 'dashboard_id'],
    [{ deleted: null }, 'null', 'deleted'],
  ])('refuses %j', async (body, code, attr) => {
    const answer = await s.send('POST', 'annotations/', body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'validation_error', code, attr })
  })
})

describe('the list', () => {
  it('pages with a count and links both ways, newest first, and searches', async () => {
    for (const content of ['pager one', 'pager two', 'pager three']) await create({ content })
    const page = async (query: string) =>
      (
        await s.get<{ count: number; next: string | null; previous: string | null; results: Annotation[] }>(
          `annotations/?search=PAGER&${query}`,
        )
      ).body
    const first = await page('limit=2')
    expect(first.results.map(item => item.content)).toEqual(['pager three', 'pager two'])
    expect(first).toMatchObject({ count: 3, previous: null })
    expect(first.next).toBe(`${s.url}/api/projects/1/annotations/?search=PAGER&limit=2&offset=2`)
    const last = await page('limit=2&offset=2')
    expect(last).toMatchObject({ count: 3, next: null, results: [{ content: 'pager one' }] })
    expect(last.previous).toBe(`${s.url}/api/projects/1/annotations/?search=PAGER&limit=2`)
  })

  it('answers 404 for ids that are none', async () => {
    for (const id of ['999999', 'nonsense', '1e3']) expect((await s.get(`annotations/${id}/`)).status).toBe(404)
  })

  it('needs its scopes', async () => {
    const key = await s.sandbox.createPersonalApiKey({ scopes: ['annotation:read'] })
    expect((await s.get('annotations/', { key })).status).toBe(200)
    const refused = await s.send('POST', 'annotations/', { content: 'x' }, { key })
    expect(refused.body).toMatchObject({ detail: "API key missing required scope 'annotation:write'" })
  })
})
