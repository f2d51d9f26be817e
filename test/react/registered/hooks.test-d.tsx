/**
 * Types of an app that registers its flags and events. A project of its own: what is registered holds for a whole program.
 * `test/react/registered.test.tsx` compiles it.
 */
import {
  useCapture,
  useCaptureOnView,
  useFeatureFlag,
  useFeatureFlagDetails,
  useFeatureFlagPayload,
  namedQueryOptions,
  useFeatureFlags,
  useNamedQuery,
  useSuspenseFeatureFlag,
  type EventName,
  type FlagDetails,
  type FlagKey,
  type FlagPayloadOf,
  type FlagValueOf,
  type JsonValue,
  type QueryName,
  type StandardSchema,
} from 'hogkit'
import { type ApiCaller, createApi, type HogQLRow } from 'hogkit/api'
import { CaptureOnView, FlagGate, FlagPreview, FlagSwitch } from 'hogkit/components'
import type { FlagKey as CoreFlagKey } from 'hogkit/core'
import { createProxy } from 'hogkit/server'
import { expectTypeOf } from 'vitest'

declare module 'hogkit' {
  interface Register {
    flags: {
      'new-nav': boolean
      checkout: 'control' | 'one-page'
      banner: { value: 'blue' | 'red'; payload: { headline: string } }
      limits: { value: boolean; payload: Limits }
    }
    queries: {
      topEvents: { values: { days: number }; row: { event: string; total: number } }
      search: { values: { text?: string } }
      totals: { row: { total: number } }
    }
    events: { 'file uploaded': { size: number; type?: string }; 'signed out': Record<string, never> }
  }
}

interface Limits {
  seats: number
}

expectTypeOf<FlagKey>().toEqualTypeOf<'new-nav' | 'checkout' | 'banner' | 'limits'>()
// Core's own types follow, so a client outside of React is typed too.
expectTypeOf<CoreFlagKey>().toEqualTypeOf<'new-nav' | 'checkout' | 'banner' | 'limits'>()
expectTypeOf<FlagValueOf<'banner'>>().toEqualTypeOf<'blue' | 'red' | false>()
expectTypeOf<FlagValueOf<'limits'>>().toEqualTypeOf<boolean>()
expectTypeOf<FlagPayloadOf<'banner'>>().toEqualTypeOf<{ headline: string }>()
expectTypeOf<FlagPayloadOf<'limits'>>().toEqualTypeOf<Limits>()
expectTypeOf<FlagPayloadOf<'checkout'>>().toEqualTypeOf<JsonValue>()
expectTypeOf<FlagValueOf<'checkout'>>().toEqualTypeOf<'control' | 'one-page' | false>()
expectTypeOf<FlagValueOf<'new-nav'>>().toEqualTypeOf<boolean>()

export function Flags() {
  const checkout = useFeatureFlag('checkout')
  expectTypeOf<typeof checkout>().toEqualTypeOf<'control' | 'one-page' | false | undefined>()

  const checkoutOrDefault = useFeatureFlag('checkout', { defaultValue: 'control' })
  expectTypeOf<typeof checkoutOrDefault>().toEqualTypeOf<'control' | 'one-page' | false>()

  const isNewNav = useFeatureFlag('new-nav', { defaultValue: false, exposure: 'manual' })
  expectTypeOf<typeof isNewNav>().toEqualTypeOf<boolean>()

  // @ts-expect-error no such flag is registered
  useFeatureFlag('new-nva')
  // @ts-expect-error no such variant
  useFeatureFlag('checkout', { defaultValue: 'two-page' })
  // @ts-expect-error a boolean flag has no variants
  useFeatureFlag('new-nav', { defaultValue: 'control' })
  // @ts-expect-error no such flag is registered
  useFeatureFlagPayload('new-nva')
  // @ts-expect-error compares with a variant that the flag never has
  void (checkout === 'two-page')

  const all = useFeatureFlags()
  expectTypeOf<typeof all.checkout>().toEqualTypeOf<'control' | 'one-page' | false | undefined>()
  // @ts-expect-error no such flag is registered
  void all.other

  const details = useFeatureFlagDetails('checkout')
  expectTypeOf<typeof details>().toEqualTypeOf<FlagDetails<'control' | 'one-page' | false>>()
  expectTypeOf<typeof details.value>().toEqualTypeOf<'control' | 'one-page' | false | undefined>()
  return null
}

