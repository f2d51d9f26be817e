import { act, render, screen } from '@testing-library/react'
import {
  HogkitProvider,
  useFeatureFlag,
  useFeatureFlagDetails,
  useFeatureFlagPayload,
  useFeatureFlags,
  type FlagDetails,
} from 'hogkit'
import type { HogkitClient } from 'hogkit/core'
import { memo, startTransition, StrictMode, Suspense, useState } from 'react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { makeClient, serve, settle, within } from './support/render.js'
import type { PublicServer } from './support/server.js'

let server: PublicServer
let client: HogkitClient
beforeEach(async () => {
  server = await serve({ featureFlags: { beta: true, off: false, checkout: 'one-page' } })
  client = makeClient(server.url, { preloadFlags: false })
})

const reload = () => act(() => client.flags.reload())

async function exposures(): Promise<[flag: unknown, value: unknown, distinctId: string][]> {
  await client.flush()
  return server
    .events('$feature_flag_called')
    .map(({ properties, distinct_id }) => [
      properties['$feature_flag'],
      properties['$feature_flag_response'],
      distinct_id,
    ])
}

describe('the value', () => {
  const Value = ({ flag }: { flag: string }) => <output>{String(useFeatureFlag(flag))}</output>
  const Default = ({ flag }: { flag: string }) => (
    <output>{String(useFeatureFlag(flag, { defaultValue: 'else' }))}</output>
  )

  test.each([
    ['beta', 'true'],
    ['off', 'false'],
    ['checkout', 'one-page'],
    ['unknown', 'undefined'],
  ])('of %s is undefined until known, then %s', async (flag, value) => {
    render(<Value flag={flag} />, { wrapper: within(client) })
    expect(screen.getByRole('status').textContent).toBe('undefined')
    await reload()
    expect(screen.getByRole('status').textContent).toBe(value)
  })

  test.each([
    ['beta', 'true'],
    ['off', 'false'],
    ['unknown', 'else'],
  ])('of %s with a default is the default until known, then %s', async (flag, value) => {
    render(<Default flag={flag} />, { wrapper: within(client) })
    expect(screen.getByRole('status').textContent).toBe('else')
    await reload()
    expect(screen.getByRole('status').textContent).toBe(value)
  })

  test('of another key is read in the render that asks for it', async () => {
    await reload()
    const renders: [string, unknown][] = []
    const Reader = ({ flag }: { flag: string }) => {
      renders.push([flag, useFeatureFlag(flag)])
      return null
    }
    const { rerender } = render(<Reader flag="checkout" />, { wrapper: within(client) })
    rerender(<Reader flag="off" />)
    rerender(<Reader flag="beta" />)
    expect(renders).toEqual([
      ['checkout', 'one-page'],
      ['off', false],
      ['beta', true],
    ])
  })

  test('is not missed when it changes between render and effect', async () => {
    const Changing = () => {
      const value = useFeatureFlag('beta')
      // As a sibling's layout effect or another root would, after this render and before its subscription.
      if (value === undefined) queueMicrotask(() => client.flags.override({ beta: 'changed' }))
      return <output>{String(value)}</output>
    }
    await act(async () => void render(<Changing />, { wrapper: within(client) }))
    expect(screen.getByRole('status').textContent).toBe('changed')
  })

  test('is one value all over the tree while React renders in slices', async () => {
    await reload()
    const Slow = () => <i>{String(useFeatureFlag('beta'))}</i>
    let show: (on: boolean) => void = () => {}
    const App = () => {
      const [isShown, setShown] = useState(false)
      show = setShown
      return isShown ? Array.from({ length: 50 }, (_, index) => <Slow key={index} />) : null
    }
    const { container } = render(<App />, { wrapper: within(client) })
    await act(async () => {
      startTransition(() => show(true))
      client.flags.override({ beta: false })
    })
    expect(new Set([...container.querySelectorAll('i')].map(item => item.textContent))).toEqual(new Set(['false']))
  })
})

