import { QueryClient } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import { HogkitProvider, namedQueryOptions, useHogkit, useNamedQuery } from 'hogkit'
import { createApi, isNotFoundError, isQueryError, isValidationError } from 'hogkit/api'
import type { ReactNode } from 'react'
import { describe, expect, inject, test } from 'vitest'
import { makeClient, serve, within } from './support/render.js'

const apiBase = `${inject('backendUrl')}/api/posthog`
const inside = (queryClient = new QueryClient()) =>
  function Inside({ children }: { children: ReactNode }) {
    return (
      <HogkitProvider
        projectToken={inject('projectToken')}
        host={inject('sandboxUrl')}
        apiBase={apiBase}
        persistence="memory"
        queryClient={queryClient}
      >
        {children}
      </HogkitProvider>
    )
  }

describe('useNamedQuery, through a proxy to the sandbox', () => {
  test('gives the rows of a query that lives on the server, for these values and for others', async () => {
    const [mine, other] = [`named-${crypto.randomUUID()}`, `other-${crypto.randomUUID()}`]
    const { result: app } = renderHook(() => useHogkit(), { wrapper: inside() })
    app.current.capture(mine)
    app.current.capture(other)
    await app.current.flush()
    const { result, rerender } = renderHook(({ names }) => useNamedQuery('eventsNamed', { names }), {
      wrapper: inside(),
      initialProps: { names: [mine] },
    })
    expect(result.current).toMatchObject({ status: 'pending', data: undefined })
    await waitFor(() => expect(result.current.isSuccess).toBe(true), { timeout: 10_000 })
    const distinct_id = app.current.distinctId
    expect(result.current.data).toMatchObject({
      rows: [{ event: mine, distinct_id }],
      fields: [{ name: 'event' }, { name: 'distinct_id' }],
      hasMore: false,
      truncated: false,
    })
    rerender({ names: [mine, other] })
    await waitFor(() => expect(result.current.data?.rows).toHaveLength(2), { timeout: 10_000 })
  })

  test('tells that rows were cut, selects, and waits while it is not enabled', async () => {
    const { result } = renderHook(
      () =>
        useNamedQuery('numbers', {}, { select: ({ rows, ...data }) => [rows.length, data.hasMore, data.truncated] }),
      { wrapper: inside() },
    )
    await waitFor(() => expect(result.current.data).toEqual([100, true, true]), { timeout: 10_000 })
    const { result: idle } = renderHook(() => useNamedQuery('numbers', {}, { enabled: false }), { wrapper: inside() })
    expect(idle.current).toMatchObject({ status: 'pending', fetchStatus: 'idle' })
  })

  test('has the data of namedQueryOptions in its first render', async () => {
    const queryClient = new QueryClient()
    await queryClient.prefetchQuery(namedQueryOptions(createApi({ baseUrl: apiBase }), 'numbers'))
    const seen: unknown[] = []
    renderHook(() => seen.push(useNamedQuery('numbers', {}, { staleTime: Infinity }).data?.rows.length), {
      wrapper: inside(queryClient),
    })
    expect(seen[0]).toBe(100)
  })

  test('rejects with typed errors: a wrong value, an unknown name, a mistake in the server’s text', async () => {
    const { result } = renderHook(
      () => {
        const wrong = useNamedQuery('eventsNamed', { name: 'x' }).error
        const unknown = useNamedQuery('nothing').error
        const broken = useNamedQuery('broken').error
        return { wrong, unknown, broken }
      },
      { wrapper: inside() },
    )
    await waitFor(
      () => {
        expect(isValidationError(result.current.wrong) && result.current.wrong.attr).toBe('values__name')
        expect(isNotFoundError(result.current.unknown)).toBe(true)
        expect(isQueryError(result.current.broken)).toBe(true)
      },
      { timeout: 10_000 },
    )
  })
})

describe('what it asks', () => {
  test('is the name and the values alone, once for all readers, in whatever order they come', async () => {
    const server = await serve()
    server.route = () => ({ body: { columns: ['n'], results: [[1]], types: [], hasMore: false, query: 'select 1' } })
    const { result } = renderHook(
      () => [useNamedQuery('top events', { a: 1, b: [2] }).data, useNamedQuery('top events', { b: [2], a: 1 }).data],
      { wrapper: within(makeClient(server.url, { preloadFlags: false })) },
    )
    await waitFor(() => expect(result.current.every(data => data?.rows.length === 1)).toBe(true))
    const asked = server.requests.filter(({ path }) => path.startsWith('/api/posthog'))
    expect(asked).toMatchObject([
      { method: 'POST', path: '/api/posthog/queries/top%20events/', body: { values: { a: 1, b: [2] } } },
    ])
  })

  test('has keys that tell proxies, names and values apart, and holds no secret', () => {
    const [here, there] = [createApi({ baseUrl: '/api/posthog' }), createApi({ baseUrl: '/other' })]
    const keys = [
      namedQueryOptions(here, 'a', { n: 1 }),
      namedQueryOptions(here, 'a', { n: 2 }),
      namedQueryOptions(here, 'b', { n: 1 }),
      namedQueryOptions(there, 'a', { n: 1 }),
    ].map(({ queryKey }) => JSON.stringify(queryKey))
    expect(new Set(keys).size).toBe(4)
    expect(JSON.stringify(namedQueryOptions(here, 'a').queryKey)).toBe(
      JSON.stringify(namedQueryOptions(here, 'a', {}).queryKey),
    )
    expect(keys.every(key => key.startsWith('["hogkit","query"'))).toBe(true)
  })
})
