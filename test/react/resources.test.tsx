import {
  dehydrate,
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
  type DehydratedState,
} from '@tanstack/react-query'
import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import * as hogkit from 'hogkit'
import {
  HogkitProvider,
  insightsQueryOptions,
  infiniteAnnotationsQueryOptions,
  useAnnotation,
  useAnnotations,
  useAsyncQuery,
  useCreateAnnotation,
  useDeleteAnnotation,
  useInfiniteAnnotations,
  useInfiniteHogQL,
  useInsights,
  usePerson,
  usePersonsByDistinctIds,
  useRestoreAnnotation,
  useSuspenseAnnotations,
  useUpdateAnnotation,
  useUpdatePerson,
  type PersonRef,
} from 'hogkit'
import { createApi, endpoints, isPermissionError } from 'hogkit/api'
import type { HogkitClient } from 'hogkit/core'
import { Suspense, type ReactNode } from 'react'
import { beforeEach, describe, expect, inject, test } from 'vitest'
import { askedOnServers, handWrittenHooks, hooksOf } from '../support/handWrittenHooks.js'
import { makeClient, serve, within } from './support/render.js'
import type { PublicServer, ReceivedRequest } from './support/server.js'

const sandboxUrl = inject('sandboxUrl')
const apiBase = `${inject('backendUrl')}/api/posthog`
const projectToken = inject('projectToken')
const unique = (name: string) => `${name} ${crypto.randomUUID()}`

const inSandbox = ({ children }: { children: ReactNode }) => (
  <HogkitProvider projectToken={projectToken} host={sandboxUrl} apiBase={apiBase} persistence="memory">
    {children}
  </HogkitProvider>
)

