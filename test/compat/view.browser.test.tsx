import { cleanup, render } from '@testing-library/react'
import { createPostHog, type PostHog, PostHogCaptureOnViewed, PostHogFeature, PostHogProvider } from 'hogkit/compat'
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest'

let posthog: PostHog
let events: { event: string; properties: Record<string, unknown> }[]
beforeEach(() => {
  events = []
  posthog = createPostHog(inject('projectToken'), {
    api_host: `${inject('backendUrl')}/ingest`,
    persistence: 'memory',
    capture_pageview: false,
    advanced_disable_feature_flags: true,
    bootstrap: { featureFlags: { banner: 'red' } },
  })
  posthog.on('eventCaptured', event => {
    if (event.event !== '$feature_flag_called') events.push(event)
  })
})
afterEach(async () => {
  cleanup()
  scrollTo(0, 0)
  await posthog.hogkit.shutdown()
})

const far = { marginTop: 4000 }

test('PostHogFeature captures its view once, when one of its children comes into view', async () => {
  render(
    <PostHogProvider client={posthog}>
      <PostHogFeature flag="banner" style={far}>
        <p>one</p>
        <p>two</p>
      </PostHogFeature>
    </PostHogProvider>,
  )
  scrollTo(0, 100_000)
  await vi.waitFor(() => expect(events).toHaveLength(1), 15_000)
  scrollTo(0, 0)
  scrollTo(0, 100_000)
  expect(events).toEqual([
    expect.objectContaining({
      event: '$feature_view',
      properties: expect.objectContaining({ feature_flag: 'banner', feature_flag_variant: 'red' }),
      $set: { '$feature_view/banner': 'red' },
    }),
  ])
})

test('PostHogCaptureOnViewed captures what is seen, as a whole or child by child', async () => {
  render(
    <PostHogProvider client={posthog}>
      <PostHogCaptureOnViewed name="hero" properties={{ campaign: 'spring' }} id="hero">
        <p>hero</p>
      </PostHogCaptureOnViewed>
      <PostHogCaptureOnViewed name="cards" trackAllChildren observerOptions={{ threshold: [0.9, 0.2] }}>
        <p>first</p>
        <p>second</p>
        <p style={far}>third</p>
      </PostHogCaptureOnViewed>
    </PostHogProvider>,
  )
  await vi.waitFor(() => expect(events).toHaveLength(3), 15_000)
  // A browser looks at several observers in no certain order.
  const seen = events.map(({ properties }) => [properties['element_name'], properties['child_index']])
  expect(seen.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
    ['cards', 0],
    ['cards', 1],
    ['hero', undefined],
  ])
  const hero = events.find(({ properties }) => properties['element_name'] === 'hero')
  expect(hero?.properties).toMatchObject({ campaign: 'spring' })
  expect(document.querySelector('#hero')?.tagName).toBe('DIV')
})
