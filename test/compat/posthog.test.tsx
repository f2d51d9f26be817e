import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import {
  createPostHog,
  type PostHog,
  PostHogErrorBoundary,
  PostHogFeature,
  PostHogProvider,
  setupReactErrorHandler,
  useActiveFeatureFlags,
  useFeatureFlagEnabled,
  useFeatureFlagPayload,
  useFeatureFlagResult,
  useFeatureFlagVariantKey,
  usePostHog,
} from 'hogkit/compat'
import { useFeatureFlag } from 'hogkit'
import { StrictMode, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { projectToken, serve, watchConsole } from '../react/support/render.js'
import type { PublicServer } from '../react/support/server.js'

let server: PublicServer
let made: PostHog[] = []
beforeEach(async () => {
  server = await serve({
    featureFlags: { beta: true, checkout: 'one-page', off: false },
    featureFlagPayloads: { checkout: { steps: 1 } },
  })
})
afterEach(async () => {
  await Promise.all(made.map(each => each.hogkit.shutdown({ timeoutMs: 500 })))
  made = []
})

const quiet = { capture_pageview: false, persistence: 'memory', autocapture: false } as const
function make(config: object = {}): PostHog {
  const posthog = createPostHog(projectToken, { api_host: server.url, ...quiet, ...config })
  made.push(posthog)
  return posthog
}
const bootstrap = {
  featureFlags: { beta: true, checkout: 'one-page', off: false },
  featureFlagPayloads: { checkout: { steps: 1 } },
}
const known = { bootstrap, advanced_disable_feature_flags: true }
const within =
  (client: PostHog) =>
  ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <PostHogProvider client={client}>{children}</PostHogProvider>
    </StrictMode>
  )

describe('the hooks of @posthog/react', () => {
  test('give what they gave', () => {
    const wrapper = within(make(known))
    const read = <T,>(hook: () => T) => renderHook(hook, { wrapper }).result.current
    expect(read(() => useFeatureFlagEnabled('beta'))).toBe(true)
    expect(read(() => useFeatureFlagEnabled('checkout'))).toBe(true)
    expect(read(() => useFeatureFlagEnabled('off'))).toBe(false)
    expect(read(() => useFeatureFlagEnabled('none'))).toBeUndefined()
    expect(read(() => useFeatureFlagEnabled('none', true))).toBe(true)
    expect(read(() => useFeatureFlagEnabled('off', true))).toBe(false)
    expect(read(() => useFeatureFlagVariantKey('checkout'))).toBe('one-page')
    expect(read(() => useFeatureFlagVariantKey('beta'))).toBe(true)
    expect(read(() => useFeatureFlagPayload('checkout'))).toEqual({ steps: 1 })
    expect(read(() => useFeatureFlagResult('checkout'))).toEqual({
      key: 'checkout',
      enabled: true,
      variant: 'one-page',
      payload: { steps: 1 },
    })
    expect(read(() => useFeatureFlagResult('off'))).toMatchObject({ enabled: false, variant: undefined })
    expect(read(() => useFeatureFlagResult('none'))).toBeUndefined()
    expect(read(() => useActiveFeatureFlags())).toEqual(['beta', 'checkout'])
  })

  test('render again for their flag only, with stable objects', async () => {
    const client = make(known)
    let renders = 0
    const { result } = renderHook(
      () => {
        renders++
        return [useFeatureFlagResult('checkout'), useActiveFeatureFlags(), usePostHog()]
      },
      { wrapper: within(client) },
    )
    const [before, active, posthog] = result.current
    expect(posthog).toBe(client)
    const first = renders
    await act(async () => client.hogkit.flags.override({ off: false }))
    expect(renders).toBe(first)
    expect(result.current[0]).toBe(before)
    expect(result.current[1]).toBe(active)
  })

  test('report exposure after commit, once, and the payload none', async () => {
    const client = make(known)
    const { rerender } = renderHook(() => [useFeatureFlagEnabled('beta'), useFeatureFlagPayload('checkout')], {
      wrapper: within(client),
    })
    rerender()
    await client.hogkit.flush()
    expect(server.events('$feature_flag_called').map(({ properties }) => properties['$feature_flag'])).toEqual(['beta'])
  })

  test('say what is missing without a provider', () => {
    const output = watchConsole()
    expect(() => renderHook(() => usePostHog())).toThrow(/<HogkitProvider>/)
    expect(output.warnings()).toEqual([])
  })
})