describe('a resource, against the sandbox', () => {
  test('is made, listed, changed, deleted and restored', async () => {
    const content = unique('release')
    const { result } = renderHook(
      () => ({
        list: useAnnotations({ search: content }),
        create: useCreateAnnotation(),
        update: useUpdateAnnotation(),
        remove: useDeleteAnnotation(),
        restore: useRestoreAnnotation(),
      }),
      { wrapper: inSandbox },
    )
    const listed = () => result.current.list.data?.results.map(item => item.content)
    await waitFor(() => expect(listed()).toEqual([]))
    const made = await act(() =>
      result.current.create.mutateAsync({ content, date_marker: '2026-01-01T00:00:00Z', scope: 'project' }),
    )
    await waitFor(() => expect(listed()).toEqual([content]))
    await act(() => result.current.update.mutateAsync({ id: made.id, content: `${content}!` }))
    await waitFor(() => expect(listed()).toEqual([`${content}!`]))
    await act(() => result.current.remove.mutateAsync(made.id))
    await waitFor(() => expect(listed()).toEqual([]))
    await act(() => result.current.restore.mutateAsync(made.id))
    await waitFor(() => expect(listed()).toEqual([`${content}!`]))
  })

  test('is read page after page, and before the first render by its query options', async () => {
    const content = unique('paged')
    const api = createApi({ baseUrl: apiBase })
    for (let index = 0; index < 5; index += 1) {
      // One after the other, so that they have an order.
      // oxlint-disable-next-line no-await-in-loop
      await api.annotations.create({ content: `${content} ${index}`, date_marker: `2026-01-0${index + 1}T00:00:00Z` })
    }
    const params = { search: content, limit: 2 }
    const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } })
    await queryClient.prefetchInfiniteQuery(infiniteAnnotationsQueryOptions(api, params))
    const { result } = renderHook(() => useInfiniteAnnotations(params), {
      wrapper: ({ children }: { children: ReactNode }) => (
        <HogkitProvider projectToken={projectToken} host={sandboxUrl} api={api} queryClient={queryClient}>
          {children}
        </HogkitProvider>
      ),
    })
    expect(result.current.data?.pages).toHaveLength(1)
    await act(() => result.current.fetchNextPage())
    await act(() => result.current.fetchNextPage())
    await waitFor(() => expect(result.current.data?.pages.map(page => page.results.length)).toEqual([2, 2, 1]))
    expect(result.current.hasNextPage).toBe(false)
  })

  test('shows a change of a person at once, and still once PostHog has done it', async () => {
    const user = unique('user')
    const client = makeClient(sandboxUrl, { projectToken })
    client.capture('seen', { $set: { plan: 'free' } }, { distinctId: user })
    await client.flush()
    const { result } = renderHook(() => ({ person: usePerson({ distinctId: user }), update: useUpdatePerson() }), {
      wrapper: inSandbox,
    })
    await waitFor(() => expect(result.current.person.data?.properties['plan']).toBe('free'), { timeout: 10_000 })
    const readAt = result.current.person.dataUpdatedAt
    const id = result.current.person.data?.uuid ?? ''
    await act(() => result.current.update.mutateAsync({ id, properties: { plan: 'pro' } }))
    expect(result.current.person.data?.properties['plan']).toBe('pro')
    const reads = () => result.current.person.isFetching
    await waitFor(() => expect(reads()).toBe(true), { timeout: 10_000, interval: 5 })
    await waitFor(() => expect(reads()).toBe(false), { timeout: 10_000 })
    expect(result.current.person.dataUpdatedAt).toBeGreaterThan(readAt)
    expect(result.current.person.data?.properties['plan']).toBe('pro')
  })

  test('waits in Suspense until it is there', async () => {
    const content = unique('suspense')
    await createApi({ baseUrl: apiBase }).annotations.create({ content, date_marker: '2026-01-01T00:00:00Z' })
    const Names = () => {
      const { data } = useSuspenseAnnotations({ search: content })
      return <p>{data.results.map(item => item.content).join()}</p>
    }
    render(
      <Suspense fallback={<p>waiting</p>}>
        <Names />
      </Suspense>,
      { wrapper: inSandbox },
    )
    expect(screen.getByText('waiting')).toBeTruthy()
    expect(await screen.findByText(content, undefined, { timeout: 10_000 })).toBeTruthy()
  })

  test('prefetched on a server with a key is there at the first render in the browser, through the proxy', async () => {
    const saved = globalThis.document
    // A key is refused in a browser, so this is a server for a moment.
    Reflect.deleteProperty(globalThis, 'document')
    const onServer = createApi({ host: 'us', personalApiKey: 'phx_test_0123456789', projectId: 1 })
    globalThis.document = saved
    const prefetched = new QueryClient()
    // What the server read, as it goes into the page.
    const answer = { results: [{ id: 1, name: 'Growth' }], next: null, previous: null, count: 1 }
    prefetched.setQueryData(insightsQueryOptions(onServer, { search: 'g' }).queryKey, answer as never)
    const state = JSON.parse(JSON.stringify(dehydrate(prefetched))) as DehydratedState
    const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } })
    const { result } = renderHook(() => useInsights({ search: 'g' }), {
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={queryClient}>
          <HogkitProvider projectToken={projectToken} host={sandboxUrl}>
            <HydrationBoundary state={state}>{children}</HydrationBoundary>
          </HogkitProvider>
        </QueryClientProvider>
      ),
    })
    expect(result.current).toMatchObject({ status: 'success', fetchStatus: 'idle', data: answer })
  })

  test('pages through HogQL by keyset, and looks up the persons behind its rows', async () => {
    const client = makeClient(sandboxUrl, { projectToken })
    const event = unique('seen')
    const ids = Array.from({ length: 5 }, (_, index) => `${event} ${index}`)
    for (const distinctId of ids) client.capture(event, { $set: { plan: 'pro' } }, { distinctId })
    await client.flush()
    type Row = { uuid: string; timestamp: string; distinct_id: string }
    const { result } = renderHook(
      () => ({
        rows: useInfiniteHogQL<Row>(
          { query: 'select uuid, timestamp, distinct_id from events where event = {event}', values: { event } },
          { pageSize: 2 },
        ),
        persons: usePersonsByDistinctIds(ids),
      }),
      { wrapper: inSandbox },
    )
    await waitFor(() => expect(result.current.rows.data?.pages).toHaveLength(1), { timeout: 10_000 })
    expect(result.current.rows.hasNextPage).toBe(true)
    await act(() => result.current.rows.fetchNextPage())
    await act(() => result.current.rows.fetchNextPage())
    await waitFor(() => expect(result.current.rows.hasNextPage).toBe(false))
    const seen = result.current.rows.data?.pages.flatMap(page => page.rows.map(row => row.distinct_id)) ?? []
    expect(seen.toSorted()).toEqual(ids)
    await waitFor(() => expect(Object.keys(result.current.persons.data ?? {}).toSorted()).toEqual(ids), {
      timeout: 10_000,
    })
  })
})

