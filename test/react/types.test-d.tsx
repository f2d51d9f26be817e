/** Types of an app that registers nothing. `npm run typecheck` is the test. */
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import {
  createRootErrorHandlers,
  HogkitProvider,
  hogqlQueryOptions,
  personQueryOptions,
  useCapture,
  useCaptureOnView,
  useFeatureFlag,
  useFeatureFlagDetails,
  useFeatureFlagPayload,
  useFeatureFlags,
  useHogkit,
  useHogQL,
  useNamedQuery,
  useApi,
  useAsyncQuery,
  useCreateAnnotation,
  useDeletePersons,
  useInfiniteAnnotations,
  useInfiniteHogQL,
  useInfinitePersons,
  useInsights,
  usePerson,
  useSuspenseInsight,
  useUpdateInsight,
  useUpdateSessionRecording,
  useSuspenseFeatureFlag,
  useUpdateFlagDefinition,
  type FlagDetails,
  type FlagKey,
  type JsonValue,
  type HogQLResult,
  type HogQLRow,
} from 'hogkit'
import type { Api, EventsQuery, Insight, Page, Person, QueryResponse } from 'hogkit/api'
import { FlagGate, FlagPreview, FlagSwitch } from 'hogkit/components'
import { createRoot } from 'react-dom/client'
import { expectTypeOf } from 'vitest'

expectTypeOf<FlagKey>().toEqualTypeOf<string>()

export function Flags() {
  const value = useFeatureFlag('anything')
  expectTypeOf<typeof value>().toEqualTypeOf<boolean | string | undefined>()
  const withDefault = useFeatureFlag('anything', { defaultValue: false })
  expectTypeOf<typeof withDefault>().toEqualTypeOf<boolean | string>()
  const details = useFeatureFlagDetails('anything')
  expectTypeOf<typeof details>().toEqualTypeOf<FlagDetails>()
  // @ts-expect-error a flag is a boolean or a variant's key, never a number
  useFeatureFlag('anything', { defaultValue: 3 })
  // @ts-expect-error exposure is `commit` or `manual`
  useFeatureFlag('anything', { exposure: 'never' })

  const all = useFeatureFlags()
  expectTypeOf<typeof all>().toEqualTypeOf<Readonly<Record<string, boolean | string>>>()
  const suspended = useSuspenseFeatureFlag('anything')
  expectTypeOf<typeof suspended>().toEqualTypeOf<boolean | string | undefined>()
  const payload = useFeatureFlagPayload('anything')
  expectTypeOf<typeof payload>().toEqualTypeOf<JsonValue | undefined>()
}

export function FlagComponents() {
  return (
    <>
      <FlagGate flag="anything" match={['a', true]} />
      <FlagSwitch flag="anything" cases={{ a: 1, true: 2, false: 3 }} />
      <FlagSwitch flag="anything" cases={{ a: (payload, { variant }) => variant ?? JSON.stringify(payload) }} />
      <FlagPreview flag="anything" values={['a', true]} payloads={{ a: { any: 'thing' } }} />
      {/* @ts-expect-error a switch has cases */}
      <FlagSwitch flag="anything" />
    </>
  )
}

export function Events() {
  const capture = useCapture()
  const uuid = capture('anything', { any: 'thing' }, { groups: { company: 'acme' } })
  expectTypeOf<typeof uuid>().toEqualTypeOf<string | undefined>()
  // @ts-expect-error an event has a name
  capture()
  // @ts-expect-error properties are an object
  capture('anything', 'text')
}

export function Views() {
  const ref = useCaptureOnView('anything', { any: 'thing' }, { once: false })
  // @ts-expect-error an event has a name
  useCaptureOnView()
  return <section ref={ref} />
}

export function Roots() {
  return createRoot(document.body, createRootErrorHandlers(useHogkit(), { properties: { release: '1.2.3' } }))
}

export function Reads() {
  const plain = useHogQL('select 1')
  expectTypeOf<typeof plain.data>().toEqualTypeOf<HogQLResult | undefined>()
  if (plain.isSuccess) expectTypeOf<typeof plain.data.rows>().toEqualTypeOf<HogQLRow[]>()

  const typed = useHogQL<{ event: string; total: number }>({ query: 'select …', values: { since: '2026-01-01' } })
  if (typed.isSuccess) expectTypeOf<typeof typed.data.rows>().toEqualTypeOf<{ event: string; total: number }[]>()

  const person = usePerson({ distinctId: 'user_42' }, { select: ({ name }) => name.length })
  expectTypeOf<typeof person.data>().toEqualTypeOf<number | undefined>()
  const infinite = useInfinitePersons({ search: 'ada' })
  expectTypeOf<typeof infinite.data>().toEqualTypeOf<InfiniteData<Page<Person>> | undefined>()

  // Nothing is registered: any name, any values, any row.
  const named = useNamedQuery('topEvents', { days: 7 }, { select: ({ rows }) => rows[0]?.['total'] })
  expectTypeOf<typeof named.data>().toEqualTypeOf<unknown>()
  const unnamed = useNamedQuery('anything')
  expectTypeOf<typeof unnamed.data>().toEqualTypeOf<HogQLResult | undefined>()
  // @ts-expect-error values are an object by name
  useNamedQuery('topEvents', [7])

  // @ts-expect-error the key belongs to the hook
  useHogQL('select 1', { queryKey: ['mine'] })
  // @ts-expect-error a person is named by an id or by `{ distinctId }`
  usePerson({ distinct_id: 'user_42' })
  // @ts-expect-error the first page begins at the start
  useInfinitePersons({ offset: 10 })
}

