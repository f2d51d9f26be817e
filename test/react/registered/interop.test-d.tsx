/** Server-side results and the names of @posthog/react follow what is registered, as the hooks do. */
import { PostHogFeature, useFeatureFlagPayload, useFeatureFlagVariantKey } from 'hogkit/compat'
import type { FlagResults } from 'hogkit/server'
import { expectTypeOf } from 'vitest'

export function onServer(flags: FlagResults) {
  const checkout = flags.get('checkout')
  expectTypeOf<typeof checkout>().toEqualTypeOf<'control' | 'one-page' | false | undefined>()
  const payload = flags.payload('banner')
  expectTypeOf<typeof payload>().toEqualTypeOf<{ headline: string } | undefined>()
  const { variant } = flags.details('banner')
  expectTypeOf<typeof variant>().toEqualTypeOf<'blue' | 'red' | undefined>()
  // @ts-expect-error no such flag is registered
  flags.get('new-nva')
}

export function Compat() {
  const variant = useFeatureFlagVariantKey('checkout')
  expectTypeOf<typeof variant>().toEqualTypeOf<'control' | 'one-page' | false | undefined>()
  const payload = useFeatureFlagPayload('banner')
  expectTypeOf<typeof payload>().toEqualTypeOf<{ headline: string } | undefined>()
  return (
    <>
      <PostHogFeature flag="banner" match="red">
        {banner => {
          expectTypeOf<typeof banner>().toEqualTypeOf<{ headline: string } | undefined>()
          return banner?.headline
        }}
      </PostHogFeature>
      {/* @ts-expect-error no such variant */}
      <PostHogFeature flag="banner" match="green" />
      {/* @ts-expect-error no such flag is registered */}
      <PostHogFeature flag="new-nva" />
    </>
  )
}
