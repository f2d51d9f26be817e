import { act, render, screen } from '@testing-library/react'
import {
  HogkitProvider,
  MissingProviderError,
  useApi,
  useCapture,
  useConsent,
  useFeatureFlag,
  useFeatureFlagDetails,
  useFeatureFlagPayload,
  useFeatureFlags,
  useGroup,
  useHogkit,
  useHogQL,
  useIdentity,
  usePageview,
  usePerson,
  usePersons,
  useQueueStatus,
  useScreen,
  type Capture,
} from 'hogkit'
import { isHogkitError, type HogkitClient, type Plugin } from 'hogkit/core'
import * as React from 'react'
import { memo, StrictMode, useEffect, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { makeClient, projectToken, serve, settle, watchConsole } from './support/render.js'
import type { PublicServer } from './support/server.js'

let server: PublicServer
beforeEach(async () => {
  server = await serve({ featureFlags: { beta: true } })
})

const own = () => ({ projectToken, host: server.url, persistence: 'memory', flushIntervalMs: 60_000 }) as const

/** Hands out what the hooks of a mounted component gave. */
function Probe({ onRender }: { onRender: (found: { client: HogkitClient; capture: Capture }) => void }) {
  const client = useHogkit()
  const capture = useCapture()
  onRender({ client, capture })
  return <output>{String(useFeatureFlag('beta'))}</output>
}

describe('without a provider', () => {
  const hooks: Record<string, () => unknown> = {
    useApi,
    useCapture,
    useConsent,
    useFeatureFlag: () => useFeatureFlag('beta'),
    useFeatureFlagDetails: () => useFeatureFlagDetails('beta'),
    useFeatureFlagPayload: () => useFeatureFlagPayload('beta'),
    useFeatureFlags,
    useGroup: () => useGroup('company'),
    useHogkit,
    useIdentity,
    usePageview: () => usePageview('/'),
    useQueueStatus,
    useScreen: () => useScreen('Home'),
  }
  test.each(Object.keys(hooks))('%s throws an error that names it and says what to write', name => {
    const Lost = () => {
      hooks[name]?.()
      return null
    }
    watchConsole()
    let thrown: unknown
    try {
      render(<Lost />)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(MissingProviderError)
    expect(isHogkitError(thrown)).toBe(true)
    expect(thrown).toMatchObject({ name: 'MissingProviderError', code: 'missing-provider' })
    expect(String(thrown)).toContain(`${name}() was called outside of <HogkitProvider>`)
    expect(String(thrown)).toContain('<HogkitProvider projectToken="phc_…">')
  })

  test.each([
    ['useHogQL', () => useHogQL('select 1')],
    ['usePerson', () => usePerson(1)],
    ['usePersons', () => usePersons()],
  ])('%s throws too', (_name, hook) => {
    const Lost = () => {
      hook()
      return null
    }
    watchConsole()
    expect(() => render(<Lost />)).toThrow(MissingProviderError)
  })
})

describe('a client of its own', () => {
  test.each([
    ['', ({ children }: { children: ReactNode }) => children],
    [' in StrictMode', StrictMode],
  ])('is one, with one flags request%s', async (_name, Mode) => {
    const seen = new Set<HogkitClient>()
    const { unmount } = render(
      <Mode>
        <HogkitProvider {...own()}>
          <Probe onRender={({ client }) => seen.add(client)} />
        </HogkitProvider>
      </Mode>,
    )
    await screen.findByText('true')
    await settle()
    expect(seen.size).toBe(1)
    expect(server.to('/flags/')).toHaveLength(1)
    unmount()
  })

  test('sends nothing from a server render', async () => {
    const html = renderToString(
      <HogkitProvider {...own()}>
        <Probe onRender={() => {}} />
      </HogkitProvider>,
    )
    expect(html).toBe('<output>undefined</output>')
    await settle()
    expect(server.requests).toEqual([])
  })

  test('sends nothing from a render that React throws away', async () => {
    const forever = new Promise<never>(() => {})
    const Suspended = () => {
      useFeatureFlag('beta')
      throw forever
    }
    const { unmount } = render(
      <HogkitProvider {...own()} preloadFlags={false}>
        <Suspended />
      </HogkitProvider>,
    )
    await settle()
    expect(server.requests).toEqual([])
    unmount()
  })

  test.each([
    ['', ({ children }: { children: ReactNode }) => children],
    [' in StrictMode', StrictMode],
  ])('delivers once what an earlier page left behind, and identifies once%s', async (_name, Mode) => {
    localStorage.clear()
    const options = { ...own(), persistence: 'localStorage', flushAt: 1 } as const
    const earlier = makeClient('http://127.0.0.1:1', { persistence: 'localStorage', onError: () => {} })
    earlier.capture('left behind')
    await earlier.shutdown({ timeoutMs: 1 })

    const tree = (
      <Mode>
        <HogkitProvider {...options} bootstrap={{ distinctId: 'user_42', isIdentifiedId: true }} />
      </Mode>
    )
    renderToString(tree)
    await settle()
    expect(server.requests).toEqual([])
    const { unmount } = render(tree)
    await vi.waitFor(() => expect(server.events()).toHaveLength(2), 15_000)
    await settle()
    expect(server.events().map(({ event }) => event)).toEqual(['left behind', '$identify'])
    unmount()
    localStorage.clear()
  })

  test('loads no flags by itself when told not to', async () => {
    const { unmount } = render(<HogkitProvider {...own()} preloadFlags={false} />)
    await settle()
    expect(server.requests).toEqual([])
    unmount()
  })

  test('delivers what waits when the provider unmounts, and then stops', async () => {
    let client: HogkitClient | undefined
    const { unmount } = render(
      <HogkitProvider {...own()}>
        <Probe onRender={found => (client = found.client)} />
      </HogkitProvider>,
    )
    client?.capture('file uploaded', { size: 3 })
    unmount()
    await vi.waitFor(() => expect(server.events('file uploaded')).toHaveLength(1), 15_000)
    client?.capture('too late')
    await client?.flush()
    await settle()
    expect(server.events('too late')).toEqual([])
  })

  test('goes on over the effects that StrictMode undoes and runs again', async () => {
    let client: HogkitClient | undefined
    const { unmount } = render(
      <StrictMode>
        <HogkitProvider {...own()}>
          <Probe onRender={found => (client = found.client)} />
        </HogkitProvider>
      </StrictMode>,
    )
    await settle()
    client?.capture('file uploaded')
    await client?.flush()
    expect(server.events('file uploaded')).toHaveLength(1)
    unmount()
  })

  // React 19.2 brought <Activity>; nothing hides a tree without unmounting it before.
  const { Activity } = React as Partial<Pick<typeof React, 'Activity'>>
  test.skipIf(!Activity)('is replaced by a fresh one when a hidden tree is shown again', async () => {
    const Hideable = Activity ?? React.Fragment
    const clients: HogkitClient[] = []
    const App = ({ mode }: { mode: 'visible' | 'hidden' }) => (
      <Hideable mode={mode}>
        <HogkitProvider {...own()}>
          <Probe onRender={({ client }) => clients.push(client)} />
        </HogkitProvider>
      </Hideable>
    )
    const { rerender, unmount } = render(<App mode="visible" />)
    clients.at(-1)?.capture('before')
    rerender(<App mode="hidden" />)
    await vi.waitFor(() => expect(server.events('before')).toHaveLength(1), 15_000)
    rerender(<App mode="visible" />)
    clients.at(-1)?.capture('after')
    await clients.at(-1)?.flush()
    expect(server.events('after')).toHaveLength(1)
    expect(new Set(clients).size).toBe(2)
    unmount()
  })

  test('runs plugins once after commit and undoes them at the end', async () => {
    const undo = vi.fn<() => void>()
    const setup = vi.fn<(client: HogkitClient) => () => void>(() => undo)
    class Page implements Plugin {
      readonly name = 'page'
      properties = () => ({ page: '/files' })
      setup = (client: HogkitClient) => {
        client.capture('set up')
        return setup(client)
      }
    }
    const plugins = [new Page()]
    renderToString(<HogkitProvider {...own()} plugins={plugins} />)
    expect(setup).not.toHaveBeenCalled()
    const { unmount } = render(
      <StrictMode>
        <HogkitProvider {...own()} plugins={plugins} />
      </StrictMode>,
    )
    expect(setup).toHaveBeenCalledTimes(1)
    expect(undo).not.toHaveBeenCalled()
    unmount()
    await vi.waitFor(() => expect(server.events('set up')).toHaveLength(1), 15_000)
    expect(undo).toHaveBeenCalledTimes(1)
    expect(server.events('set up')[0]?.properties).toMatchObject({ page: '/files' })
  })

  test('lets a plugin of the app’s own do what no hook on the page does: a moment later, in order', async () => {
    let identified: Promise<void> | undefined
    let uuids: unknown[] = []
    const setup = (client: HogkitClient) => {
      client.group('company', 'acme')
      identified = client.identify('ada', { set: { plan: 'pro' } })
      // Nothing that could be taken for a uuid.
      uuids = [client.captureException(new TypeError('too soon')), client.screen('Home')]
    }
    const { unmount } = render(
      <HogkitProvider {...own()} preloadFlags={false} flushAt={1} plugins={[{ name: 'own', setup }]} />,
    )
    await vi.waitFor(() => expect(server.events('$screen')).toHaveLength(1), 15_000)
    await identified
    expect(uuids).toEqual([undefined, undefined])
    const names = ['$groupidentify', '$identify', '$exception', '$screen']
    for (const name of names) expect(server.events(name)).toHaveLength(1)
    expect(server.events('$exception')[0]).toMatchObject({
      distinct_id: 'ada',
      properties: { $groups: { company: 'acme' }, $exception_type: 'TypeError' },
    })
    unmount()
  })

  test('does it at once where a hook does', () => {
    const ids: string[] = []
    function SignIn() {
      const client = useHogkit()
      const { identify } = useIdentity()
      useEffect(() => {
        void identify('ada')
        ids.push(client.distinctId)
      }, [client, identify])
      return null
    }
    const { unmount } = render(
      <HogkitProvider {...own()} preloadFlags={false}>
        <SignIn />
      </HogkitProvider>,
    )
    expect(ids).toEqual(['ada'])
    unmount()
  })

  test('warns in development when an option changes, and says what to do', () => {
    const { warnings } = watchConsole()
    const { rerender, unmount } = render(<HogkitProvider {...own()} preloadFlags={false} />)
    rerender(<HogkitProvider {...own()} preloadFlags={false} plugins={[]} onError={() => {}} />)
    expect(warnings()).toEqual([])
    rerender(<HogkitProvider {...own()} preloadFlags={false} projectToken="phc_other" flushAt={1} />)
    expect(warnings()).toHaveLength(1)
    expect(warnings()[0]).toContain('projectToken, flushAt')
    expect(warnings()[0]).toContain('`key`')
    // Said once, not at every later render.
    rerender(<HogkitProvider {...own()} preloadFlags={false} projectToken="phc_other" flushAt={1} />)
    expect(warnings()).toHaveLength(1)
    unmount()
  })

  test('refuses a personal API key', () => {
    watchConsole()
    expect(() => render(<HogkitProvider projectToken="phx_secret" />)).toThrow(/secret key/)
  })
})

describe('a given client', () => {
  test('is neither started nor shut down by the provider', async () => {
    const client = makeClient(server.url, { preloadFlags: false })
    const { unmount } = render(<HogkitProvider client={client} />)
    unmount()
    await settle()
    expect(server.requests).toEqual([])
    client.capture('still alive')
    await client.flush()
    expect(server.events('still alive')).toHaveLength(1)
  })

  test('may be replaced by another', () => {
    const [first, second] = [makeClient(server.url), makeClient(server.url)]
    const seen: HogkitClient[] = []
    const App = ({ client }: { client: HogkitClient }) => (
      <HogkitProvider client={client}>
        <Probe onRender={found => seen.push(found.client)} />
      </HogkitProvider>
    )
    const { rerender } = render(<App client={first} />)
    rerender(<App client={second} />)
    expect(seen).toEqual([first, second])
  })
})

describe('what is handed down', () => {
  test('moves no reader when the provider renders again', () => {
    const client = makeClient(server.url, { preloadFlags: false })
    const found: { client: HogkitClient; capture: Capture }[] = []
    const Reader = memo(() => <Probe onRender={now => found.push(now)} />)
    const App = () => (
      <HogkitProvider client={client}>
        <Reader />
      </HogkitProvider>
    )
    const { rerender } = render(<App />)
    rerender(<App />)
    rerender(<App />)
    expect(found).toHaveLength(1)
  })

  test('is the same capture function at every render', () => {
    const client = makeClient(server.url, { preloadFlags: false })
    const captures = new Set<Capture>()
    const App = () => (
      <HogkitProvider client={client}>
        <Probe onRender={({ capture }) => captures.add(capture)} />
      </HogkitProvider>
    )
    const { rerender } = render(<App />)
    rerender(<App />)
    expect(captures.size).toBe(1)
  })

  test('comes from the nearest provider', async () => {
    const [outer, inner] = [makeClient(server.url), makeClient(server.url)]
    const Capturing = ({ event }: { event: string }) => {
      const capture = useCapture()
      useEffect(() => void capture(event), [capture, event])
      return null
    }
    render(
      <HogkitProvider client={outer}>
        <Capturing event="outer" />
        <HogkitProvider client={inner}>
          <Capturing event="inner" />
        </HogkitProvider>
      </HogkitProvider>,
    )
    await act(async () => void (await Promise.all([outer.flush(), inner.flush()])))
    expect(server.events('outer')[0]?.distinct_id).toBe(outer.distinctId)
    expect(server.events('inner')[0]?.distinct_id).toBe(inner.distinctId)
  })
})