describe('PostHogProvider', () => {
  test('makes the client from apiKey and options, loads flags after commit, calls `loaded`, and serves hogkit’s own hooks', async () => {
    const loaded = vi.fn()
    const Shown = () => (
      <p>
        {String(useFeatureFlagVariantKey('checkout'))} {String(useFeatureFlag('beta'))}
      </p>
    )
    const tree = (
      <StrictMode>
        <PostHogProvider apiKey={projectToken} options={{ ...quiet, api_host: `${server.url}/`, loaded }}>
          <Shown />
        </PostHogProvider>
      </StrictMode>
    )
    expect(renderToString(tree)).toContain('undefined')
    expect(server.requests).toEqual([])
    render(tree)
    await screen.findByText('one-page true')
    expect(loaded).toHaveBeenCalledOnce()
    expect(loaded.mock.calls[0]?.[0]).toMatchObject({ capture: expect.any(Function) })
  })

  test('shows bootstrapped flags in the first render', () => {
    const Shown = () => <p>{String(useFeatureFlagEnabled('beta'))}</p>
    expect(
      renderToString(
        <PostHogProvider apiKey={projectToken} options={{ ...quiet, api_host: server.url, bootstrap }}>
          <Shown />
        </PostHogProvider>,
      ),
    ).toBe('<p>true</p>')
  })

  test('refuses a client that is not ours, and says what to do', () => {
    watchConsole()
    const foreign = { capture: () => undefined } as unknown as PostHog
    expect(() => render(<PostHogProvider client={foreign}>x</PostHogProvider>)).toThrow(/createPostHog/)
  })

  test('names options of posthog-js that have no effect', () => {
    const output = watchConsole()
    make({ session_recording: {}, ui_host: 'https://eu.posthog.com', autocapture: true })
    expect(output.warnings()).toEqual([expect.stringContaining('no effect here: session_recording, autocapture')])
  })
})

describe('the client by the names of posthog-js', () => {
  test('captures, and gives the event back', async () => {
    const posthog = make(known)
    const heard: unknown[] = []
    posthog.on('eventCaptured', event => heard.push(event.event))
    const result = posthog.capture('signed up', { plan: 'pro' }, { $set: { plan: 'pro' }, $set_once: { first: 1 } })
    expect(result).toMatchObject({
      event: 'signed up',
      uuid: expect.any(String),
      properties: expect.objectContaining({ plan: 'pro' }),
      $set: { plan: 'pro' },
      $set_once: { first: 1 },
      timestamp: expect.any(Date),
    })
    posthog.register({ team: 'red' })
    posthog.register_once({ team: 'blue', first: true })
    posthog.unregister('first')
    posthog.identify('user_1', { email: 'a@b.example' })
    posthog.group('company', 'acme', { tier: 'gold' })
    posthog.people.set({ seen: true })
    posthog.captureException(new Error('broken'))
    await posthog.hogkit.flush()
    expect(server.events().map(({ event }) => event)).toEqual([
      'signed up',
      '$identify',
      '$groupidentify',
      '$set',
      '$exception',
    ])
    expect(server.events('$exception')[0]).toMatchObject({
      distinct_id: 'user_1',
      properties: { team: 'red', $groups: { company: 'acme' } },
    })
    expect(posthog.get_distinct_id()).toBe('user_1')
    expect(posthog.get_session_id()).toMatch(/^[\da-f-]{36}$/)
    expect(heard).toHaveLength(5)
    posthog.reset()
    expect(posthog.get_distinct_id()).not.toBe('user_1')
  })

  test('reads flags, tells of them and overrides them', async () => {
    const posthog = make()
    const told: [string[], Record<string, unknown>, unknown][] = []
    const undo = posthog.onFeatureFlags((...given) => told.push([...given] as (typeof told)[number]))
    expect(posthog.featureFlags.hasLoadedFlags).toBe(false)
    await waitFor(() => expect(told).toHaveLength(1))
    expect(told[0]).toEqual([['beta', 'checkout'], { beta: true, checkout: 'one-page' }, {}])
    expect(posthog.featureFlags.hasLoadedFlags).toBe(true)
    // Who comes later is told at once.
    const late = vi.fn()
    posthog.onFeatureFlags(late)
    expect(late).toHaveBeenCalledOnce()
    expect(posthog.isFeatureEnabled('checkout')).toBe(true)
    expect(posthog.isFeatureEnabled('none', { send_event: false })).toBeUndefined()
    expect(posthog.getFeatureFlag('checkout', { send_event: false })).toBe('one-page')
    expect(posthog.getFeatureFlagPayload('checkout')).toEqual({ steps: 1 })
    expect(posthog.getFeatureFlagResult('off', { send_event: false })).toMatchObject({ key: 'off', enabled: false })
    posthog.featureFlags.overrideFeatureFlags(['off'])
    expect(posthog.isFeatureEnabled('off', { send_event: false })).toBe(true)
    posthog.featureFlags.overrideFeatureFlags(false)
    expect(posthog.isFeatureEnabled('off', { send_event: false })).toBe(false)
    undo()
    await posthog.hogkit.flush()
    expect(server.events('$feature_flag_called').map(({ properties }) => properties['$feature_flag'])).toEqual([
      'checkout',
    ])
    expect(told.at(-1)?.[0]).toEqual(['beta', 'checkout'])
  })

  test('knows consent', async () => {
    const posthog = make({ ...known, opt_out_capturing_by_default: true })
    expect(posthog.has_opted_out_capturing()).toBe(true)
    expect(posthog.capture('silent')).toBeUndefined()
    posthog.opt_in_capturing()
    expect(posthog.has_opted_in_capturing()).toBe(true)
    expect(posthog.capture('heard')).toBeDefined()
    posthog.opt_out_capturing()
    expect(posthog.capture('silent')).toBeUndefined()
  })

  test('passes events through before_send in its own spelling', async () => {
    const posthog = make({
      ...known,
      before_send: [
        (event: { event: string; properties: Record<string, unknown> } | null) =>
          event?.event === 'secret' ? null : event,
        (event: { event: string; properties: Record<string, unknown> }) => ({
          ...event,
          properties: { ...event.properties, cleaned: true },
          $set: { cleaned: true },
        }),
      ],
    })
    expect(posthog.capture('secret')).toBeUndefined()
    posthog.capture('open')
    await posthog.hogkit.flush()
    expect(server.events()).toHaveLength(1)
    expect(server.events('open')[0]?.properties).toMatchObject({ cleaned: true, $set: { cleaned: true } })
  })

  test('captures the page when it opens, unless told otherwise', async () => {
    const posthog = make({ ...known, capture_pageview: true })
    await posthog.hogkit.flush()
    expect(server.events('$pageview')).toHaveLength(1)
  })
})

