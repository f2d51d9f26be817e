import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

interface Insight {
  id: number
  short_id: string
  name: string
  dashboards: number[]
  result: unknown
  [name: string]: unknown
}
interface Dashboard {
  id: number
  name: string
  tiles: { id: number; insight: Insight | null; text: { body: string } | null; layouts: object; color: string | null }[]
  [name: string]: unknown
}

const made = async <TBody>(path: string, body: object) => {
  const answer = await s.send<TBody>('POST', path, body)
  expect(answer.status).toBe(201)
  return answer.body
}
const insight = (body: object) => made<Insight>('insights/', body)
const dashboard = (body: object) => made<Dashboard>('dashboards/', body)
const patch = <TBody>(path: string, body: object) => s.send<TBody>('PATCH', path, body)
const sql = (query: string) => ({ kind: 'DataVisualizationNode', source: { kind: 'HogQLQuery', query } })
const trends = { kind: 'InsightVizNode', source: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'x' }] } }

describe('an insight', () => {
  it('has a short id by which it is found too, and no result until one is asked for', async () => {
    const one = await insight({ name: 'One', query: sql('SELECT 1 AS one') })
    expect(one).toMatchObject({
      name: 'One',
      result: null,
      is_cached: false,
      dashboards: [],
      saved: true,
      deleted: false,
    })
    expect(one.short_id).toMatch(/^[A-Za-z0-9]{8}$/)
    expect((await s.get(`insights/${one.short_id}/`)).body).toEqual(one)
    const fresh = await s.get(`insights/${one.id}/?refresh=blocking`)
    expect(fresh.body).toMatchObject({ result: [[1]], columns: ['one'], is_cached: false, hasMore: false })
    expect((await s.get(`insights/${one.id}/`)).body).toMatchObject({ result: [[1]], is_cached: true })
    expect((await s.get(`insights/${one.id}/?refresh=blocking`)).body).toMatchObject({ is_cached: true })
    expect((await s.get(`insights/${one.id}/?refresh=force_blocking`)).body).toMatchObject({ is_cached: false })
    const stored = { result: [[1]], is_cached: true }
    expect((await s.get(`insights/${one.id}/?refresh=force_cache`)).body).toMatchObject(stored)
    await patch(`insights/${one.id}/`, { query: sql('SELECT 2 AS two') })
    expect((await s.get(`insights/${one.id}/`)).body).toMatchObject({ result: null })
    expect((await s.get(`insights/${one.id}/?refresh=force_cache`)).body).toMatchObject({ result: null })
  })

  it('computes what the query endpoint runs', async () => {
    await s.capture({ event: 'listed in a table', distinct_id: 'a' })
    const source = { kind: 'EventsQuery', select: ['event'], event: 'listed in a table' }
    const { id } = await insight({ query: { kind: 'DataTableNode', source } })
    expect((await s.get(`insights/${id}/?refresh=blocking`)).body).toMatchObject({ result: [['listed in a table']] })
  })

  it('is shown on a dashboard with the dates and filters of that', async () => {
    const at = (day: string, who: string) => ({
      event: 'filtered',
      distinct_id: who,
      timestamp: `2024-03-${day}T09:00:00Z`,
      properties: { who },
    })
    await s.capture(at('01', 'ann'), at('02', 'ann'), at('02', 'bob'))
    const series = [{ kind: 'EventsNode', event: 'filtered' }]
    const one = await insight({ query: { kind: 'InsightVizNode', source: { kind: 'TrendsQuery', series } } })
    const count = await insight({ query: sql("SELECT count() FROM events WHERE event = 'filtered' AND {filters}") })
    const board = await dashboard({ name: 'March', filters: { date_from: '2024-03-01', date_to: '2024-03-02' } })
    for (const { id } of [one, count]) await patch(`insights/${id}/`, { dashboards: [board.id] })
    const results = async (query = '') =>
      (
        await s.get<{ results: { insight: Insight }[] }>(
          `dashboards/${board.id}/run_insights/?refresh=blocking${query}`,
        )
      ).body.results.map(tile => tile.insight.result)
    // In HogQL, a date ends a range before it begins: only the 1st.
    expect(await results()).toMatchObject([[{ data: [1, 2] }], [[1]]])
    const onlyBob = JSON.stringify({ properties: [{ type: 'event', key: 'who', operator: 'exact', value: 'bob' }] })
    expect(await results(`&filters_override=${encodeURIComponent(onlyBob)}`)).toMatchObject([[{ data: [0, 1] }], [[0]]])
    // By itself the insight keeps its own range.
    expect((await s.get<Insight>(`insights/${one.id}/?refresh=blocking`)).body.result).toMatchObject([{ count: 0 }])
    const bad = await s.get(`dashboards/${board.id}/run_insights/?refresh=blocking&filters_override=[`)
    expect(bad.body).toMatchObject({ attr: 'filters_override' })
  })

  it('is computed in the background when asked to, and gives the last result meanwhile', async () => {
    const { id } = await insight({ query: trends })
    const first = await s.get<Insight>(`insights/${id}/?refresh=async`)
    expect(first.body).toMatchObject({ result: null, query_status: { complete: false, query_async: true } })
    await expect
      .poll(async () => (await s.get<Insight>(`insights/${id}/`)).body.result, { timeout: 15_000 })
      .toHaveLength(1)
    // Fresh now: nothing is started.
    const fresh = await s.get<Insight>(`insights/${id}/?refresh=async`)
    expect(fresh.body).toMatchObject({ is_cached: true, query_status: null, result: [{ label: 'x' }] })
    expect((await s.get<Insight>(`insights/${id}/?refresh=lazy_async`)).body['query_status']).toBeNull()
    expect((await s.get<Insight>(`insights/${id}/?refresh=force_async`)).body['query_status']).not.toBeNull()
    const other = await insight({ query: trends })
    const waited = await s.get<Insight>(`insights/${other.id}/?refresh=async_except_on_cache_miss`)
    expect(waited.body).toMatchObject({ is_cached: false, result: [{ label: 'x' }] })
    expect(Date.parse(String(waited.body['cache_target_age']))).toBeGreaterThan(
      Date.parse(String(waited.body['last_refresh'])),
    )
    expect((await s.get(`insights/${id}/?refresh=now`)).body).toMatchObject({ attr: 'refresh' })
  })

  it('answers 501 with the reason where it cannot compute, 400 where the query is wrong', async () => {
    const { id } = await insight({ query: { kind: 'RecordingsQuery' } })
    const answer = await s.get(`insights/${id}/?refresh=blocking`)
    expect(answer.status).toBe(501)
    expect(answer.body['detail']).toContain('RecordingsQuery')
    expect((await s.get(`insights/${id}/?refresh=soon`)).body).toMatchObject({
      code: 'invalid_choice',
      attr: 'refresh',
    })
    const broken = await insight({ query: sql('SELECT FROM') })
    expect((await s.get(`insights/${broken.id}/?refresh=blocking`)).status).toBe(400)
  })

  it.each<[object, string, string]>([
    [{ query: 'SELECT 1' }, 'not_a_dict', 'query'],
    [{ query: { kind: 'Nonsense' } }, 'invalid_input', 'query'],
    [{ query: { kind: 'InsightVizNode' } }, 'invalid_input', 'query__source'],
    [{ name: 'x'.repeat(401) }, 'max_length', 'name'],
    [{ dashboards: [99_999] }, 'does_not_exist', 'dashboards'],
    [{ favorited: 'perhaps' }, 'invalid_input', 'favorited'],
  ])('refuses %j and stores nothing', async (body, code, attr) => {
    const before = (await s.get<{ count: number }>('insights/')).body.count
    const answer = await s.send('POST', 'insights/', body)
    expect(answer.body).toMatchObject({ type: 'validation_error', code, attr })
    expect((await s.get<{ count: number }>('insights/')).body.count).toBe(before)
  })

  it('is listed by what it is', async () => {
    const tags = ['listed']
    const board = await dashboard({ name: 'Listed' })
    const a = await insight({ name: 'Alpha', tags, query: trends, favorited: true })
    const b = await insight({ name: 'beta', tags, query: sql('SELECT 1'), dashboards: [board.id] })
    const c = await insight({ name: 'Gamma', tags, saved: false, description: 'odd one' })
    const ids = async (query: string) =>
      (await s.get<{ results: Insight[] }>(`insights/?tags=["listed"]&${query}`)).body.results.map(item => item.id)
    expect(await ids('')).toEqual([c.id, b.id, a.id])
    expect(await ids('order=name')).toEqual([a.id, b.id, c.id])
    expect(await ids('insight=TRENDS')).toEqual([a.id])
    expect(await ids('insight=SQL')).toEqual([b.id])
    expect(await ids('saved=true')).toEqual([b.id, a.id])
    expect(await ids('favorited=true')).toEqual([a.id])
    expect(await ids('search=ODD')).toEqual([c.id])
    expect(await ids(`short_id=${b.short_id}`)).toEqual([b.id])
    expect(await ids(`dashboards=[${board.id}]`)).toEqual([b.id])
    expect(await ids('created_by=[99]')).toEqual([])
    expect(await ids('created_date_from=-1h')).toEqual([c.id, b.id, a.id])
    expect(await ids('created_date_to=-1d')).toEqual([])
  })
})

