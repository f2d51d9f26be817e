import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import { dehydrate, hydrate, QueryClient } from '@tanstack/react-query'
import * as hogkit from 'hogkit'
import {
  type Api,
  createApi,
  type Endpoint,
  type EndpointId,
  endpoints,
  isEndpointMatch,
  matchEndpoint,
  resourceKey,
} from 'hogkit/api'
import { createClient, type HogkitClient } from 'hogkit/core'
import { type ReactNode, Suspense } from 'react'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askedOnServers, handWrittenHooks } from '../support/handWrittenHooks.js'
import { type PublicServer, type ReceivedRequest, startServer } from './support/server.js'

/** What a hook of a row is asked for: a row without an entry is asked without input. */
const inputs: Partial<Record<EndpointId, unknown>> = {
  'persons.get': 'u-7',
  'persons.byDistinctIds': ['ann'],
  'persons.cohorts': 7,
  'persons.values': { key: 'plan' },
  'featureFlags.get': 7,
  'featureFlags.activity': { id: 7 },
  'featureFlags.status': 7,
  'featureFlags.dependentFlags': 7,
  'insights.get': 7,
  'dashboards.get': 7,
  'dashboards.runInsights': 7,
  'annotations.get': 7,
  'cohorts.get': 7,
  'cohorts.persons': { id: 7 },
  'experiments.get': 7,
  'surveys.get': 'u-7',
  'surveys.stats': 'u-7',
  'actions.get': 7,
  'sessionRecordings.get': 's-7',
  'eventDefinitions.get': 'u-7',
  'eventDefinitions.byName': '$pageview',
  'propertyDefinitions.get': 'u-7',
  'groups.list': { groupTypeIndex: 0 },
  'groups.find': { groupTypeIndex: 0, groupKey: 'acme' },
  'users.get': 'u-7',
}

/** What a writing hook is given; those without an entry get an item with an id, or its id alone. */
const writes: Readonly<Record<string, unknown>> = {
  useUpdatePerson: { id: 'u-7', properties: { plan: 'pro' } },
  useUpdatePersonProperty: { id: 'u-7', key: 'plan', value: 'pro' },
  useDeletePersonProperty: { id: 'u-7', key: 'plan' },
  useSplitPerson: { id: 'u-7', mainDistinctId: 'ann' },
  useDeletePerson: 'u-7',
  useDeletePersons: { distinctIds: ['ann'] },
  useAddPersonsToCohort: { id: 7, personIds: ['u-7'] },
  useRemovePersonFromCohort: { id: 7, personId: 'u-7' },
  useShipExperimentVariant: { id: 7, variantKey: 'test' },
  useEndExperiment: { id: 7 },
  useUpdateSessionRecording: { id: 's-7', viewed: true },
}
const inputOfWrite = (name: string): unknown => {
  if (Object.hasOwn(writes, name)) return writes[name]
  if (name.startsWith('useCreate')) return { name: 'New', key: 'new', content: 'New' }
  return name.startsWith('useUpdate') ? { id: 7, name: 'New' } : 7
}

/** Rows that a hook asks before its own. */
const alsoAsked: Readonly<Record<string, readonly EndpointId[]>> = { useCohortMembers: ['cohorts.get'] }

type AnyHook = ((...args: unknown[]) => { data: unknown; isSuccess: boolean; mutate: (input: unknown) => void }) & {
  readonly endpoint?: EndpointId
}
type AnyOptions = ((api: Api, input: unknown) => { queryKey: readonly unknown[] }) & { readonly endpoint?: EndpointId }

const all = Object.entries(hogkit) as unknown as [string, AnyHook][]
const rowOf = (id: EndpointId): Endpoint => endpoints[id]
const isRead = (id: EndpointId) => rowOf(id).scopes.every(scope => scope.endsWith(':read'))
const hooks = all
  .filter(([name, { endpoint }]) => /^use[A-Z]/.test(name) && endpoint && !(endpoint in handWrittenHooks))
  .map(([name, hook]) => ({ name, hook, id: hook.endpoint as EndpointId }))
const reading = hooks.filter(({ id }) => isRead(id))
const suspending = reading.filter(({ name }) => name.startsWith('useSuspense'))
const infinite = reading.filter(({ name }) => name.startsWith('useInfinite'))
const plain = reading.filter(hook => !suspending.includes(hook) && !infinite.includes(hook))
const writing = hooks.filter(({ id }) => !isRead(id))
const exported = hogkit as unknown as Record<string, AnyOptions | undefined>

let server: PublicServer
let client: HogkitClient
const item = { id: 7, uuid: 'u-7', name: 'Seven', properties: {}, results: [], next: null, count: 0 }
const prefix = '/api/posthog'
const idOf = ({ method, path }: ReceivedRequest): string | undefined => {
  const match = matchEndpoint(method, path.slice(prefix.length).split('?')[0] ?? '')
  return match && isEndpointMatch(match) ? match.id : undefined
}
let before = 0
/** The rows that this test has asked. */
const asked = () =>
  server.requests
    .slice(before)
    .filter(({ path }) => path.startsWith(prefix))
    .map(idOf)

// One for all tests: there are many, and each asks one thing.
beforeAll(async () => {
  server = await startServer()
  client = createClient({ projectToken: 'phc_test', host: server.url, persistence: 'memory', preloadFlags: false })
})
afterAll(async () => {
  await client.shutdown({ timeoutMs: 1000 })
  await server.close()
})
beforeEach(() => {
  before = server.requests.length
  server.route = () => ({ body: item })
})
const inside = (queryClient = new QueryClient()) =>
  function Inside({ children }: { children: ReactNode }) {
    return (
      <hogkit.HogkitProvider client={client} apiBase={`${server.url}${prefix}`} queryClient={queryClient}>
        {children}
      </hogkit.HogkitProvider>
    )
  }