describe('renders', () => {
  test('exactly the readers of the flag that changed', async () => {
    const flags = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`flag-${index}`, false]))
    server.flags = { featureFlags: flags }
    await reload()
    const rendered: string[] = []
    const Reader = memo(({ flag }: { flag: string }) => {
      rendered.push(`${flag}:${String(useFeatureFlag(flag))}`)
      return null
    })
    render(
      Array.from({ length: 1000 }, (_, index) => <Reader key={index} flag={`flag-${index % 100}`} />),
      { wrapper: within(client) },
    )
    expect(rendered).toHaveLength(1000)
    rendered.length = 0
    act(() => client.flags.override({ 'flag-7': true }))
    expect(rendered).toEqual(Array.from({ length: 10 }, () => 'flag-7:true'))
  })

  test('nothing when a new answer says the same', async () => {
    server.flags = {
      featureFlags: { beta: true, checkout: 'one-page' },
      featureFlagPayloads: { beta: { sizes: [1, 2] } },
    }
    await reload()
    const rendered: string[] = []
    const Value = memo(() => (rendered.push(`value ${String(useFeatureFlag('beta'))}`), null))
    const Payload = memo(() => (rendered.push(`payload ${JSON.stringify(useFeatureFlagPayload('beta'))}`), null))
    const All = memo(() => (rendered.push(`all ${Object.keys(useFeatureFlags()).join(' ')}`), null))
    render(
      <>
        <Value />
        <Payload />
        <All />
      </>,
      { wrapper: within(client) },
    )
    await reload()
    expect(rendered).toEqual(['value true', 'payload {"sizes":[1,2]}', 'all beta checkout'])
  })

  test('only what changed: a payload leaves the value alone', async () => {
    server.flags = { featureFlags: { beta: true }, featureFlagPayloads: { beta: 1 } }
    await reload()
    const rendered: string[] = []
    const Value = memo(() => (rendered.push(`value ${String(useFeatureFlag('beta'))}`), null))
    const Payload = memo(() => (rendered.push(`payload ${JSON.stringify(useFeatureFlagPayload('beta'))}`), null))
    render(
      <>
        <Value />
        <Payload />
      </>,
      { wrapper: within(client) },
    )
    server.flags = { featureFlags: { beta: true }, featureFlagPayloads: { beta: 2 } }
    await reload()
    expect(rendered).toEqual(['value true', 'payload 1', 'payload 2'])
  })
})

describe('the details', () => {
  test('name their state, from loading to ready or missing', async () => {
    const seen: Record<string, FlagDetails[]> = { checkout: [], unknown: [] }
    const Reader = ({ flag }: { flag: string }) => {
      seen[flag]?.push(useFeatureFlagDetails(flag))
      return null
    }
    render(
      <>
        <Reader flag="checkout" />
        <Reader flag="unknown" />
      </>,
      { wrapper: within(client) },
    )
    await reload()
    expect(seen['checkout']?.map(({ status }) => status)).toEqual(['loading', 'ready'])
    expect(seen['checkout']?.at(-1)).toMatchObject({
      value: 'one-page',
      enabled: true,
      variant: 'one-page',
      source: 'server',
      reason: { code: 'condition_match' },
    })
    expect(seen['unknown']?.map(({ status }) => status)).toEqual(['loading', 'missing'])
  })

  test('tell that loading failed, so that nothing waits for ever', async () => {
    const offline = makeClient('http://127.0.0.1:1', { preloadFlags: false, onError: () => {} })
    const Reader = () => <output>{useFeatureFlagDetails('beta').status}</output>
    render(<Reader />, { wrapper: within(offline) })
    await act(() => offline.flags.reload().catch(() => {}))
    expect(screen.getByRole('status').textContent).toMatch(/^(error|blocked)$/)
  })
})

describe('a reload that the app asked for', () => {
  test('is seen by who reads the details, as stale, and by nobody else', async () => {
    await reload()
    const rendered: string[] = []
    const Value = memo(() => (rendered.push(`value ${String(useFeatureFlag('checkout'))}`), null))
    const Details = memo(() => {
      const { status, value } = useFeatureFlagDetails('checkout')
      rendered.push(`details ${status} ${String(value)}`)
      return null
    })
    const All = memo(() => (rendered.push(`all ${String(useFeatureFlags()['checkout'])}`), null))
    render(
      <>
        <Value />
        <Details />
        <All />
      </>,
      { wrapper: within(client) },
    )
    expect(rendered.splice(0)).toEqual(['value one-page', 'details ready one-page', 'all one-page'])
    let release: () => void = () => {}
    const released = new Promise<void>(resolve => (release = resolve))
    server.beforeFlags = () => released
    let reloaded: Promise<void> | undefined
    act(() => void (reloaded = client.flags.reload()))
    expect(rendered).toEqual(['details stale one-page'])
    release()
    await act(async () => reloaded)
    expect(rendered).toEqual(['details stale one-page', 'details ready one-page'])
  })
})

