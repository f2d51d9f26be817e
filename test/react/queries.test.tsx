import { QueryClient, QueryClientProvider, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import {
  HogkitProvider,
  hogqlQueryOptions,
  infinitePersonsQueryOptions,
  personEventsQueryOptions,
  personQueryOptions,
  personsQueryOptions,
  toHogQLResult,
  useApi,
  useCurrentUser,
  useHogkitQueryClient,
  useHogQL,
  useInfinitePersons,
  usePerson,
  usePersonEvents,
  usePersons,
} from 'hogkit'
import { createApi, isNotFoundError, isPermissionError, isQueryError, type HogQLQueryResponse } from 'hogkit/api'
import type { HogkitClient } from 'hogkit/core'
import { StrictMode, type ReactNode } from 'react'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeClient, makeQueryClient, serve, settle, watchConsole, within } from './support/render.js'
import type { PublicServer, ReceivedRequest } from './support/server.js'

const queryPath = '/api/posthog/api/projects/@current/query/'
const personsPath = '/api/posthog/api/projects/@current/persons/'

let server: PublicServer
let client: HogkitClient
beforeEach(async () => {
  server = await serve()
  client = makeClient(server.url, { preloadFlags: false })
})

const hogql = (columns: string[], results: unknown[][], more: Partial<HogQLQueryResponse> = {}) => ({
  body: { columns, results, types: columns.map(name => [name, 'String']), hasMore: false, ...more },
})

const person = (id: number, distinctId: string) => ({
  id,
  uuid: `0191a0a0-0000-7000-8000-00000000000${id}`,
  name: distinctId,
  distinct_ids: [distinctId],
  properties: { email: `${distinctId}@example.com` },
  created_at: '2026-01-01T00:00:00Z',
  last_seen_at: null,
})

const refusal = (status: number, code: string, detail: string, type = 'invalid_request') => ({
  status,
  body: { type, code, detail, attr: null },
})

describe('useHogQL', () => {
  test('gives rows by column name beside PostHog’s own answer', async () => {
    server.route = () => hogql(['event', 'total'], [['file uploaded', 3]], { hasMore: true })
    const { result } = renderHook(
      () =>
        useHogQL<{ event: string; total: number }>({
          query: 'select event, count() as total from events where event = {event} group by event',
          values: { event: 'file uploaded' },
        }),
      { wrapper: within(client) },
    )
    expect(result.current).toMatchObject({ status: 'pending', fetchStatus: 'fetching', data: undefined, error: null })
    await waitFor(() => expect(result.current.isSuccess).toBe(true))
    expect(result.current.data).toMatchObject({
      rows: [{ event: 'file uploaded', total: 3 }],
      results: [['file uploaded', 3]],
      columns: ['event', 'total'],
      types: [
        ['event', 'String'],
        ['total', 'String'],
      ],
      hasMore: true,
    })
    expect(server.to(queryPath)).toHaveLength(1)
    expect(server.to(queryPath)[0]?.body).toEqual({
      query: {
        kind: 'HogQLQuery',
        query: 'select event, count() as total from events where event = {event} group by event',
        values: { event: 'file uploaded' },
      },
    })
  })

  test('shares one request among its readers, and asks again for other values', async () => {
    server.route = () => hogql(['n'], [[1]])
    const Reader = ({ n }: { n: number }) => (
      <output>{useHogQL({ query: 'select {n} as n', values: { n } }).status}</output>
    )
    const App = ({ n }: { n: number }) => (
      <>
        <Reader n={n} />
        <Reader n={n} />
      </>
    )
    const { rerender } = render(<App n={1} />, { wrapper: within(client) })
    await waitFor(() => expect(screen.getAllByText('success')).toHaveLength(2))
    rerender(<App n={1} />)
    expect(server.to(queryPath)).toHaveLength(1)
    rerender(<App n={2} />)
    await waitFor(() => expect(server.to(queryPath)).toHaveLength(2))
  })

  test('shows a mistake in the text at once, with its type, after one request', async () => {
    server.route = () => refusal(400, 'syntax_error', 'no viable alternative at input', 'validation_error')
    const { result } = renderHook(() => useHogQL('selct 1'), { wrapper: within(client) })
    await waitFor(() => expect(result.current.isError).toBe(true))
    expect(isQueryError(result.current.error)).toBe(true)
    expect(server.to(queryPath)).toHaveLength(1)
  })

  test('sends nothing while it is not enabled', async () => {
    const { result } = renderHook(() => useHogQL('select 1', { enabled: false }), { wrapper: within(client) })
    await settle()
    expect(result.current).toMatchObject({ status: 'pending', fetchStatus: 'idle' })
    expect(server.requests).toEqual([])
  })

  test('takes TanStack Query’s options, select among them', async () => {
    server.route = () => hogql(['n'], [[1], [2]])
    const { result } = renderHook(
      () =>
        useHogQL<{ n: number }, number>('select n', { select: ({ rows }) => rows.reduce((sum, { n }) => sum + n, 0) }),
      { wrapper: within(client) },
    )
    await waitFor(() => expect(result.current.data).toBe(3))
  })

  test('keeps values of columns with one name, and names that objects have already', () => {
    const response = hogql(['count()', 'count()', '__proto__', 'constructor'], [[1, 2, 'p', null]]).body as never
    const [row] = toHogQLResult(response).rows
    expect(Object.entries(row ?? {})).toEqual([
      ['count()', 1],
      ['count()_2', 2],
      ['__proto__', 'p'],
      ['constructor', null],
    ])
  })

  test('keeps its answer through a refetch that gives names which objects have already', async () => {
    server.route = () => hogql(['constructor', '__proto__'], [[null, 1]])
    const { result } = renderHook(() => useHogQL('select constructor'), { wrapper: within(client) })
    await waitFor(() => expect(result.current.isSuccess).toBe(true))
    await act(() => result.current.refetch())
    expect(result.current).toMatchObject({ status: 'success', error: null })
  })

  test('hangs up when it unmounts before the answer', async () => {
    const console = watchConsole()
    server.route = () => new Promise(() => {})
    const { unmount } = renderHook(() => useHogQL('select sleep(3)'), { wrapper: within(client) })
    await waitFor(() => expect(server.to(queryPath)).toHaveLength(1))
    unmount()
    await waitFor(() => expect(server.to(queryPath)[0]?.aborted).toBe(true))
    console.expectSilence()
  })

  test('survives StrictMode', async () => {
    server.route = () => hogql(['n'], [[1]])
    const Client = within(client)
    const { result } = renderHook(() => useHogQL('select 1 as n'), {
      wrapper: ({ children }: { children: ReactNode }) => (
        <StrictMode>
          <Client>{children}</Client>
        </StrictMode>
      ),
    })
    await waitFor(() => expect(result.current.data?.rows).toEqual([{ n: 1 }]))
  })
})