describe('a hook that reads', () => {
  test('is there in every form that its row can have', () => {
    expect([plain.length, suspending.length, infinite.length, writing.length].every(count => count > 9)).toBe(true)
    const lists = Object.values(endpoints)
      .filter(row => row.pagination !== 'none' && !(row.id in handWrittenHooks) && !(row.id in askedOnServers))
      .map(({ id }) => id)
    expect(lists.filter(id => !infinite.some(hook => hook.id === id))).toEqual([])
    expect(infinite.filter(({ name }) => !exported[`i${name.slice(4)}QueryOptions`]).map(({ name }) => name)).toEqual(
      [],
    )
  })

  test.each(plain)('$name asks $id, and is there at once when a server has fetched it', async ({ name, hook, id }) => {
    const { result } = renderHook(() => hook(inputs[id]), { wrapper: inside() })
    await waitFor(() => expect(result.current.isSuccess).toBe(true))
    expect(asked()).toEqual([...(alsoAsked[name] ?? []), id])

    const describeRead = all.find(([other, { endpoint }]) => other.endsWith('QueryOptions') && endpoint === id)?.[1]
    expect(describeRead, `the query options of ${name}`).toBeDefined()
    const api = createApi({ baseUrl: `${server.url}${prefix}` })
    const [onServer, inBrowser] = [new QueryClient(), new QueryClient()]
    await onServer.prefetchQuery((describeRead as unknown as AnyOptions)(api, inputs[id]))
    hydrate(inBrowser, JSON.parse(JSON.stringify(dehydrate(onServer))))
    const first: unknown[] = []
    renderHook(() => first.push(hook(inputs[id]).data), { wrapper: inside(inBrowser) })
    expect(first[0]).toBeDefined()
    expect(first[0]).toEqual(result.current.data)
  })

  test.each(suspending)('$name suspends until $id is answered', async ({ hook, id }) => {
    const Shown = () => <p>{JSON.stringify(hook(inputs[id]).data) === undefined ? 'nothing' : 'data'}</p>
    render(
      <Suspense fallback={<p>waiting</p>}>
        <Shown />
      </Suspense>,
      { wrapper: inside() },
    )
    expect(screen.getByText('waiting')).toBeDefined()
    await screen.findByText('data')
    expect(asked()).toEqual([id])
  })

  test.each(infinite)('$name asks for the next page of $id', async ({ name, hook, id }) => {
    server.route = ({ path }) => {
      const isFirst = !path.includes('page=2')
      return { body: { ...item, next: isFirst ? `${server.url}${prefix}/api/?page=2` : null } }
    }
    type Pages = { data?: { pages: unknown[] }; hasNextPage: boolean; fetchNextPage: () => Promise<unknown> }
    const queryClient = new QueryClient()
    const { result } = renderHook(() => hook(inputs[id]) as unknown as Pages, { wrapper: inside(queryClient) })
    await waitFor(() => expect(result.current.hasNextPage).toBe(true))
    await act(() => result.current.fetchNextPage())
    await waitFor(() => expect(result.current.data?.pages).toHaveLength(2))
    expect(result.current.hasNextPage).toBe(false)
    expect(asked()).toEqual([id, id])
    // Prefetched under the same key.
    const describeInfinite = exported[`i${name.slice(4)}QueryOptions`]
    const { queryKey } = describeInfinite?.(createApi({ baseUrl: `${server.url}${prefix}` }), inputs[id]) ?? {}
    expect(queryClient.getQueryData(queryKey ?? [])).toEqual(result.current.data)
  })

  test('useSuspenseHogQL suspends until the rows are in, and hogqlQueryOptions has its key', async () => {
    const answer = { results: [[3]], columns: ['n'], types: [['n', 'UInt8']], hasMore: false }
    server.route = () => ({ body: answer })
    const queryClient = new QueryClient()
    const Shown = () => (
      <p>{`n is ${String(hogkit.useSuspenseHogQL<{ n: number }>('select 3 as n').data.rows[0]?.n)}`}</p>
    )
    render(
      <Suspense fallback={<p>waiting</p>}>
        <Shown />
      </Suspense>,
      { wrapper: inside(queryClient) },
    )
    expect(screen.getByText('waiting')).toBeDefined()
    await screen.findByText('n is 3')
    const api = createApi({ baseUrl: `${server.url}${prefix}` })
    const { queryKey } = hogkit.hogqlQueryOptions(api, 'select 3 as n')
    expect(queryClient.getQueryData(queryKey)).toMatchObject({ results: [[3]] })
  })
})

describe('a hook that writes', () => {
  test.each(writing)('$name asks $id, and what it changed is read again', async ({ name, hook, id }) => {
    const queryClient = new QueryClient()
    const list = [...resourceKey(id.split('.')[0] as never), 'kept']
    queryClient.setQueryData(list, 'as it was')
    const { result } = renderHook(() => hook(), { wrapper: inside(queryClient) })
    act(() => result.current.mutate(inputOfWrite(name)))
    await waitFor(() => expect(result.current.isSuccess).toBe(true))
    expect(asked()).toEqual([id])
    await waitFor(() => expect(queryClient.getQueryState(list)?.isInvalidated).toBe(true))
  })
})
