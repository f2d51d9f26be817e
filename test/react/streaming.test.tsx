import { act, waitFor } from '@testing-library/react'
import type * as hogkit from 'hogkit'
import type { Bootstrap } from 'hogkit/core'
import { PassThrough } from 'node:stream'
import { StrictMode, Suspense, type ReactNode } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToPipeableStream } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { projectToken, serve, settle, watchConsole } from './support/render.js'
import type { PublicServer } from './support/server.js'

/** What `createFlagEvaluator().bootstrap(request)` gives. */
const bootstrap: Bootstrap = {
  distinctId: '0198c7a2-0000-7000-8000-000000000001',
  isIdentifiedId: false,
  featureFlags: { layout: 'wide', late: 'server' },
  featureFlagPayloads: { late: { title: 'From the server' } },
}

let server: PublicServer
let root: Root | undefined
beforeEach(async () => {
  // The browser's own answer differs, and comes while half of the page is still on its way.
  server = await serve({ featureFlags: { layout: 'narrow', late: 'browser' } })
})
afterEach(() => {
  act(() => root?.unmount())
  root = undefined
  document.body.replaceChildren()
})

/** Suspends on the server until told; the browser never waits. */
function createGate() {
  let open = () => {}
  let isOpen = false
  const opened = new Promise<void>(resolve => {
    open = () => {
      isOpen = true
      resolve()
    }
  })
  return {
    open,
    Wait: ({ children }: { children: ReactNode }) => {
      if (!isOpen) throw opened
      return children
    },
  }
}

interface AppProps {
  readonly Wait: (props: { children: ReactNode }) => ReactNode
  readonly onRender?: (shown: string) => void
}

/** The app of one side. Each has modules of its own, as a server and a browser have: React warns of a context that two renderers share. */
function makeApp({ HogkitProvider, useFeatureFlag, useFeatureFlagPayload }: typeof hogkit) {
  function Layout({ children }: { children: ReactNode }) {
    return <main data-layout={useFeatureFlag('layout', { defaultValue: 'none' })}>{children}</main>
  }
  function Late({ onRender }: Pick<AppProps, 'onRender'>) {
    const shown = `${useFeatureFlag('late') ?? 'unknown'}: ${JSON.stringify(useFeatureFlagPayload('late') ?? null)}`
    onRender?.(shown)
    return <output>{shown}</output>
  }
  return ({ Wait, ...late }: AppProps) => (
    <StrictMode>
      <HogkitProvider projectToken={projectToken} host={server.url} persistence="memory" bootstrap={bootstrap}>
        <Layout>
          <Suspense fallback={<p>Loading</p>}>
            <Wait>
              <Late {...late} />
            </Wait>
          </Suspense>
        </Layout>
      </HogkitProvider>
    </StrictMode>
  )
}

/** Both parts of the page, as they come: what is there at once, and what is not. */
async function stream(): Promise<{ shell: string; rest: string }> {
  const { open, Wait } = createGate()
  const pipe = new PassThrough()
  let received = ''
  pipe.on('data', (chunk: Buffer) => {
    received += chunk.toString()
  })
  const App = makeApp(await import('hogkit'))
  vi.resetModules()
  renderToPipeableStream(<App Wait={Wait} />).pipe(pipe)
  await waitFor(() => expect(received).toContain('Loading'))
  const shell = received
  open()
  await waitFor(() => expect(pipe.readableEnded || pipe.writableEnded).toBe(true))
  return { shell, rest: received.slice(shell.length) }
}

/** What a browser does with a part of the page that arrives late: it parses it and runs its scripts. */
function arrive(html: string): void {
  const part = document.createElement('div')
  part.innerHTML = html
  for (const node of Array.from(part.childNodes)) {
    document.body.append(node)
    // oxlint-disable-next-line no-implied-eval -- React's own script, as the stream brought it
    if (node instanceof HTMLScriptElement) new Function(node.textContent ?? '')()
  }
}

describe('a page that streams', () => {
  test('hydrates without a mismatch although flags change between its parts', async () => {
    const console = watchConsole()
    const { shell, rest } = await stream()
    expect(shell).toContain('data-layout="wide"')
    expect(rest).toContain('From the server')

    // React gives up on what is missing once the page has loaded.
    const loading = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading')
    const container = document.createElement('div')
    document.body.append(container)
    container.innerHTML = shell
    const recovered: unknown[] = []
    const renders: string[] = []
    const App = makeApp(await import('hogkit'))
    const Through = ({ children }: { children: ReactNode }) => children
    await act(async () => {
      root = hydrateRoot(container, <App Wait={Through} onRender={shown => renders.push(shown)} />, {
        onRecoverableError: error => recovered.push(error),
      })
      await settle(0)
    })
    // The browser's own answer is in before the rest of the page.
    await waitFor(() => expect(container.querySelector('main')?.dataset['layout']).toBe('narrow'))
    expect(container.textContent).toContain('Loading')
    expect(renders).toEqual([])

    await act(async () => {
      arrive(rest)
      loading.mockReturnValue('complete')
      document.dispatchEvent(new Event('DOMContentLoaded'))
      await settle(0)
    })
    await waitFor(() => expect(container.querySelector('output')?.textContent).toBe('browser: null'))
    // First what the server had rendered, then what the browser knows.
    expect(renders[0]).toBe('server: {"title":"From the server"}')
    expect(recovered).toEqual([])
    console.expectSilence()
  })
})
