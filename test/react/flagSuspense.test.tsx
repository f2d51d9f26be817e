import { act, render, screen } from '@testing-library/react'
import { FlagUnknownOnServerError, HogkitProvider, useSuspenseFeatureFlag } from 'hogkit'
import type { HogkitClient } from 'hogkit/core'
import { startTransition, StrictMode, Suspense, useState, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { makeClient, projectToken, serve, watchConsole, within } from './support/render.js'
import type { PublicServer } from './support/server.js'

const Value = ({ flag = 'beta' }: { flag?: string }) => <output>{String(useSuspenseFeatureFlag(flag))}</output>
const Default = () => <output>{String(useSuspenseFeatureFlag('nobody', { defaultValue: 'else' }))}</output>
const text = () => screen.getByRole('status').textContent

/** Holds the answers to `/flags` until told. */
function hold(server: PublicServer): () => void {
  let release: () => void = () => {}
  const released = new Promise<void>(resolve => (release = resolve))
  server.beforeFlags = () => released
  return release
}

const boundary = (children: ReactNode) => <Suspense fallback={<output>wait</output>}>{children}</Suspense>

afterEach(() => vi.unstubAllGlobals())

describe.each([
  ['', ({ children }: { children: ReactNode }) => children],
  [' in StrictMode', StrictMode],
])('useSuspenseFeatureFlag%s', (_mode, Mode) => {
  const draw = (client: HogkitClient, children: ReactNode) =>
    act(async () => void render(<Mode>{boundary(children)}</Mode>, { wrapper: within(client) }))

  test('suspends until the flag is known', async () => {
    const server = await serve({ featureFlags: { beta: 'x' } })
    const release = hold(server)
    const client = makeClient(server.url)
    await draw(client, <Value />)
    expect(text()).toBe('wait')
    await act(async () => {
      release()
      await client.flags.ready()
    })
    expect(text()).toBe('x')
    await client.flush()
    expect(server.to('/flags/')).toHaveLength(1)
    expect(server.events('$feature_flag_called')).toHaveLength(1)
  })

  test('asks where nobody does, once', async () => {
    const server = await serve({ featureFlags: { beta: 'x', other: 'y' } })
    const client = makeClient(server.url, { preloadFlags: false })
    await draw(
      client,
      <>
        <Value />
        <Value />
      </>,
    )
    await act(() => client.flags.ready())
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toEqual(['x', 'x'])
    expect(server.to('/flags/')).toHaveLength(1)
  })

  test('does not suspend for what is known already', async () => {
    const client = makeClient('http://127.0.0.1:9', {
      preloadFlags: false,
      bootstrap: { featureFlags: { beta: true } },
    })
    render(<Mode>{boundary(<Value />)}</Mode>, { wrapper: within(client) })
    expect(text()).toBe('true')
  })

  test('gives undefined, or the default, for a flag that is not there', async () => {
    const server = await serve({ featureFlags: { beta: 'x' } })
    const client = makeClient(server.url)
    await draw(
      client,
      <>
        <Value flag="nobody" />
        <Default />
      </>,
    )
    await act(() => client.flags.ready())
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toEqual(['undefined', 'else'])
  })

  test('does not wait for ever when flags cannot be loaded', async () => {
    const client = makeClient('http://127.0.0.1:9', { onError: () => {} })
    await draw(
      client,
      <>
        <Value />
        <Default />
      </>,
    )
    await act(() => client.flags.ready())
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toEqual(['undefined', 'else'])
  })

  test('keeps the previous value under another identity, and does not suspend again', async () => {
    const server = await serve({ featureFlags: { beta: 'anonymous' } })
    const client = makeClient(server.url)
    const shown: (string | boolean | undefined)[] = []
    const Watched = () => {
      const value = useSuspenseFeatureFlag('beta')
      shown.push(value)
      return <output>{String(value)}</output>
    }
    await draw(client, <Watched />)
    await act(() => client.flags.ready())
    const release = hold(server)
    server.flags = { featureFlags: { beta: 'identified' } }
    let identified = Promise.resolve()
    await act(async () => {
      identified = client.identify('user-1')
    })
    expect(text()).toBe('anonymous')
    await act(async () => {
      release()
      await identified
    })
    expect(text()).toBe('identified')
    expect(new Set(shown)).toEqual(new Set(['anonymous', 'identified']))
  })

  test('keeps what is on the screen while a transition waits for another flag', async () => {
    const server = await serve({ featureFlags: { late: 'now' } })
    const client = makeClient(server.url, { bootstrap: { featureFlags: { beta: 'x' } } })
    const release = hold(server)
    const Changing = () => {
      const [flag, setFlag] = useState('beta')
      return (
        <button type="button" onClick={() => startTransition(() => setFlag('late'))}>
          <Value flag={flag} />
        </button>
      )
    }
    await draw(client, <Changing />)
    await act(async () => screen.getByRole('button').click())
    expect(text()).toBe('x')
    await act(async () => {
      release()
      await client.flags.ready('late')
    })
    expect(text()).toBe('now')
  })
})

test('a provider’s own client loads while its children wait', async () => {
  const server = await serve({ featureFlags: { beta: 'x' } })
  render(
    <StrictMode>
      <HogkitProvider projectToken={projectToken} host={server.url} persistence="memory">
        {boundary(<Value />)}
      </HogkitProvider>
    </StrictMode>,
  )
  expect(text()).toBe('wait')
  expect(await screen.findByText('x')).toBeTruthy()
})

describe('on a server', () => {
  test('a bootstrapped flag is rendered', () => {
    vi.stubGlobal('document', undefined)
    const client = makeClient('http://127.0.0.1:9', { preloadFlags: false, bootstrap: { featureFlags: { beta: 'x' } } })
    expect(renderToString(<HogkitProvider client={client}>{boundary(<Value />)}</HogkitProvider>)).toContain('>x<')
  })

  test('an unknown one leaves the fallback to the browser, and says why', () => {
    vi.stubGlobal('document', undefined)
    const client = makeClient('http://127.0.0.1:9', { preloadFlags: false })
    const tree = (children: ReactNode) => <HogkitProvider client={client}>{children}</HogkitProvider>
    expect(renderToString(tree(boundary(<Value />)))).toContain('wait')
    // Without a boundary the server's own error page is next, so the message says what to do.
    expect(() => renderToString(tree(<Value />))).toThrow(FlagUnknownOnServerError)
    expect(() => renderToString(tree(<Value />))).toThrow('bootstrap')
  })
})

test('hydrates nothing wrong: bootstrapped flags give no warning', async () => {
  const console = watchConsole()
  const client = makeClient('http://127.0.0.1:9', { preloadFlags: false, bootstrap: { featureFlags: { beta: 'x' } } })
  const tree = <HogkitProvider client={client}>{boundary(<Value />)}</HogkitProvider>
  const container = document.createElement('div')
  container.innerHTML = renderToString(tree)
  document.body.append(container)
  await act(async () => void render(tree, { container, hydrate: true }))
  expect(container.textContent).toBe('x')
  console.expectSilence()
  container.remove()
})