describe('a write that is refused', () => {
  let server: PublicServer
  let client: HogkitClient
  let items: { id: number; content: string }[]
  const refusal = {
    status: 403,
    body: {
      type: 'authentication_error',
      code: 'permission_denied',
      detail: "API key missing required scope 'annotation:write'",
      attr: null,
    },
  }

  beforeEach(async () => {
    server = await serve()
    client = makeClient(server.url, { preloadFlags: false })
    items = [
      { id: 1, content: 'one' },
      { id: 2, content: 'two' },
    ]
    server.route = ({ method, path }: ReceivedRequest) => {
      if (method !== 'GET') return refusal
      const id = Number(/annotations\/(\d+)\//.exec(path)?.[1])
      return { body: id ? items.find(item => item.id === id) : { results: items, next: null, previous: null } }
    }
  })

  const setUp = () =>
    renderHook(
      () => ({
        list: useAnnotations(),
        pages: useInfiniteAnnotations(),
        detail: useAnnotation(1),
        update: useUpdateAnnotation(),
        remove: useDeleteAnnotation(),
      }),
      { wrapper: within(client) },
    ).result
  type SetUp = ReturnType<typeof setUp>
  const shown = ({ current }: SetUp) => [
    current.list.data?.results.map(item => item.content),
    current.pages.data?.pages.flatMap(page => page.results.map(item => item.content)),
    current.detail.data?.content,
  ]
  const both = ['one', 'two']

  test('is taken back in lists, pages and details', async () => {
    const result = setUp()
    await waitFor(() => expect(shown(result)).toEqual([both, both, 'one']))
    let release: (() => void) | undefined
    const { route } = server
    server.route = request =>
      request.method === 'GET' ? route(request) : new Promise(resolve => (release = () => resolve(refusal)))
    act(() => result.current.update.mutate({ id: 1, content: 'new' }))
    await waitFor(() => expect(shown(result)).toEqual([['new', 'two'], ['new', 'two'], 'new']))
    await waitFor(() => expect(release).toBeDefined())
    release?.()
    await waitFor(() => expect(result.current.update.isError).toBe(true))
    expect(isPermissionError(result.current.update.error) && result.current.update.error.scope).toBe('annotation:write')
    await waitFor(() => expect(shown(result)).toEqual([both, both, 'one']))
  })

  test('brings a deleted one back into its lists', async () => {
    const result = setUp()
    await waitFor(() => expect(shown(result)).toEqual([both, both, 'one']))
    let release: (() => void) | undefined
    const { route } = server
    server.route = request =>
      request.method === 'GET' ? route(request) : new Promise(resolve => (release = () => resolve(refusal)))
    act(() => result.current.remove.mutate(1))
    await waitFor(() => expect(shown(result).slice(0, 2)).toEqual([['two'], ['two']]))
    await waitFor(() => expect(release).toBeDefined())
    release?.()
    await waitFor(() => expect(result.current.remove.isError).toBe(true))
    await waitFor(() => expect(shown(result)).toEqual([both, both, 'one']))
  })

  test('of a person leaves the other properties alone', async () => {
    const person = { id: 7, uuid: 'u-7', properties: { plan: 'free', city: 'Rome' } }
    server.route = ({ method }) => (method === 'GET' ? { body: person } : { status: 400, body: {} })
    const ref: PersonRef = 'u-7'
    const { result } = renderHook(() => ({ person: usePerson(ref), update: useUpdatePerson() }), {
      wrapper: within(client),
    })
    await waitFor(() => expect(result.current.person.data?.properties).toEqual(person.properties))
    let seen: unknown
    server.route = ({ method }) => {
      if (method === 'GET') return { body: person }
      seen = result.current.person.data?.properties
      return { status: 400, body: {} }
    }
    act(() => result.current.update.mutate({ id: 'u-7', properties: { plan: 'pro' } }))
    await waitFor(() => expect(result.current.update.isError).toBe(true))
    expect(seen).toEqual({ plan: 'pro', city: 'Rome' })
    await waitFor(() => expect(result.current.person.data?.properties).toEqual(person.properties))
  })
})

describe('useAsyncQuery', () => {
  const status = { id: 'q', team_id: 1, complete: false, error: false }
  const query_progress = { rows_read: 5, bytes_read: 1, estimated_rows_total: 10, time_elapsed: 1, active_cpu_time: 1 }
  const answer = { results: [[3]], columns: ['n'], types: [['n', 'UInt8']], hasMore: false }
  let server: PublicServer
  let client: HogkitClient
  let done: boolean
  beforeEach(async () => {
    server = await serve()
    client = makeClient(server.url, { preloadFlags: false })
    done = false
    server.route = ({ method }) => {
      if (method === 'POST') return { status: 202, body: { query_status: status } }
      if (method === 'DELETE') return { body: { message: 'Query cancelled' } }
      return done
        ? { body: { query_status: { ...status, complete: true, results: answer } } }
        : { status: 202, body: { query_status: { ...status, query_progress } } }
    }
  })
  const setUp = () =>
    renderHook(() => useAsyncQuery({ kind: 'HogQLQuery', query: 'select 3 as n' }), { wrapper: within(client) })
  const cancelled = () =>
    server.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path.split('/').at(-2))

  test('shows how far it is, and then the answer', async () => {
    const { result } = setUp()
    await waitFor(() => expect(result.current.progress?.fraction).toBe(0.5), { timeout: 10_000 })
    expect(result.current.isPending).toBe(true)
    done = true
    await waitFor(() => expect(result.current.data?.results).toEqual([[3]]), { timeout: 10_000 })
    expect(result.current.progress).toBeUndefined()
    expect(cancelled()).toEqual([])
  })

  test('is cancelled at PostHog on demand, and when its component leaves', async () => {
    const first = setUp()
    await waitFor(() => expect(first.result.current.progress).toBeDefined(), { timeout: 10_000 })
    act(() => first.result.current.cancel())
    await waitFor(() => expect(cancelled()).toEqual(['q']))
    expect(first.result.current.fetchStatus).toBe('idle')
    const second = setUp()
    await waitFor(() => expect(second.result.current.progress).toBeDefined(), { timeout: 10_000 })
    second.unmount()
    first.unmount()
    await waitFor(() => expect(cancelled()).toEqual(['q', 'q']))
  })
})

describe('the hooks against the endpoint table', () => {
  const onServersOnly = new Set(Object.keys(askedOnServers))
  const byHand = handWrittenHooks
  const named = Object.entries(hogkit).filter(([name, value]) => /^use[A-Z]/.test(name) && typeof value === 'function')

  test.each(Object.keys(endpoints).filter(id => !onServersOnly.has(id)))('%s has a hook', id => {
    const names = hooksOf(hogkit, id)
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(hogkit).toHaveProperty(name)
  })

  test('every hook of a row has its query options, and none asks an unknown row', () => {
    const rows = named.flatMap(([, hook]) => (hook as { endpoint?: string }).endpoint ?? [])
    expect(rows.filter(id => !(id in endpoints))).toEqual([])
    const described = Object.entries(hogkit)
      .filter(([name]) => name.endsWith('QueryOptions'))
      .flatMap(([, describe]) => (describe as { endpoint?: string }).endpoint ?? [])
    const reads = Object.values(endpoints).filter(
      ({ id, scopes }) => scopes.every(scope => scope.endsWith(':read')) && !onServersOnly.has(id) && !(id in byHand),
    )
    expect(reads.map(({ id }) => id).filter(id => !described.includes(id))).toEqual([])
  })
})
