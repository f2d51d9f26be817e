import { act, render, screen, waitFor } from '@testing-library/react'
import * as ownKit from 'hogkit'
import { HogkitProvider, useFeatureFlag, useFeatureFlagDetails, useIdentity } from 'hogkit'
import { FlagGate } from 'hogkit/components'
import { flagOverrides, type ClientOptions, type HogkitClient, type StorageAdapter } from 'hogkit/core'
import { startTransition, StrictMode, Suspense, useState, useTransition, version, type ReactNode } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { renderToReadableStream } from 'react-dom/server.browser'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeClient, projectToken, serve, watchConsole, within } from './support/render.js'
import type { PublicServer } from './support/server.js'

let server: PublicServer
beforeEach(async () => {
  server = await serve({ featureFlags: { beta: 'server' } })
})

const storage = (): StorageAdapter => {
  const items = new Map<string, string>()
  return {
    getItem: key => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: key => void items.delete(key),
    keys: () => [...items.keys()],
  }
}

/** Holds the answers to `/flags` until told. */
function hold(): () => void {
  let release: () => void = () => {}
  const released = new Promise<void>(resolve => (release = resolve))
  server.beforeFlags = () => released
  return release
}

async function exposures(client: HogkitClient): Promise<unknown[]> {
  await client.flush()
  return server
    .events('$feature_flag_called')
    .map(({ properties, distinct_id }) => [properties['$feature_flag_response'] ?? null, distinct_id])
}

const shown = () => screen.getAllByRole('status').map(({ textContent }) => textContent)

