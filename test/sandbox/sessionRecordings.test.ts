import { beforeAll, expect, it, vi } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

interface Recording {
  id: string
  start_time: string
  [name: string]: unknown
}
interface Page {
  count: number
  next: string | null
  results: Recording[]
}

const session = (number: number) => `0199c0de-0000-7000-8000-00000000000${number}`
const list = async (query = '') => (await s.get<Page>(`session_recordings/${query}`)).body
const ids = async (query: string) => (await list(query)).results.map(recording => recording.id)

beforeAll(async () => {
  const event = (number: number, distinct_id: string, second: number, extra: object = {}) => ({
    event: '$pageview',
    distinct_id,
    timestamp: new Date(Date.UTC(2026, 0, number, 12, 0, second)).toISOString(),
    ...extra,
    properties: { $session_id: session(number), $lib: 'web', ...(extra as { properties?: object }).properties },
  })
  await s.capture(
    event(1, 'ada', 0, { properties: { $current_url: 'https://a.io/start' } }),
    event(1, 'ada', 30, { event: '$autocapture', properties: { $event_type: 'click' } }),
    event(1, 'ada', 90, { event: '$exception', properties: { $current_url: 'https://a.io/later' } }),
    event(2, 'bob', 0),
    event(2, 'bob', 10),
    event(3, 'ada', 0),
    { event: 'no session', distinct_id: 'ada' },
  )
})

it('has one for each session that events tell of, latest first, with what they tell', async () => {
  const page = await list()
  expect(page).toMatchObject({ count: 3, next: null, has_next: false })
  expect(page.results.map(recording => recording.id)).toEqual([session(3), session(2), session(1)])
  expect(page.results[2]).toMatchObject({
    distinct_id: 'ada',
    recording_duration: 90,
    start_time: '2026-01-01T12:00:00.000Z',
    end_time: '2026-01-01T12:01:30.000Z',
    click_count: 1,
    console_error_count: 1,
    keypress_count: null,
    start_url: 'https://a.io/start',
    snapshot_source: 'web',
    viewed: false,
    ongoing: false,
    person: { distinct_ids: ['ada'] },
  })
  expect((await s.get(`session_recordings/${session(1)}/`)).body).toEqual(page.results[2])
})

it('pages, orders and filters', async () => {
  expect((await list('?limit=2')).next).toBe(`${s.url}/api/projects/1/session_recordings/?limit=2&offset=2`)
  expect(await ids('?limit=2&offset=2')).toEqual([session(1)])
  expect(await ids('?order=duration')).toEqual([session(1), session(2), session(3)])
  expect(await ids('?order=start_time&order_direction=ASC&limit=1')).toEqual([session(1)])
  expect(await ids('?date_from=2026-01-02&date_to=2026-01-03')).toEqual([session(2)])
  expect(await ids('?date_from=-1h')).toEqual([])
  expect(await ids(`?session_ids=["${session(2)}"]`)).toEqual([session(2)])
  expect(await ids('?distinct_ids=["bob"]')).toEqual([session(2)])
  const [ada] = (await s.get<{ results: { uuid: string }[] }>('persons/?distinct_id=ada')).body.results
  expect(await ids(`?person_uuid=${ada?.uuid}`)).toEqual([session(3), session(1)])
  expect((await s.get('session_recordings/?order=luck')).body).toMatchObject({ attr: 'order' })
})

it('answers 501 to filters it cannot hold to', async () => {
  const answer = await s.get('session_recordings/?events=[{"id":"$pageview"}]')
  expect(answer.status).toBe(501)
  expect(answer.body['detail']).toContain('events')
})

it('is marked as viewed, by PATCH and PUT, and nothing unmarks it', async () => {
  const patch = (number: number, body: object) => s.send('PATCH', `session_recordings/${session(number)}/`, body)
  const viewed = async () => (await list()).results.map(recording => recording['viewed'])
  const answer = await patch(1, { viewed: true, player_metadata: { id: session(1) } })
  expect([answer.status, answer.body]).toEqual([200, { success: true }])
  expect(await viewed()).toEqual([false, false, true])
  expect((await s.get(`session_recordings/${session(1)}/`)).body).toMatchObject({ viewed: true, viewers: [] })
  await patch(2, { analyzed: true })
  expect(await viewed()).toEqual([false, false, true])
  // PostHog asks whether the field was sent, not what it says.
  expect((await patch(1, { viewed: false, analyzed: true })).status).toBe(200)
  expect((await s.send('PUT', `session_recordings/${session(2)}/`, { viewed: true })).status).toBe(200)
  expect(await viewed()).toEqual([false, true, true])
})

it.each([
  [{}, 400, 'invalid_input', null],
  [{ viewed: false }, 400, 'invalid_input', null],
  [{ deleted: true }, 400, 'invalid_input', null],
  [{ viewed: 'often' }, 400, 'invalid_input', 'viewed'],
  [{ viewed: null }, 400, 'null', 'viewed'],
  [{ viewed: true, player_metadata: null }, 400, 'null', 'player_metadata'],
  [{ viewed: true, player_metadata: [1] }, 500, 'error', null],
])('refuses %j as PostHog does, and changes nothing', async (body, status, code, attr) => {
  const answer = await s.send('PATCH', `session_recordings/${session(3)}/`, body)
  expect(answer).toMatchObject({ status, body: { code, attr } })
  expect((await list()).results[0]?.['viewed']).toBe(false)
})

it('has none to mark or to create where nothing was recorded', async () => {
  const unknown = await s.send('PATCH', `session_recordings/${session(9)}/`, { viewed: true })
  expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found', detail: 'Recording not found' } })
  expect((await s.send('POST', 'session_recordings/', { id: session(9) })).status).toBe(405)
})

it('is deleted for good, and the events stay; so go those of a deleted person', async () => {
  const gone = await s.send('DELETE', `session_recordings/${session(2)}/`)
  expect([gone.status, gone.body]).toEqual([204, ''])
  expect((await s.get(`session_recordings/${session(2)}/`)).status).toBe(404)
  expect((await s.send('DELETE', `session_recordings/${session(2)}/`)).status).toBe(404)
  expect((await s.query("SELECT count() FROM events WHERE distinct_id = 'bob'")).results).toEqual([[2]])
  await s.send('POST', 'persons/bulk_delete/', { distinct_ids: ['ada'], delete_recordings: true })
  await vi.waitFor(async () => expect((await list()).count).toBe(0), { timeout: 10_000, interval: 50 })
})