describe('persons', () => {
  test('usePerson reads by id and by distinct id', async () => {
    server.route = ({ path }) =>
      path.includes('distinct_id=')
        ? { body: { results: [person(2, 'user_42')], next: null } }
        : { body: person(1, 'ada') }
    const byId = renderHook(() => usePerson(1), { wrapper: within(client) })
    const byDistinctId = renderHook(() => usePerson({ distinctId: 'user_42' }), { wrapper: within(client) })
    await waitFor(() => expect(byId.result.current.data?.name).toBe('ada'))
    await waitFor(() => expect(byDistinctId.result.current.data?.id).toBe(2))
  })

  test.each([
    ['somebody unknown', () => refusal(404, 'not_found', 'Not found.'), isNotFoundError],
    [
      'a missing scope',
      () => refusal(403, 'permission_denied', "API key missing required scope 'person:read'", 'authentication_error'),
      isPermissionError,
    ],
  ])('usePerson gives a typed error for %s', async (_name, route, isIt) => {
    server.route = route
    const { result } = renderHook(() => usePerson(1), { wrapper: within(client) })
    await waitFor(() => expect(result.current.isError).toBe(true))
    expect(isIt(result.current.error)).toBe(true)
    expect(server.requests).toHaveLength(1)
  })

  test('usePersons lists one page', async () => {
    server.route = () => ({ body: { results: [person(1, 'ada')], next: null, previous: null } })
    const { result } = renderHook(() => usePersons({ search: 'ada', limit: 5 }), { wrapper: within(client) })
    await waitFor(() => expect(result.current.data?.results[0]?.name).toBe('ada'))
    expect(server.requests[0]?.path).toBe(`${personsPath}?search=ada&limit=5`)
  })

  test('useInfinitePersons loads page after page', async () => {
    server.route = ({ path }) => {
      const offset = Number(new URL(path, server.url).searchParams.get('offset'))
      const next = offset < 2 ? `${server.url}/?offset=${offset + 1}` : null
      return { body: { results: [person(offset + 1, `user_${offset}`)], next, previous: null } }
    }
    const { result } = renderHook(() => useInfinitePersons({ limit: 1 }), { wrapper: within(client) })
    await waitFor(() => expect(result.current.hasNextPage).toBe(true))
    await act(() => result.current.fetchNextPage())
    await act(() => result.current.fetchNextPage())
    await waitFor(() => expect(result.current.data?.pages).toHaveLength(3))
    expect(result.current.hasNextPage).toBe(false)
    expect(result.current.data?.pages.map(page => page.results[0]?.name)).toEqual(['user_0', 'user_1', 'user_2'])
  })

  test('usePersonEvents binds ids as values and reads properties out of their text', async () => {
    server.route = () =>
      hogql(
        ['uuid', 'event', 'timestamp', 'distinct_id', 'properties'],
        [
          ['u1', 'file uploaded', '2026-01-01T00:00:00Z', 'ada', '{"size":3}'],
          ['u2', 'odd', '2026-01-01T00:00:00Z', 'ada', 'no json'],
        ],
        { hasMore: true },
      )
    const hostile = "x' or 1=1 --"
    const { result } = renderHook(() => usePersonEvents({ distinctId: hostile }, { event: hostile, limit: 1e9 }), {
      wrapper: within(client),
    })
    await waitFor(() => expect(result.current.isSuccess).toBe(true))
    expect(result.current.data).toEqual({
      events: [
        {
          uuid: 'u1',
          event: 'file uploaded',
          timestamp: '2026-01-01T00:00:00Z',
          distinct_id: 'ada',
          properties: { size: 3 },
        },
        { uuid: 'u2', event: 'odd', timestamp: '2026-01-01T00:00:00Z', distinct_id: 'ada', properties: {} },
      ],
      hasMore: true,
    })
    const { query } = (server.to(queryPath)[0] as ReceivedRequest).body as { query: { query: string; values: object } }
    expect(query.query).not.toContain(hostile)
    expect(query.query).toContain('limit 1000')
    expect(query.values).toEqual({ distinctId: hostile, event: hostile })
  })

  test('useCurrentUser tells who the key belongs to', async () => {
    server.route = ({ path }) =>
      path === '/api/posthog/api/users/@me/' ? { body: { id: 1, email: 'ada@example.com' } } : undefined
    const { result } = renderHook(() => useCurrentUser(), { wrapper: within(client) })
    await waitFor(() => expect(result.current.data?.email).toBe('ada@example.com'))
  })
})

