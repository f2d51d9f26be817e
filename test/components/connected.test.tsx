import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HogkitProvider } from 'hogkit'
import { PersonCard, QueryTable } from 'hogkit/components'
import { createRef, type ReactNode } from 'react'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { makeClient, makeQueryClient } from '../react/support/render.js'
import { startServer, type Answer, type PublicServer, type ReceivedRequest } from '../react/support/server.js'

let server: PublicServer
const servers: PublicServer[] = []
beforeEach(async () => {
  server = await startServer()
  servers.push(server)
})
afterAll(() => Promise.all(servers.map(each => each.close())))

function draw(children: ReactNode) {
  const client = makeClient(server.url, { preloadFlags: false })
  return render(
    <HogkitProvider client={client} apiBase={`${server.url}/api/posthog`} queryClient={makeQueryClient()}>
      {children}
    </HogkitProvider>,
  )
}

const answer = (results: unknown[][], columns: string[], types: string[], hasMore = false): Answer => ({
  body: {
    results,
    columns,
    types: columns.map((name, index) => [name, types[index]]),
    hasMore,
    limit: 100,
    offset: 0,
    hogql: '',
  },
})
const isQuery = (request: ReceivedRequest) => request.path.endsWith('/query/')
const sentQuery = (request: ReceivedRequest | undefined) =>
  (request?.body as { query: { query: string; values?: unknown } } | undefined)?.query

describe('QueryTable', () => {
  test('asks through the proxy with its values, and shows columns, types, rows and the limit', async () => {
    server.route = () => answer([['file uploaded', 1234]], ['event', 'total'], ['String', 'UInt64'], true)
    const ref = createRef<HTMLDivElement>()
    draw(
      <QueryTable ref={ref} id="mine" locale="en-US" query="select 1 where event = {event}" values={{ event: 'x' }} />,
    )
    expect(ref.current?.dataset['state']).toBe('loading')
    expect(await screen.findByText('1,234')).toBeTruthy()
    expect(ref.current?.id).toBe('mine')
    expect(ref.current?.dataset['state']).toBe('ready')
    expect(screen.getByText(/^First 1 rows/)).toBeTruthy()
    expect(sentQuery(server.requests[0])).toMatchObject({
      query: 'select 1 where event = {event}',
      values: { event: 'x' },
    })
  })

  test('takes column options by name, never from Object’s own', async () => {
    server.route = () => answer([['a', 'b']], ['toString', 'event'], ['String', 'String'])
    draw(<QueryTable query="select 1" columns={{ event: { header: 'What' } }} />)
    await screen.findByText('What')
    expect(screen.getAllByRole('columnheader').map(cell => cell.textContent)).toEqual(['toString', 'What'])
  })

  test('shows where a query is wrong, and tries again when asked', async () => {
    let fails = true
    const mistake = {
      type: 'validation_error',
      code: 'invalid_input',
      detail: 'Unable to resolve field: evnt',
      attr: null,
    }
    server.route = () => (fails ? { status: 400, body: mistake } : answer([['fine']], ['event'], ['String']))
    draw(<QueryTable query="select evnt from events" />)
    expect((await screen.findByRole('alert')).textContent).toContain('Unable to resolve field: evnt')
    fails = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('fine')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('says that nothing matched', async () => {
    server.route = () => answer([], ['event'], ['String'])
    draw(<QueryTable query="select 1" />)
    expect(await screen.findByText('No rows')).toBeTruthy()
  })

  test('keeps rows while it asks again, and passes options to the query', async () => {
    let count = 0
    server.route = () => answer([[`run ${++count}`]], ['event'], ['String'])
    draw(<QueryTable query="select 1" queryOptions={{ refetchInterval: 50 }} />)
    await screen.findByText('run 1')
    await waitFor(() => expect(count).toBeGreaterThan(1))
    expect(screen.getByRole('table')).toBeTruthy()
  })
})

describe('PersonCard', () => {
  const uuid = '01951f3a-7c42-7b1e-9a55-3f0c1d2e4b6a'
  const ada = {
    id: 7,
    uuid,
    name: 'ada@northwind.example',
    distinct_ids: ['user_1'],
    properties: { email: 'ada@northwind.example' },
    created_at: '2026-03-01T00:00:00Z',
    last_seen_at: null,
  }
  const events = answer(
    [['e1', 'file uploaded', '2026-03-01T10:00:00Z', 'user_1', '{}']],
    ['uuid', 'event', 'timestamp', 'distinct_id', 'properties'],
    ['UUID', 'String', 'DateTime', 'String', 'String'],
  )

  test('loads a person by distinct id, and their events', async () => {
    server.route = request => (isQuery(request) ? events : { body: { results: [ada], next: null, previous: null } })
    draw(<PersonCard distinctId="user_1" />)
    expect(screen.getByText('Loading person…')).toBeTruthy()
    expect(await screen.findByRole('article', { name: 'ada@northwind.example' })).toBeTruthy()
    expect(await screen.findByText('file uploaded')).toBeTruthy()
    expect(server.requests[0]?.path).toContain('distinct_id=user_1')
    expect(sentQuery(server.requests.find(isQuery))?.values).toMatchObject({ personId: uuid })
  })

  test('loads a person by id', async () => {
    server.route = request => (isQuery(request) ? events : { body: ada })
    draw(<PersonCard personId={7} />)
    await screen.findByRole('article', { name: 'ada@northwind.example' })
    expect(server.requests[0]?.path).toMatch(/\/persons\/7\/$/)
  })

  test('says that nobody is known by the id, and asks for no events then', async () => {
    server.route = () => ({ body: { results: [], next: null, previous: null } })
    draw(<PersonCard distinctId="nobody" />)
    expect(await screen.findByText('No such person')).toBeTruthy()
    expect(server.requests.filter(isQuery)).toEqual([])
  })

  test('shows the person when only their events fail', async () => {
    const denied = { type: 'authentication_error', code: 'permission_denied', detail: 'No.', attr: null }
    let fails = true
    server.route = request => {
      if (!isQuery(request)) return { body: ada }
      return fails ? { status: 403, body: denied } : events
    }
    draw(<PersonCard personId={uuid} />)
    const section = (await screen.findByText(/Could not load events/)).closest('section') as HTMLElement
    fails = false
    await userEvent.click(within(section).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('file uploaded')).toBeTruthy()
  })

  test('shows what went wrong', async () => {
    server.route = () => ({
      status: 401,
      body: { type: 'authentication_error', code: 'x', detail: 'Sign in first.', attr: null },
    })
    draw(<PersonCard personId="7" />)
    expect((await screen.findByRole('alert')).textContent).toContain('Sign in first.')
  })
})