export async function load(api: Api, queryClient: QueryClient) {
  const person = await queryClient.fetchQuery(personQueryOptions(api, 3))
  expectTypeOf<typeof person>().toEqualTypeOf<Person>()
  const cached = queryClient.getQueryData(hogqlQueryOptions<{ n: number }>(api, 'select 1 as n').queryKey)
  expectTypeOf<typeof cached>().toEqualTypeOf<HogQLResult<{ n: number }> | undefined>()
}

export function Recordings() {
  const { mutate } = useUpdateSessionRecording()
  mutate({ id: 's', viewed: true, player_metadata: { id: 's' } })
  mutate({ id: 's', analyzed: true })
  // @ts-expect-error nothing unviews a recording
  mutate({ id: 's', viewed: false })
  // @ts-expect-error what was done with it?
  mutate({ id: 's' })
}

export function Writes() {
  const { mutate } = useUpdateFlagDefinition()
  mutate({ id: 1, active: false })
  // @ts-expect-error which flag?
  mutate({ active: false })
}

export function Resources() {
  const insights = useInsights({ insight: 'TRENDS' })
  expectTypeOf<typeof insights.data>().toEqualTypeOf<Page<Insight> | undefined>()
  const names = useInsights({}, { select: ({ results }) => results.map(insight => insight.name) })
  expectTypeOf<typeof names.data>().toEqualTypeOf<(string | null | undefined)[] | undefined>()
  const found = useSuspenseInsight({ id: 1, refresh: 'blocking' })
  expectTypeOf<typeof found.data>().toEqualTypeOf<Insight>()
  const pages = useInfiniteHogQL<{ uuid: string }>('select uuid, timestamp from events', { pageSize: 10 })
  expectTypeOf<typeof pages.hasNextPage>().toEqualTypeOf<boolean>()
  const rows = pages.data?.pages[0]?.rows
  expectTypeOf<typeof rows>().toEqualTypeOf<{ uuid: string }[] | undefined>()
  const events = useAsyncQuery({ kind: 'EventsQuery', select: ['*'] })
  expectTypeOf<typeof events.data>().toEqualTypeOf<QueryResponse<EventsQuery> | undefined>()
  const update = useUpdateInsight()
  update.mutate({ id: 1, name: 'Growth' })

  // @ts-expect-error PostHog has no such filter
  useInsights({ nonsense: true })
  // @ts-expect-error PostHog's own kinds of insights
  useInsights({ insight: 'PIE' })
  // @ts-expect-error a list goes on by itself, page after page
  useInfiniteAnnotations({ offset: 10 })
  // @ts-expect-error which insight?
  update.mutate({ name: 'Growth' })
  // @ts-expect-error PostHog makes it, nobody writes it
  update.mutate({ id: 1, short_id: 'abc' })
  // @ts-expect-error an annotation says something
  useCreateAnnotation().mutate({ date_marker: '2026-01-01' })
  // @ts-expect-error ids or distinct ids, not both
  useDeletePersons().mutate({ ids: ['a'], distinctIds: ['b'] })
}

export function Providers() {
  const client = useHogkit()
  const api = useApi()
  return (
    <>
      <HogkitProvider projectToken="phc_x" host="eu" flushAt={1} apiBase="/proxy" />
      <HogkitProvider client={client} api={api} />
      {/* @ts-expect-error neither a client nor a token to make one */}
      <HogkitProvider />
      {/* @ts-expect-error both: the token would be ignored */}
      <HogkitProvider client={client} projectToken="phc_x" />
      {/* @ts-expect-error the option would be ignored, the client is made already */}
      <HogkitProvider client={client} flushAt={1} />
      {/* @ts-expect-error both: the base would be ignored */}
      <HogkitProvider client={client} api={api} apiBase="/proxy" />
      {/* @ts-expect-error a personal API key never reaches a browser */}
      <HogkitProvider projectToken="phc_x" personalApiKey="phx_x" />
    </>
  )
}