describe('the QueryClient', () => {
  const useClients = () => ({ hogkit: useHogkitQueryClient(), api: useApi() })

  test('is the provider’s own without one in the app: the same for every hook and render, and with no QueryClientProvider', async () => {
    server.route = () => hogql(['n'], [[1]])
    const { result, rerender } = renderHook(() => ({ ...useClients(), query: useHogQL('select 1') }), {
      wrapper: within(client),
    })
    const first = result.current
    await waitFor(() => expect(result.current.query.isSuccess).toBe(true))
    rerender()
    expect(result.current.hogkit).toBe(first.hogkit)
    expect(result.current.api).toBe(first.api)
    expect(first.hogkit.getQueryCache().getAll()).toHaveLength(1)
  })

  test('is the app’s when there is one, and the provider’s prop before that', async () => {
    server.route = () => hogql(['n'], [[1]])
    const [app, prop] = [makeQueryClient(), makeQueryClient()]
    const seen: Record<string, QueryClient> = {}
    const Reader = ({ name }: { name: string }) => {
      seen[name] = useHogkitQueryClient()
      return <i>{useHogQL('select 1').status}</i>
    }
    const App = () => {
      seen['useQueryClient'] = useQueryClient()
      return null
    }
    render(
      <QueryClientProvider client={app}>
        <App />
        <HogkitProvider client={client} apiBase={`${server.url}/api/posthog`}>
          <Reader name="app" />
        </HogkitProvider>
        <HogkitProvider client={client} apiBase={`${server.url}/api/posthog`} queryClient={prop}>
          <Reader name="prop" />
        </HogkitProvider>
      </QueryClientProvider>,
    )
    expect(seen).toEqual({ useQueryClient: app, app, prop })
    await screen.findAllByText('success')
  })

  test('shared by two providers never shows one project’s data for the other', async () => {
    const other = await serve()
    server.route = () => hogql(['n'], [['first']])
    other.route = () => hogql(['n'], [['second']])
    const shared = makeQueryClient()
    const Reader = () => <output>{String(useHogQL<{ n: string }>('select n').data?.rows[0]?.n)}</output>
    render(
      <QueryClientProvider client={shared}>
        <HogkitProvider client={client} apiBase={`${server.url}/api/posthog`}>
          <Reader />
        </HogkitProvider>
        <HogkitProvider client={client} apiBase={`${other.url}/api/posthog`}>
          <Reader />
        </HogkitProvider>
      </QueryClientProvider>,
    )
    expect(await screen.findByText('first')).toBeDefined()
    expect(await screen.findByText('second')).toBeDefined()
  })

  test('is made anew, with the api, for another apiBase', () => {
    const seen: ReturnType<typeof useClients>[] = []
    const Reader = () => (seen.push(useClients()), null)
    const App = ({ base }: { base: string }) => (
      <HogkitProvider client={client} apiBase={base}>
        <Reader />
      </HogkitProvider>
    )
    const { rerender } = render(<App base="/one" />)
    rerender(<App base="/two" />)
    expect(seen.map(({ api }) => api.baseUrl)).toEqual(['/one', '/two'])
    expect(seen[0]?.hogkit).not.toBe(seen[1]?.hogkit)
  })
})