export function Payloads(schema: StandardSchema<{ headline: string; size: number }>) {
  const banner = useFeatureFlagPayload('banner')
  expectTypeOf<typeof banner>().toEqualTypeOf<{ headline: string } | undefined>()
  const bannerOrDefault = useFeatureFlagPayload('banner', { defaultValue: { headline: 'Welcome' } })
  expectTypeOf<typeof bannerOrDefault>().toEqualTypeOf<{ headline: string }>()
  const limits = useFeatureFlagPayload('limits')
  expectTypeOf<typeof limits>().toEqualTypeOf<Limits | undefined>()
  const checkout = useFeatureFlagPayload('checkout')
  expectTypeOf<typeof checkout>().toEqualTypeOf<JsonValue | undefined>()
  const details = useFeatureFlagDetails('banner')
  expectTypeOf<typeof details.payload>().toEqualTypeOf<{ headline: string } | undefined>()
  expectTypeOf<typeof details.variant>().toEqualTypeOf<'blue' | 'red' | undefined>()

  // A schema says more than what is registered.
  const checked = useFeatureFlagPayload('banner', { schema })
  expectTypeOf<typeof checked>().toEqualTypeOf<{ headline: string; size: number } | undefined>()
  const whole = useFeatureFlagPayload('checkout', { schema, defaultValue: { headline: '', size: 0 } })
  expectTypeOf<typeof whole>().toEqualTypeOf<{ headline: string; size: number }>()
  // @ts-expect-error the default is of the payload's type
  useFeatureFlagPayload('banner', { defaultValue: { title: 'Welcome' } })
  // @ts-expect-error the default is of the schema's type
  useFeatureFlagPayload('banner', { schema, defaultValue: { headline: 3 } })
  return null
}

export function Suspending() {
  const checkout = useSuspenseFeatureFlag('checkout')
  expectTypeOf<typeof checkout>().toEqualTypeOf<'control' | 'one-page' | false | undefined>()
  const isNewNav = useSuspenseFeatureFlag('new-nav', { defaultValue: true })
  expectTypeOf<typeof isNewNav>().toEqualTypeOf<boolean>()
  // @ts-expect-error no such flag is registered
  useSuspenseFeatureFlag('new-nva')
  return null
}

export function OnView(element: Element | null) {
  useFeatureFlag('checkout', { exposure: 'visible', element })
  // @ts-expect-error `visible` needs an element
  useFeatureFlag('checkout', { exposure: 'visible' })
  // @ts-expect-error only `visible` looks at an element
  useFeatureFlag('checkout', { exposure: 'commit', element })
  return null
}

export function Components() {
  return (
    <>
      <FlagGate flag="checkout" match="one-page" fallback={null}>
        {(payload, { variant }) => {
          expectTypeOf<typeof variant>().toEqualTypeOf<'control' | 'one-page' | undefined>()
          expectTypeOf<typeof payload>().toEqualTypeOf<JsonValue | undefined>()
          return null
        }}
      </FlagGate>
      <FlagGate flag="banner">
        {payload => {
          expectTypeOf<typeof payload>().toEqualTypeOf<{ headline: string } | undefined>()
          return payload?.headline
        }}
      </FlagGate>
      {/* @ts-expect-error no such flag is registered */}
      <FlagGate flag="new-nva" />
      {/* @ts-expect-error no such variant */}
      <FlagGate flag="checkout" match="two-page" />

      <FlagSwitch flag="checkout" cases={{ control: 1, 'one-page': 2 }} />
      <FlagSwitch flag="checkout" cases={{ control: 1, 'one-page': 2, false: 3 }} fallback={4} />
      <FlagSwitch flag="new-nav" cases={{ true: 1 }} />
      <FlagSwitch flag="banner" cases={{ blue: payload => payload?.headline, red: null }} />
      {/* @ts-expect-error a variant is missing */}
      <FlagSwitch flag="checkout" cases={{ control: 1 }} />
      {/* @ts-expect-error and no fallback makes up for it */}
      <FlagSwitch flag="checkout" cases={{ control: 1 }} fallback={2} />
      {/* @ts-expect-error the flag never has this variant */}
      <FlagSwitch flag="checkout" cases={{ control: 1, 'one-page': 2, 'two-page': 3 }} />
      {/* @ts-expect-error a flag without variants is on by `true` */}
      <FlagSwitch flag="new-nav" cases={{ false: 1 }} />
      {/* @ts-expect-error no such flag is registered */}
      <FlagSwitch flag="new-nva" cases={{ true: 1 }} />

      <FlagPreview flag="banner" values={['blue', false]} payloads={{ red: { headline: 'Hello' } }} />
      {/* @ts-expect-error no such variant */}
      <FlagPreview flag="checkout" values={['two-page']} />
      {/* @ts-expect-error the payload is of another type */}
      <FlagPreview flag="banner" payloads={{ red: { title: 'Hello' } }} />
    </>
  )
}

