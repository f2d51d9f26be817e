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
  type EventName,
  type FlagDetails,
  type FlagKey,
  type FlagValueOf,
} from 'hogkit'
import { CaptureOnView } from 'hogkit/components'
import type { FlagKey as CoreFlagKey } from 'hogkit/core'
import { expectTypeOf } from 'vitest'

declare module 'hogkit' {
  interface Register {
    flags: { 'new-nav': boolean; checkout: 'control' | 'one-page' }
    events: { 'file uploaded': { size: number; type?: string }; 'signed out': Record<string, never> }
  }
}

expectTypeOf<FlagKey>().toEqualTypeOf<'new-nav' | 'checkout'>()
// Core's own types follow, so a client outside of React is typed too.
expectTypeOf<CoreFlagKey>().toEqualTypeOf<'new-nav' | 'checkout'>()
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

  const details = useFeatureFlagDetails('checkout')
  expectTypeOf<typeof details>().toEqualTypeOf<FlagDetails<'control' | 'one-page' | false>>()
  expectTypeOf<typeof details.value>().toEqualTypeOf<'control' | 'one-page' | false | undefined>()
  return null
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
