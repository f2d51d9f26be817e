import { act, renderHook, waitFor } from '@testing-library/react'
import {
  HogkitProvider,
  useActiveUsers,
  useCohort,
  useCohortMembers,
  useCohorts,
  useCreateCohort,
  useFunnel,
  useInsightResult,
  useLifecycle,
  useNewPersons,
  usePaths,
  useRetention,
  useStickiness,
  useTopEvents,
  useTopPages,
  useTrends,
  useWebOverview,
} from 'hogkit'
import { createApi, isQueryError } from 'hogkit/api'
import type { ReactNode } from 'react'
import { beforeAll, expect, inject, test } from 'vitest'

const apiBase = `${inject('backendUrl')}/api/posthog`
const run = crypto.randomUUID().slice(0, 8)
const [visit, buy] = [`visit ${run}`, `buy ${run}`]

const inSandbox = ({ children }: { children: ReactNode }) => (
  <HogkitProvider
    projectToken={inject('projectToken')}
    host={inject('sandboxUrl')}
    apiBase={apiBase}
    persistence="memory"
  >
    {children}
  </HogkitProvider>
)

/** What the hook gives in the end. */
async function settled<TResult extends { isPending: boolean }>(hook: () => TResult): Promise<TResult> {
  const { result } = renderHook(hook, { wrapper: inSandbox })
  await waitFor(() => expect(result.current.isPending).toBe(false))
  return result.current
}

beforeAll(async () => {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const who = (name: string) => `${name}-${run}`
  const batch = [
    // Ann visits twice and buys, bob visits.
    { event: visit, distinct_id: who('ann'), timestamp: at(3) },
    { event: visit, distinct_id: who('ann'), timestamp: at(2) },
    { event: buy, distinct_id: who('ann'), timestamp: at(1), properties: { amount: 30 } },
    { event: visit, distinct_id: who('bob'), timestamp: at(1) },
  ]
  const answer = await fetch(`${inject('sandboxUrl')}/batch/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ api_key: inject('projectToken'), batch }),
  })
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`)
})

const visits = { kind: 'EventsNode', event: visit } as const
const buys = { kind: 'EventsNode', event: buy } as const
const today = { dateRange: { date_from: '-1d' } } as const
const sum = (values: readonly number[] | undefined) => values?.reduce((total, value) => total + value, 0)

test('trends count, by every way of counting', async () => {
  const { data } = await settled(() =>
    useTrends({
      series: [visits, { ...visits, math: 'dau' }, { ...buys, math: 'sum', math_property: 'amount' }],
      ...today,
    }),
  )
  expect(data?.results.map(line => [line.label, sum(line.data)])).toEqual([
    [visit, 3],
    [visit, 2],
    [buy, 30],
  ])
})

test('funnels, retention, lifecycle, stickiness and paths answer in their own shapes', async () => {
  const funnel = await settled(() => useFunnel({ series: [visits, buys], ...today }))
  expect(funnel.data?.results).toMatchObject([{ count: 2 }, { count: 1 }])
  const entity = { type: 'events', id: visit } as const
  const retention = await settled(() =>
    useRetention({ retentionFilter: { totalIntervals: 2, targetEntity: entity, returningEntity: entity } }),
  )
  expect(retention.data?.results.reduce((total, row) => total + (row.values[0]?.count ?? 0), 0)).toBeGreaterThanOrEqual(
    2,
  )
  const lifecycle = await settled(() => useLifecycle({ series: [visits], ...today }))
  expect(sum(lifecycle.data?.results.find(({ status }) => status === 'new')?.data)).toBe(2)
  const stickiness = await settled(() => useStickiness({ series: [visits], ...today }))
  expect(stickiness.data?.results[0]?.count).toBe(2)
  const paths = await settled(() =>
    usePaths({ pathsFilter: { includeEventTypes: ['custom_event'], startPoint: visit }, ...today }),
  )
  expect(paths.data?.results).toMatchObject([{ source: `1_${visit}`, target: `2_${buy}`, value: 1 }])
})

test('ready-made ones need no query', async () => {
  const active = await settled(() => useActiveUsers({ days: 1, event: visit }))
  expect(sum(active.data?.counts)).toBe(2)
  expect(active.data?.days).toHaveLength(2)
  expect(sum((await settled(() => useNewPersons({ days: 1 }))).data?.counts)).toBeGreaterThanOrEqual(2)
  const top = await settled(() => useTopEvents({ days: 1, limit: 1000 }))
  expect(top.data).toContainEqual({ name: visit, count: 3 })
  expect((await settled(() => useTopPages())).isSuccess).toBe(true)
  const overview = await settled(() => useWebOverview({ properties: [] }))
  expect(overview.data?.results.map(({ key }) => key)).toContain('visitors')
})

test('a saved insight comes with its result', async () => {
  const api = createApi({ baseUrl: apiBase })
  const { id } = await api.insights.create({
    name: `Visits ${run}`,
    query: { kind: 'InsightVizNode', source: { kind: 'TrendsQuery', series: [visits], ...today } },
  } as never)
  const { data } = await settled(() => useInsightResult(id))
  expect(data?.result).toMatchObject([{ label: visit, count: 3 }])
})

test('a mistake is an error that names the field', async () => {
  const { error } = await settled(() => useTrends({ series: [{ ...visits, math: 'mode' } as never] }))
  expect(isQueryError(error) && error.message).toContain('"mode" is not one of: total, dau')
})

test('a cohort and its members are read again until its calculation has finished', async () => {
  const leaf = { type: 'person' as const, key: 'cohort_run', operator: 'exact', value: run }
  const { result } = renderHook(
    () => {
      const create = useCreateCohort()
      const id = create.data?.id ?? 0
      const enabled = create.isSuccess
      return {
        create,
        cohort: useCohort(id, { enabled }),
        members: useCohortMembers({ id }, { enabled }),
        list: useCohorts({ search: run }),
      }
    },
    { wrapper: inSandbox },
  )
  const wait = { timeout: 30_000, interval: 250 }
  const made = await act(() =>
    result.current.create.mutateAsync({
      name: `Of ${run}`,
      filters: { properties: { type: 'AND', values: [{ type: 'AND', values: [leaf] }] } },
    }),
  )
  expect(made.is_calculating).toBe(true)
  await waitFor(() => expect(result.current.cohort.data).toMatchObject({ is_calculating: false, count: 0 }), wait)
  await waitFor(() => expect(result.current.list.data?.results[0]).toMatchObject({ is_calculating: false }), wait)
  await waitFor(() => expect(result.current.members.data?.results).toEqual([]), wait)
  // A calculation that events cause is followed once the cohort is read again, as when the window gets the focus.
  const batch = [{ event: visit, distinct_id: `cyd-${run}`, properties: { $set: { cohort_run: run } } }]
  const answer = await fetch(`${inject('sandboxUrl')}/batch/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ api_key: inject('projectToken'), batch }),
  })
  expect(answer.status).toBe(200)
  await waitFor(async () => {
    await act(() => result.current.cohort.refetch())
    expect(result.current.cohort.data?.count).toBe(1)
  }, wait)
  await waitFor(
    () => expect(result.current.members.data?.results.map(person => person.distinct_ids)).toEqual([[`cyd-${run}`]]),
    wait,
  )
}, 90_000)