describe('a key', () => {
  const secret = 'phx_secret_personal_api_key'

  test('of every read begins with hogkit and its endpoint, and holds no secret', () => {
    const saved = globalThis.document
    // A key is refused in a browser, so this is a server for a moment.
    Reflect.deleteProperty(globalThis, 'document')
    const api = createApi({ host: 'eu', personalApiKey: secret, projectId: 7 })
    globalThis.document = saved
    const keys = [
      hogqlQueryOptions(api, 'select 1').queryKey,
      personQueryOptions(api, 1).queryKey,
      personQueryOptions(api, { distinctId: 'a' }).queryKey,
      personsQueryOptions(api, { search: 'a' }).queryKey,
      infinitePersonsQueryOptions(api).queryKey,
      personEventsQueryOptions(api, 'uuid').queryKey,
    ]
    for (const key of keys) {
      expect(key[0]).toBe('hogkit')
      expect(JSON.stringify(key)).not.toContain(secret)
    }
    expect(new Set(keys.map(key => JSON.stringify(key))).size).toBe(keys.length)
  })

  test('of a server’s prefetch is the one that the browser’s hook reads', () => {
    const saved = globalThis.document
    Reflect.deleteProperty(globalThis, 'document')
    const onServer = createApi({ host: 'eu', personalApiKey: secret, projectId: 7 })
    globalThis.document = saved
    const inBrowser = createApi({ baseUrl: '/api/posthog' })
    expect(hogqlQueryOptions(onServer, 'select 1').queryKey).toEqual(hogqlQueryOptions(inBrowser, 'select 1').queryKey)
  })
})

test('a prefetch with the query options fills what the hook shows, without a request of its own', async () => {
  server.route = () => hogql(['n'], [[1]])
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } })
  const api = createApi({ baseUrl: `${server.url}/api/posthog` })
  await queryClient.prefetchQuery(hogqlQueryOptions(api, 'select 1 as n'))
  const first: UseQueryResult[] = []
  renderHook(() => first.push(useHogQL('select 1 as n')), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <HogkitProvider client={client} api={api} queryClient={queryClient}>
        {children}
      </HogkitProvider>
    ),
  })
  expect(first[0]).toMatchObject({ status: 'success', data: { rows: [{ n: 1 }] } })
  expect(server.to(queryPath)).toHaveLength(1)
})

describe('what asks, which loads late', () => {
  test('has the cache keys of an API client of one’s own', () => {
    const queryClient = makeQueryClient()
    const useBoth = () => {
      useHogQL('select 1', { enabled: false })
      usePersons({}, { enabled: false })
    }
    renderHook(useBoth, {
      wrapper: ({ children }: { children: ReactNode }) => (
        <HogkitProvider client={client} apiBase={`${server.url}/elsewhere/`} queryClient={queryClient}>
          {children}
        </HogkitProvider>
      ),
    })
    const api = createApi({ baseUrl: `${server.url}/elsewhere/` })
    const keys = queryClient.getQueryCache().getAll()
    expect(keys.map(({ queryKey }) => queryKey)).toEqual([
      hogqlQueryOptions(api, 'select 1').queryKey,
      personsQueryOptions(api).queryKey,
    ])
  })

  test('shares its places with the client of useApi: three queries at a time', async () => {
    const open: (() => void)[] = []
    server.route = () => new Promise(resolve => open.push(() => resolve(hogql(['n'], [[1]]))))
    const useFour = () => {
      useHogQL('select 1')
      useHogQL('select 2')
      useHogQL('select 3')
      return useApi()
    }
    const { result } = renderHook(useFour, { wrapper: within(client) })
    await waitFor(() => expect(server.to(queryPath)).toHaveLength(3))
    const fourth = result.current.query.hogql('select 4')
    await settle()
    expect(server.to(queryPath)).toHaveLength(3)
    open.shift()?.()
    await waitFor(() => expect(server.to(queryPath)).toHaveLength(4))
    for (const finish of open) finish()
    expect((await fourth).results).toEqual([[1]])
  })

  test('refuses an apiBase that is no place for a proxy when it is used', async () => {
    const { result } = renderHook(() => useHogQL('select 1'), {
      wrapper: ({ children }: { children: ReactNode }) => (
        <HogkitProvider client={client} apiBase="ftp://nowhere">
          {children}
        </HogkitProvider>
      ),
    })
    await waitFor(() => expect(result.current.error?.message).toContain('ftp://nowhere'))
  })
})