describe('a dashboard', () => {
  it('shows insights and texts as tiles that are laid out, coloured and taken away', async () => {
    const board = await dashboard({ name: 'Board', tags: ['Ops'], pinned: true })
    const first = await insight({ name: 'First', dashboards: [board.id] })
    const path = `dashboards/${board.id}/`
    await patch(path, { tiles: [{ text: { body: 'Read me' }, layouts: { sm: { x: 0, y: 0, w: 6, h: 2 } } }] })
    const shown = (await s.get<Dashboard>(path)).body
    expect(shown.tiles.map(tile => tile.text?.body ?? tile.insight?.name)).toEqual(['Read me', 'First'])
    expect(shown.tiles[1]?.insight?.dashboards).toEqual([board.id])
    const [text, chart] = shown.tiles
    const moved = await patch<Dashboard>(path, {
      tiles: [
        { id: chart?.id, layouts: { sm: { x: 0, y: 0, w: 12, h: 5 } }, color: 'blue' },
        { id: text?.id, layouts: { sm: { x: 0, y: 5, w: 6, h: 2 } }, text: { body: 'Below' } },
      ],
    })
    expect(moved.body.tiles).toMatchObject([{ insight: { name: 'First' }, color: 'blue' }, { text: { body: 'Below' } }])
    await patch(path, { tiles: [{ id: chart?.id, deleted: true }] })
    expect((await s.get<Insight>(`insights/${first.id}/`)).body.dashboards).toEqual([])
    await patch(`insights/${first.id}/`, { dashboards: [board.id] })
    await patch(`insights/${first.id}/`, { deleted: true })
    expect((await s.get<Dashboard>(path)).body.tiles).toHaveLength(1)
  })

  it.each<[object, string]>([
    [{ tiles: [{ id: 99_999, color: 'red' }] }, 'tiles__0__id'],
    [{ tiles: [{ text: { body: 'x' }, layouts: { sm: { x: 'left' } } }] }, 'tiles__0__layouts__sm'],
    [{ tiles: {} }, 'tiles'],
    [{ filters: [] }, 'filters'],
    [{ restriction_level: 22 }, 'restriction_level'],
  ])('refuses %j and changes nothing', async (body, attr) => {
    const board = await dashboard({ name: 'Safe' })
    const answer = await patch(`dashboards/${board.id}/`, { name: 'Changed', ...body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ attr })
    expect((await s.get(`dashboards/${board.id}/`)).body).toMatchObject({ name: 'Safe', tiles: [] })
  })

  it('lists without tiles, pinned ones first', async () => {
    await dashboard({ name: 'zz pinned', pinned: true, tags: ['order'] })
    await dashboard({ name: 'aa', tags: ['order'] })
    const { results } = (await s.get<{ results: Dashboard[] }>('dashboards/?tags=order')).body
    expect(results.map(item => item.name)).toEqual(['zz pinned', 'aa'])
    expect(results[0]).not.toHaveProperty('tiles')
  })

  it('is copied with its tiles, and takes its insights along when it is deleted so', async () => {
    const origin = await dashboard({ name: 'Origin' })
    const only = await insight({ name: 'Only here', dashboards: [origin.id] })
    const copy = await dashboard({ name: 'Copy', use_dashboard: origin.id })
    expect(copy).toMatchObject({ creation_mode: 'duplicate', tiles: [{ insight: { id: only.id } }] })
    await patch(`dashboards/${origin.id}/`, { deleted: true, delete_insights: true })
    expect((await s.get(`insights/${only.id}/`)).status).toBe(200)
    await patch(`dashboards/${copy.id}/`, { deleted: true, delete_insights: true })
    expect((await s.get(`insights/${only.id}/`)).status).toBe(200)
    const last = await dashboard({ name: 'Last' })
    await patch(`insights/${only.id}/`, { dashboards: [last.id] })
    await patch(`dashboards/${last.id}/`, { deleted: true, delete_insights: true })
    expect((await s.get(`insights/${only.id}/`)).status).toBe(404)
    expect((await s.send('POST', 'dashboards/', { use_dashboard: 99_999 })).body).toMatchObject({
      attr: 'use_dashboard',
    })
    expect((await s.send('POST', 'dashboards/', { use_template: 'DEFAULT_APP' })).body).toMatchObject({
      attr: 'use_template',
    })
  })

  it('runs its insights when asked', async () => {
    const board = await dashboard({ name: 'Run' })
    await insight({ name: 'Answer', query: sql('SELECT 42'), dashboards: [board.id] })
    await patch(`dashboards/${board.id}/`, { tiles: [{ text: { body: 'No chart' } }] })
    const path = `dashboards/${board.id}/run_insights/`
    expect((await s.get(path)).body).toMatchObject({ results: [{ insight: { result: null } }] })
    expect((await s.get(`${path}?refresh=blocking`)).body).toMatchObject({ results: [{ insight: { result: [[42]] } }] })
  })
})