describe('PostHogFeature', () => {
  const draw = (client: PostHog, children: ReactNode) =>
    render(children, { wrapper: within(client) }).container.innerHTML

  test('shows its children in a div each while the flag is on, else the fallback', () => {
    const client = make(known)
    const feature = (flag: string, match?: string | boolean) => (
      <PostHogFeature flag={flag} match={match} fallback="closed" className="box">
        <b>open</b>
      </PostHogFeature>
    )
    const open = '<div class="box"><b>open</b></div>'
    expect(draw(client, feature('beta'))).toBe(open)
    expect(draw(client, feature('checkout'))).toBe(open)
    expect(draw(client, feature('checkout', 'one-page'))).toBe(open)
    expect(draw(client, feature('checkout', 'control'))).toBe('closed')
    expect(draw(client, feature('off', false))).toBe(open)
    // Unlike the original.
    expect(draw(client, feature('off'))).toBe('closed')
    expect(draw(client, feature('none'))).toBe('closed')
    expect(
      draw(client, <PostHogFeature flag="checkout">{payload => <i>{JSON.stringify(payload)}</i>}</PostHogFeature>),
    ).toBe('<div><i>{"steps":1}</i></div>')
  })

  test('captures one interaction, keeps the app’s own handler, and none when told', async () => {
    const client = make(known)
    const onClick = vi.fn()
    render(
      <PostHogFeature flag="checkout" trackView={false} onClick={onClick}>
        <button>Pay</button>
        <button>Cancel</button>
      </PostHogFeature>,
      { wrapper: within(client) },
    )
    act(() => screen.getByText('Pay').click())
    act(() => screen.getByText('Cancel').click())
    render(
      <PostHogFeature flag="beta" trackView={false} trackInteraction={false}>
        <button>Try</button>
      </PostHogFeature>,
      { wrapper: within(client) },
    )
    act(() => screen.getByText('Try').click())
    expect(onClick).toHaveBeenCalledTimes(2)
    await client.hogkit.flush()
    expect(server.events('$feature_interaction').map(({ properties }) => properties)).toEqual([
      expect.objectContaining({
        feature_flag: 'checkout',
        feature_flag_variant: 'one-page',
        $set: { '$feature_interaction/checkout': 'one-page' },
      }),
    ])
  })
})

describe('errors', () => {
  const Broken = (): ReactNode => {
    throw new Error('broken part')
  }

  test('PostHogErrorBoundary captures and shows a component, an element, or nothing', async () => {
    watchConsole()
    const client = make(known)
    const draw = (boundary: ReactNode) => render(boundary, { wrapper: within(client) }).container
    const seen = draw(
      <PostHogErrorBoundary
        additionalProperties={{ page: 'checkout' }}
        fallback={({ error, exceptionEvent, componentStack }) => (
          <p>
            {(error as Error).message} {exceptionEvent?.event} {String(componentStack.includes('Broken'))}
          </p>
        )}
      >
        <Broken />
      </PostHogErrorBoundary>,
    )
    expect(seen.textContent).toBe('broken part $exception true')
    expect(
      draw(
        <PostHogErrorBoundary fallback={<i>sorry</i>}>
          {() => {
            throw new Error('from a function')
          }}
        </PostHogErrorBoundary>,
      ).textContent,
    ).toBe('sorry')
    expect(draw(<PostHogErrorBoundary>{() => <Broken />}</PostHogErrorBoundary>).textContent).toBe('')
    await client.hogkit.flush()
    expect(server.events('$exception')[0]?.properties).toMatchObject({ page: 'checkout' })
  })

  test('setupReactErrorHandler captures and calls back', async () => {
    const client = make(known)
    const callback = vi.fn()
    setupReactErrorHandler(client, callback)(new Error('at the root'), { componentStack: '\n    at App' })
    expect(callback).toHaveBeenCalledWith({ uuid: expect.any(String) }, expect.any(Error), expect.anything())
    await client.hogkit.flush()
    expect(server.events('$exception')).toHaveLength(1)
  })
})