export function Events() {
  const capture = useCapture()
  capture('file uploaded', { size: 3 })
  capture('file uploaded', { size: 3, type: 'pdf' }, { immediate: true })
  capture('signed out')
  capture('something else')
  capture('something else', { anything: [1] })

  // @ts-expect-error `size` is required, so there must be properties
  capture('file uploaded')
  // @ts-expect-error `size` is missing
  capture('file uploaded', { type: 'pdf' })
  // @ts-expect-error `size` is a number
  capture('file uploaded', { size: '3' })
  // @ts-expect-error `length` is not registered for this event
  capture('file uploaded', { size: 3, length: 4 })

  const anyName: EventName = 'not registered'
  return anyName
}

export function Views() {
  const ref = useCaptureOnView('file uploaded', { size: 3 }, { dwellMs: 500 })
  useCaptureOnView('signed out')
  useCaptureOnView('something else', { anything: [1] })
  // @ts-expect-error `size` is required, so there must be properties
  useCaptureOnView('file uploaded')
  // @ts-expect-error `size` is a number
  useCaptureOnView('file uploaded', { size: '3' })
  // @ts-expect-error no such option
  useCaptureOnView('signed out', {}, { dwell: 3 })

  return (
    <>
      <CaptureOnView event="file uploaded" properties={{ size: 3 }} once={false}>
        <p ref={ref} />
      </CaptureOnView>
      <CaptureOnView event="signed out">{viewRef => <p ref={viewRef} />}</CaptureOnView>
      <CaptureOnView event="something else" properties={{ anything: [1] }}>
        <svg ref={ref} />
      </CaptureOnView>
      {/* @ts-expect-error `size` is required, so there must be properties */}
      <CaptureOnView event="file uploaded">
        <p />
      </CaptureOnView>
      {/* @ts-expect-error one child only */}
      <CaptureOnView event="signed out">
        <p />
        <p />
      </CaptureOnView>
    </>
  )
}

export function Queries(api: ApiCaller) {
  const top = useNamedQuery('topEvents', { days: 7 }, { staleTime: 1000 })
  const rows = top.data?.rows
  expectTypeOf<typeof rows>().toEqualTypeOf<{ event: string; total: number }[] | undefined>()
  const first = useNamedQuery('topEvents', { days: 7 }, { select: data => data.rows[0]?.event })
  expectTypeOf<typeof first.data>().toEqualTypeOf<string | undefined>()
  const total = useNamedQuery('totals').data?.rows[0]
  expectTypeOf<typeof total>().toEqualTypeOf<{ total: number } | undefined>()
  const found = useNamedQuery('search', { text: 'a' }).data?.rows[0]
  expectTypeOf<typeof found>().toEqualTypeOf<HogQLRow | undefined>()
  useNamedQuery('search')
  useNamedQuery('totals', {}, { enabled: false })
  void namedQueryOptions(api, 'topEvents', { days: 7 })
  void createApi({ baseUrl: '/api/posthog' }).query.named('topEvents', { days: 7 })
  expectTypeOf<QueryName>().toEqualTypeOf<'topEvents' | 'search' | 'totals'>()

  // @ts-expect-error no such query is registered
  useNamedQuery('topEvent', { days: 7 })
  // @ts-expect-error `days` is required, so there must be values
  useNamedQuery('topEvents')
  // @ts-expect-error `days` is a number
  useNamedQuery('topEvents', { days: '7' })
  // @ts-expect-error it takes no such value
  useNamedQuery('topEvents', { days: 7, limit: 3 })
  // @ts-expect-error it takes no values
  useNamedQuery('totals', { days: 7 })
  // @ts-expect-error `days` is required, so there must be values
  void namedQueryOptions(api, 'topEvents')
  // @ts-expect-error `days` is a number
  void createApi({ baseUrl: '/api/posthog' }).query.named('topEvents', { days: '7' })
  return null
}

export const proxy = createProxy({
  host: 'eu',
  projectId: 1,
  personalApiKey: 'phx_…',
  authorize: () => null,
  queries: {
    topEvents: { query: 'select {days}' },
    // @ts-expect-error no such query is registered
    topEvent: { query: 'select 1' },
  },
})