describe('all flags', () => {
  test('are there with the off ones, and report no exposure', async () => {
    const All = () => <output>{JSON.stringify(useFeatureFlags())}</output>
    render(<All />, { wrapper: within(client) })
    expect(screen.getByRole('status').textContent).toBe('{}')
    await reload()
    expect(JSON.parse(screen.getByRole('status').textContent)).toEqual({ beta: true, off: false, checkout: 'one-page' })
    expect(await exposures()).toEqual([])
  })
})

describe('exposure', () => {
  const Reader = ({ flag = 'beta' }: { flag?: string }) => <output>{String(useFeatureFlag(flag))}</output>
  const Details = () => <output>{String(useFeatureFlagDetails('beta').value)}</output>

  test.each([
    ['useFeatureFlag', Reader],
    ['useFeatureFlagDetails', Details],
  ])('is reported once by %s in StrictMode, however many read and however often they render', async (_name, Hook) => {
    const App = () => (
      <StrictMode>
        <Hook />
        <Hook />
      </StrictMode>
    )
    const { rerender } = render(<App />, { wrapper: within(client) })
    expect(await exposures()).toEqual([])
    await reload()
    rerender(<App />)
    await reload()
    expect(await exposures()).toEqual([['beta', true, client.distinctId]])
  })

  test('is reported for each value and each flag that was shown', async () => {
    const { rerender } = render(<Reader />, { wrapper: within(client) })
    await reload()
    act(() => client.flags.override({ beta: 'blue' }))
    rerender(<Reader flag="off" />)
    expect((await exposures()).map(([flag, value]) => [flag, value])).toEqual([
      ['beta', true],
      ['beta', 'blue'],
      ['off', false],
    ])
  })

  test('is reported again for another person, though nothing renders', async () => {
    await reload()
    let renders = 0
    const Counting = memo(() => {
      renders += 1
      return <output>{String(useFeatureFlag('beta'))}</output>
    })
    render(<Counting />, { wrapper: within(client) })
    const anonymous = client.distinctId
    await act(() => client.identify('user_42'))
    expect(await exposures()).toEqual([
      ['beta', true, anonymous],
      ['beta', true, 'user_42'],
    ])
    expect(renders).toBe(1)
  })

  test('is not reported from a render that React throws away', async () => {
    await reload()
    let isReady = false
    let resolve: () => void = () => {}
    const ready = new Promise<void>(done => (resolve = done))
    const Suspending = () => {
      const value = useFeatureFlag('beta')
      // oxlint-disable-next-line typescript/only-throw-error -- how a component suspends in every version of React
      if (!isReady) throw ready
      return <output>{String(value)}</output>
    }
    await act(async () => {
      render(
        <Suspense fallback="wait">
          <Suspending />
        </Suspense>,
        { wrapper: within(client) },
      )
    })
    expect(await exposures()).toEqual([])
    isReady = true
    await act(async () => resolve())
    expect(screen.getByRole('status').textContent).toBe('true')
    expect(await exposures()).toHaveLength(1)
  })

  test('is left to the caller when manual', async () => {
    await reload()
    const Manual = () => <output>{String(useFeatureFlag('beta', { exposure: 'manual' }))}</output>
    const ManualDetails = () => <i>{String(useFeatureFlagDetails('beta', { exposure: 'manual' }).value)}</i>
    render(
      <>
        <Manual />
        <ManualDetails />
      </>,
      { wrapper: within(client) },
    )
    await settle()
    expect(await exposures()).toEqual([])
    client.flags.reportExposure('beta')
    expect(await exposures()).toHaveLength(1)
  })
})

test('two clients keep their flags apart', async () => {
  const other = await serve({ featureFlags: { beta: 'other' } })
  const otherClient = makeClient(other.url, { preloadFlags: false })
  const Reader = () => <output>{String(useFeatureFlag('beta'))}</output>
  render(
    <HogkitProvider client={client}>
      <Reader />
      <HogkitProvider client={otherClient}>
        <Reader />
      </HogkitProvider>
    </HogkitProvider>,
  )
  await act(() => Promise.all([client.flags.reload(), otherClient.flags.reload()]))
  expect(screen.getAllByRole('status').map(item => item.textContent)).toEqual(['true', 'other'])
})

test('a reader that unmounts while flags load leaves nothing behind', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
  const Reader = () => <output>{String(useFeatureFlag('beta'))}</output>
  const { unmount } = render(<Reader />, { wrapper: within(client) })
  const loading = client.flags.reload()
  unmount()
  await loading
  expect(errors).not.toHaveBeenCalled()
  expect(await exposures()).toEqual([])
})
