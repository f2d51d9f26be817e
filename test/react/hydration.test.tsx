import { act, cleanup, waitFor } from '@testing-library/react'
import {
  HogkitProvider,
  useConsent,
  useFeatureFlag,
  useFeatureFlagDetails,
  useFeatureFlagPayload,
  useFeatureFlags,
  useGroup,
  useIdentity,
  useQueueStatus,
} from 'hogkit'
import type { Bootstrap, StorageAdapter } from 'hogkit/core'
import { StrictMode, type ReactNode } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeClient, projectToken, serve, settle, watchConsole } from './support/render.js'
import type { PublicServer } from './support/server.js'

let server: PublicServer
let root: Root | undefined
beforeEach(async () => {
  server = await serve({ featureFlags: { beta: 'server', later: true } })
})
afterEach(() => {
  act(() => root?.unmount())
  root = undefined
  document.body.replaceChildren()
  cleanup()
})

/** Reads everything that a hook can read, and keeps what it showed. */
function Everything({ onRender }: { onRender?: (shown: string) => void }) {
  const shown = JSON.stringify({
    value: useFeatureFlag('beta') ?? null,
    withDefault: useFeatureFlag('later', { defaultValue: 'default' }),
    status: useFeatureFlagDetails('beta').status,
    payload: useFeatureFlagPayload('beta') ?? null,
    flags: useFeatureFlags(),
    distinctId: useIdentity().distinctId,
    company: useGroup('company').groupKey ?? null,
    consent: useConsent().status,
    online: useQueueStatus().online,
  })
  onRender?.(shown)
  return <output>{shown}</output>
}

const memory = (): StorageAdapter => {
  const items = new Map<string, string>()
  return {
    getItem: key => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: key => void items.delete(key),
    keys: () => [...items.keys()],
  }
}

/** Puts the server's HTML into the page and hydrates it, with every complaint of React collected. */
async function hydrate(html: string, tree: ReactNode): Promise<{ text: () => string; recovered: unknown[] }> {
  const container = document.createElement('div')
  container.innerHTML = html
  document.body.append(container)
  const recovered: unknown[] = []
  await act(async () => {
    root = hydrateRoot(container, tree, { onRecoverableError: error => recovered.push(error) })
    await settle(0)
  })
  return { text: () => container.textContent ?? '', recovered }
}

const bootstrap: Bootstrap = {
  featureFlags: { beta: 'bootstrapped', later: false },
  featureFlagPayloads: { beta: { colour: 'blue' } },
}

const modes = [
  ['', ({ children }: { children: ReactNode }) => children],
  [' in StrictMode', StrictMode],
] as const

describe.each([
  ['with bootstrapped flags', { bootstrap }],
  ['with nothing', {}],
])('%s', (_name, options) => {
  test.each(modes)('the first client render equals the server’s%s, without a warning', async (_mode, Mode) => {
    const console = watchConsole()
    const tree = (onRender?: (shown: string) => void) => (
      <Mode>
        <HogkitProvider projectToken={projectToken} host={server.url} persistence="memory" {...options}>
          <Everything {...(onRender && { onRender })} />
        </HogkitProvider>
      </Mode>
    )
    const html = renderToString(tree())
    const renders: string[] = []
    const { text, recovered } = await hydrate(
      html,
      tree(shown => renders.push(shown)),
    )
    const inPage = document.createElement('div')
    inPage.innerHTML = html
    expect(renders[0]).toBe(inPage.textContent)
    await waitFor(() =>
      expect(JSON.parse(text())).toMatchObject({ value: 'server', withDefault: true, status: 'ready' }),
    )
    expect(recovered).toEqual([])
    console.expectSilence()
  })

  test.each(modes)('nor does a given client’s%s, whose storage knows more than the server', async (_mode, Mode) => {
    const console = watchConsole()
    const persistence = memory()
    const earlier = makeClient(server.url, { persistence, preloadFlags: false })
    await earlier.flags.reload()
    earlier.group('company', 'acme')
    await earlier.identify('user_42')
    await earlier.shutdown()

    const tree = (client: ReturnType<typeof makeClient>, onRender?: (shown: string) => void) => (
      <Mode>
        <HogkitProvider client={client}>
          <Everything {...(onRender && { onRender })} />
        </HogkitProvider>
      </Mode>
    )
    const html = renderToString(tree(makeClient(server.url, { preloadFlags: false, ...options })))
    const returning = makeClient(server.url, { persistence, preloadFlags: false, ...options })
    const renders: string[] = []
    const { text, recovered } = await hydrate(
      html,
      tree(returning, shown => renders.push(shown)),
    )
    const inPage = document.createElement('div')
    inPage.innerHTML = html
    expect(renders[0]).toBe(inPage.textContent)
    expect(JSON.parse(text())).toMatchObject({ distinctId: 'user_42', company: 'acme' })
    expect(recovered).toEqual([])
    console.expectSilence()
  })
})

test('a server render sends nothing and shows bootstrapped flags', async () => {
  const html = renderToString(
    <HogkitProvider
      projectToken={projectToken}
      host={server.url}
      persistence="memory"
      flushAt={1}
      bootstrap={{ ...bootstrap, distinctId: 'user_42', isIdentifiedId: true }}
    >
      <Everything />
    </HogkitProvider>,
  )
  expect(html).toContain('bootstrapped')
  expect(html).toContain('blue')
  await settle()
  expect(server.requests).toEqual([])
})

test('exposure is reported after hydration, for the value that stays on the screen', async () => {
  const client = makeClient(server.url, { bootstrap, preloadFlags: false })
  const Reader = () => <output>{String(useFeatureFlag('beta'))}</output>
  const tree = (
    <HogkitProvider client={client}>
      <Reader />
    </HogkitProvider>
  )
  const html = renderToString(tree)
  await client.flush()
  expect(server.events('$feature_flag_called')).toEqual([])
  await hydrate(html, tree)
  await client.flush()
  expect(server.events('$feature_flag_called').map(event => event.properties['$feature_flag_response'])).toEqual([
    'bootstrapped',
  ])
})