describe.each([
  ['plain', ({ children }: { children: ReactNode }) => children],
  ['StrictMode', StrictMode],
])('%s:', (_mode, Mode) => {
  /** Reads one flag by hook and by gate, and keeps every value it rendered with. */
  function makeReader() {
    const seen: string[] = []
    const Reader = ({ flag = 'beta' }: { flag?: string }) => {
      const value = useFeatureFlag(flag)
      const { status } = useFeatureFlagDetails(flag)
      const text = `${status} ${String(value)}`
      if (seen.at(-1) !== text) seen.push(text)
      return (
        <output>
          {text}{' '}
          <FlagGate flag={flag} fallback="closed" pending="pending" error="error">
            open
          </FlagGate>
        </output>
      )
    }
    return { seen, Reader }
  }

  const draw = (client: HogkitClient, children: ReactNode) =>
    render(<Mode>{children}</Mode>, { wrapper: within(client) })

  describe('the first render', () => {
    test('with a bootstrap shows its value, and nothing else until the server says otherwise', async () => {
      const console = watchConsole()
      const client = makeClient(server.url, { bootstrap: { featureFlags: { beta: 'bootstrapped' } } })
      const { seen, Reader } = makeReader()
      draw(client, <Reader />)
      expect(shown()).toEqual(['ready bootstrapped open'])
      await waitFor(() => expect(shown()).toEqual(['ready server open']))
      expect(seen).toEqual(['ready bootstrapped', 'ready server'])
      expect(await exposures(client)).toEqual([
        ['bootstrapped', client.distinctId],
        ['server', client.distinctId],
      ])
      console.expectSilence()
    })

    test('with a cache shows what the last page knew', async () => {
      const persistence = storage()
      const earlier = makeClient(server.url, { persistence, preloadFlags: false })
      await earlier.flags.reload()
      await earlier.shutdown()
      const release = hold()
      const client = makeClient(server.url, { persistence })
      const { seen, Reader } = makeReader()
      draw(client, <Reader />)
      expect(shown()).toEqual(['ready server open'])
      const cachedAt = client.flags.updatedAt
      release()
      await waitFor(() => expect(client.flags.updatedAt).not.toBe(cachedAt))
      expect(seen).toEqual(['ready server'])
      const releaseNext = hold()
      let reloaded: Promise<void> | undefined
      act(() => void (reloaded = client.flags.reload()))
      expect(seen.slice(1)).toEqual(['stale server'])
      releaseNext()
      await act(async () => reloaded)
      expect(seen.slice(1)).toEqual(['stale server', 'ready server'])
    })

    test('with an old cache shows it as stale, and is right when the answer is in', async () => {
      const persistence = storage()
      let time = Date.now()
      const options: Partial<ClientOptions> = { persistence, now: () => time }
      const earlier = makeClient(server.url, { ...options, preloadFlags: false })
      await earlier.flags.reload()
      await earlier.shutdown()
      time += 86_400_000
      server.flags = { featureFlags: { beta: 'newer' } }
      const client = makeClient(server.url, options)
      const { seen, Reader } = makeReader()
      draw(client, <Reader />)
      expect(shown()).toEqual(['stale server open'])
      await waitFor(() => expect(shown()).toEqual(['ready newer open']))
      expect(seen).toEqual(['stale server', 'ready newer'])
      expect(await exposures(client)).toEqual([['newer', client.distinctId]])
    })

    test('with nothing shows that it loads, and goes straight to the answer', async () => {
      const console = watchConsole()
      const client = makeClient(server.url)
      const { seen, Reader } = makeReader()
      draw(client, <Reader />)
      expect(shown()).toEqual(['loading undefined pending'])
      await waitFor(() => expect(shown()).toEqual(['ready server open']))
      expect(seen).toEqual(['loading undefined', 'ready server'])
      console.expectSilence()
    })

    test('of a provider’s own client does the same', async () => {
      const console = watchConsole()
      const { seen, Reader } = makeReader()
      render(
        <Mode>
          <HogkitProvider projectToken={projectToken} host={server.url} persistence="memory">
            <Reader />
          </HogkitProvider>
        </Mode>,
      )
      await waitFor(() => expect(shown()).toEqual(['ready server open']))
      expect(seen).toEqual(['loading undefined', 'ready server'])
      expect(server.to('/flags/')).toHaveLength(1)
      console.expectSilence()
    })
  })

  test('renders that React throws away send nothing', async () => {
    const client = makeClient(server.url, { preloadFlags: false, bootstrap: { featureFlags: { beta: 'a' } } })
    const never = new Promise<void>(() => {})
    const Suspending = () => {
      useFeatureFlag('beta')
      // oxlint-disable-next-line typescript/only-throw-error -- how a component suspends in every version of React
      throw never
    }
    const Failing = () => {
      useFeatureFlag('beta')
      throw new Error('boom')
    }
    function App() {
      const [isNext, setNext] = useState(false)
      return (
        <>
          <button type="button" onClick={() => startTransition(() => setNext(true))}>
            next
          </button>
          <Suspense fallback={<output>wait</output>}>{isNext ? <Suspending /> : <output>before</output>}</Suspense>
        </>
      )
    }
    draw(client, <App />)
    await act(async () => screen.getByRole('button').click())
    expect(shown()).toEqual(['before'])
    const errors = watchConsole()
    expect(() => draw(client, <Failing />)).toThrow('boom')
    expect(errors.warnings()).toEqual([])
    expect(await exposures(client)).toEqual([])
  })

  test('an identity that changes while flags load gets its own, and the answer for the old one is dropped', async () => {
    server.flagsAnswer = ({ body }) => ({
      body: { featureFlags: { beta: (body as { distinct_id: string }).distinct_id } },
    })
    const release = hold()
    const client = makeClient(server.url)
    const anonymous = client.distinctId
    const { seen, Reader } = makeReader()
    draw(client, <Reader />)
    await waitFor(() => expect(server.to('/flags/')).toHaveLength(1))
    let identified = Promise.resolve()
    act(() => {
      identified = client.identify('user-1')
    })
    release()
    await act(() => identified)
    expect(shown()).toEqual(['ready user-1 open'])
    expect(seen).toEqual(['loading undefined', 'ready user-1'])
    expect(seen.join()).not.toContain(anonymous)
    expect(await exposures(client)).toEqual([['user-1', 'user-1']])
  })

  test('a known value stays as stale while the next identity’s loads, and exposure waits for it', async () => {
    const client = makeClient(server.url)
    const { Reader } = makeReader()
    draw(client, <Reader />)
    await waitFor(() => expect(shown()).toEqual(['ready server open']))
    const release = hold()
    server.flags = { featureFlags: { beta: false } }
    const anonymous = client.distinctId
    let identified = Promise.resolve()
    act(() => {
      identified = client.identify('user-1')
    })
    expect(shown()).toEqual(['stale server open'])
    release()
    await act(() => identified)
    expect(shown()).toEqual(['ready false closed'])
    expect(await exposures(client)).toEqual([
      ['server', anonymous],
      [false, 'user-1'],
    ])
  })

  test('an exhausted quota keeps what is known, and tells who waits', async () => {
    const client = makeClient(server.url, { onError: () => {} })
    const { Reader } = makeReader()
    draw(client, <Reader />)
    await waitFor(() => expect(shown()).toEqual(['ready server open']))
    server.flagsAnswer = () => ({ body: { flags: {}, quotaLimited: ['feature_flags'] } })
    await act(() => client.flags.reload().catch(() => {}))
    draw(client, <Reader flag="other" />)
    expect(shown()).toEqual(['ready server open', 'quota-limited undefined error'])

    const fresh = makeClient(server.url, { onError: () => {} })
    draw(fresh, <Reader />)
    await waitFor(() => expect(shown().at(-1)).toBe('quota-limited undefined error'))
  })

  test('a partial answer merges: what failed keeps its value, or says so', async () => {
    const client = makeClient(server.url)
    const { Reader } = makeReader()
    draw(
      client,
      <>
        <Reader />
        <Reader flag="other" />
        <Reader flag="broken" />
      </>,
    )
    await waitFor(() =>
      expect(shown()).toEqual(['ready server open', 'missing undefined error', 'missing undefined error']),
    )
    const failed = { enabled: false, failed: true }
    server.flagsAnswer = () => ({
      body: {
        flags: { beta: failed, broken: failed, other: { enabled: true, variant: 'x' } },
        errorsWhileComputingFlags: true,
      },
    })
    await act(() => client.flags.reload())
    expect(shown()).toEqual(['ready server open', 'ready x open', 'error undefined error'])
  })

  test('offline shows the error slot at once or what is cached, and recovers', async () => {
    const persistence = storage()
    let isDown = true
    const options: Partial<ClientOptions> = {
      persistence,
      onError: () => {},
      fetch: (input, init) => (isDown ? Promise.reject(new TypeError('Failed to fetch')) : fetch(input, init)),
    }
    const client = makeClient(server.url, options)
    const { seen, Reader } = makeReader()
    draw(client, <Reader />)
    await waitFor(() => expect(shown()).toEqual(['blocked undefined error']))
    isDown = false
    await act(() => client.flags.reload())
    expect(shown()).toEqual(['ready server open'])
    expect(seen).toEqual(['loading undefined', 'blocked undefined', 'ready server'])

    isDown = true
    const later = makeClient(server.url, options)
    draw(later, <Reader />)
    await act(() => later.flags.reload().catch(() => {}))
    expect(shown()).toEqual(['ready server open', 'ready server open'])
  })

  test('two clients keep flags, identities and exposures apart', async () => {
    const one = makeClient(server.url, { preloadFlags: false, bootstrap: { featureFlags: { beta: 'one' } } })
    const two = makeClient(server.url, { preloadFlags: false, bootstrap: { featureFlags: { beta: 'two' } } })
    const { Reader } = makeReader()
    const Who = () => <i data-testid="who">{useIdentity().distinctId}</i>
    draw(
      one,
      <>
        <Reader />
        <HogkitProvider client={two}>
          <Reader />
          <Who />
        </HogkitProvider>
      </>,
    )
    expect(shown()).toEqual(['ready one open', 'ready two open'])
    await act(() => two.identify('user-2'))
    act(() => one.flags.override({ beta: 'forced' }))
    expect(shown()[0]).toBe('ready forced open')
    expect(screen.getByTestId('who').textContent).toBe('user-2')
    const oneId = one.distinctId
    await one.flush()
    expect(await exposures(two)).toEqual(
      expect.arrayContaining([
        ['forced', oneId],
        ['one', oneId],
        ['two', expect.any(String)],
        ['two', 'user-2'],
      ]),
    )
  })

  describe('a transition', () => {
    test.skipIf(Number.parseInt(version, 10) < 19)(
      'is pending until the flags of the new identity are in',
      async () => {
        const client = makeClient(server.url)
        const { Reader } = makeReader()
        function SignIn() {
          const [isPending, start] = useTransition()
          return (
            <button type="button" onClick={() => start(() => client.identify('user-1'))}>
              {isPending ? 'signing in' : 'idle'}
            </button>
          )
        }
        draw(
          client,
          <>
            <Reader />
            <SignIn />
          </>,
        )
        await waitFor(() => expect(shown()).toEqual(['ready server open']))
        const release = hold()
        server.flags = { featureFlags: { beta: 'signed in' } }
        const button = screen.getByRole('button')
        await act(async () => button.click())
        expect([button.textContent, ...shown()]).toEqual(['signing in', 'stale server open'])
        release()
        await act(() => client.flags.reload())
        await waitFor(() => expect([button.textContent, ...shown()]).toEqual(['idle', 'ready signed in open']))
      },
    )
  })

  describe('an override by the address', () => {
    const address = (query: string) => history.replaceState(null, '', `${location.pathname}${query}`)
    afterEach(() => {
      address('')
      sessionStorage.clear()
    })
    const page = (reader: ReactNode) => (
      <HogkitProvider
        projectToken={projectToken}
        host={server.url}
        persistence="memory"
        plugins={[flagOverrides()]}
        bootstrap={{ featureFlags: { beta: 'bootstrapped' } }}
      >
        {reader}
      </HogkitProvider>
    )

    test('is there in the first render of a provider that makes its client, and is kept for the tab', () => {
      const console = watchConsole()
      address('?hogkit_flags=beta:forced')
      const { seen, Reader } = makeReader()
      const view = render(<Mode>{page(<Reader />)}</Mode>)
      expect(seen).toEqual(['ready forced'])
      expect(shown()).toEqual(['ready forced open'])
      view.unmount()
      address('')
      const next = makeReader()
      render(<Mode>{page(<next.Reader />)}</Mode>)
      expect(next.seen).toEqual(['ready forced'])
      console.expectSilence()
    })

    test('comes right after hydration, which is as the server rendered', async () => {
      const console = watchConsole()
      const { seen, Reader } = makeReader()
      const tree = <Mode>{page(<Reader />)}</Mode>
      const container = document.body.appendChild(document.createElement('div'))
      container.innerHTML = renderToString(tree)
      expect(container.textContent).toBe('ready bootstrapped open')
      address('?hogkit_flags=beta:forced')
      seen.length = 0
      const recovered: unknown[] = []
      let root: Root | undefined
      // No await: it is on the screen before the browser paints.
      act(() => {
        root = hydrateRoot(container, tree, { onRecoverableError: error => recovered.push(error) })
      })
      expect(container.textContent).toBe('ready forced open')
      expect(seen).toEqual(['ready bootstrapped', 'ready forced'])
      expect(recovered).toEqual([])
      console.expectSilence()
      act(() => root?.unmount())
      container.remove()
    })
  })

  describe('a reload', () => {
    test.skipIf(Number.parseInt(version, 10) < 19)('keeps a transition pending until the answer is in', async () => {
      const client = makeClient(server.url)
      const { Reader } = makeReader()
      function Refresh() {
        const [isPending, start] = useTransition()
        return (
          <button type="button" onClick={() => start(() => client.flags.reload())}>
            {isPending ? 'refreshing' : 'idle'}
          </button>
        )
      }
      draw(
        client,
        <>
          <Reader />
          <Refresh />
        </>,
      )
      await waitFor(() => expect(shown()).toEqual(['ready server open']))
      const release = hold()
      const button = screen.getByRole('button')
      await act(async () => button.click())
      expect([button.textContent, ...shown()]).toEqual(['refreshing', 'stale server open'])
      release()
      await waitFor(() => expect([button.textContent, ...shown()]).toEqual(['idle', 'ready server open']))
    })
  })

  describe('a streamed page', () => {
    let root: Root | undefined
    afterEach(() => {
      act(() => root?.unmount())
      document.body.replaceChildren()
    })

    test.each([
      ['bootstrapped flags', { bootstrap: { featureFlags: { beta: 'bootstrapped' } } }, 'ready bootstrapped'],
      ['nothing', {}, 'loading undefined'],
    ])('hydrates with %s as it was sent, without a warning', async (_name, options, sent) => {
      const console = watchConsole()
      const seen: string[] = []
      const makeTree = (kit: typeof ownKit) => {
        const Reader = () => {
          const { status, value } = kit.useFeatureFlagDetails('beta')
          seen.push(`${status} ${String(value)}`)
          return <output>{seen.at(-1)}</output>
        }
        return (
          <Mode>
            <kit.HogkitProvider projectToken={projectToken} host={server.url} persistence="memory" {...options}>
              <Suspense fallback={<output>wait</output>}>
                <Reader />
              </Suspense>
            </kit.HogkitProvider>
          </Mode>
        )
      }
      const tree = makeTree(ownKit)
      // Modules of its own, as a server has: two renderers with one context between them are no case of real life.
      vi.resetModules()
      const html = await new Response(await renderToReadableStream(makeTree(await import('hogkit')))).text()
      const container = document.createElement('div')
      container.innerHTML = html
      document.body.append(container)
      expect(container.textContent).toBe(sent)
      seen.length = 0
      const recovered: unknown[] = []
      await act(async () => {
        root = hydrateRoot(container, tree, { onRecoverableError: error => recovered.push(error) })
      })
      await waitFor(() => expect(container.textContent).toBe('ready server'))
      expect(seen[0]).toBe(sent)
      expect(recovered).toEqual([])
      console.expectSilence()
    })
  })
})
