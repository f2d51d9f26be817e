import { act } from '@testing-library/react'
import { createRootErrorHandlers, HogkitProvider, type RootErrorHandlersOptions } from 'hogkit'
import { ErrorBoundary } from 'hogkit/components'
import type { CapturedEvent, HogkitClient } from 'hogkit/core'
import { version, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeClient, serve, watchConsole } from './support/render.js'

let client: HogkitClient
let captured: CapturedEvent[]
let roots: Root[] = []
let reported: unknown[]

beforeEach(async () => {
  client = makeClient((await serve()).url, { preloadFlags: false })
  captured = []
  client.on('captured', event => captured.push(event))
  watchConsole()
  reported = []
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error))
})
afterEach(() => {
  act(() => roots.forEach(root => root.unmount()))
  roots = []
  vi.unstubAllGlobals()
})

const sources = () => captured.map(({ properties }) => properties['$exception_source'])

function Fragile({ error }: { readonly error: unknown }): ReactNode {
  throw error
}

function draw(children: ReactNode, options?: RootErrorHandlersOptions) {
  const root = createRoot(document.createElement('div'), createRootErrorHandlers(client, options))
  roots.push(root)
  // Not in `act`, which takes what no boundary caught for itself and tells no handler.
  flushSync(() => root.render(<HogkitProvider client={client}>{children}</HogkitProvider>))
}

describe.skipIf(Number.parseInt(version, 10) < 19)('with React 19', () => {
  test('captures what no boundary caught, and lets the window know as React does', () => {
    const error = new Error('uncaught')
    draw(<Fragile error={error} />, { properties: { release: '1.2.3' } })
    expect(captured[0]?.properties).toMatchObject({
      release: '1.2.3',
      $exception_message: 'uncaught',
      $exception_source: 'react.on_uncaught_error',
      $exception_component_stack: expect.stringContaining('Fragile') as string,
    })
    expect(captured).toHaveLength(1)
    expect(reported).toEqual([error])
  })

  test.each([
    ['an error', new Error('caught')],
    ['a text', 'caught'],
    ['nothing', undefined],
  ])('captures %s that a hogkit boundary caught once, under one id', (_, error) => {
    const eventIds: unknown[] = []
    draw(
      <ErrorBoundary fallback={null} onError={(_error, _info, eventId) => eventIds.push(eventId)}>
        <Fragile error={error} />
      </ErrorBoundary>,
    )
    expect(sources()).toEqual(['react.on_caught_error'])
    expect(eventIds).toEqual([captured[0]?.uuid])
    expect(reported).toEqual([])
  })

  test('captures the same text again when it is thrown again', async () => {
    const fragile = (
      <ErrorBoundary fallback={null}>
        <Fragile error="text" />
      </ErrorBoundary>
    )
    draw(fragile)
    await Promise.resolve()
    draw(fragile)
    expect(captured).toHaveLength(2)
  })

  test('captures what made hydration fail', async () => {
    const container = document.createElement('div')
    container.innerHTML = '<p>server</p>'
    await act(async () => {
      roots.push(hydrateRoot(container, <p>client</p>, createRootErrorHandlers(client)))
    })
    expect(sources()).toEqual(['react.on_recoverable_error'])
    expect(reported).toHaveLength(1)
  })

  test('hands on to handlers of the app instead', () => {
    const onUncaughtError = vi.fn()
    const error = new Error('uncaught')
    draw(<Fragile error={error} />, { onUncaughtError })
    expect(onUncaughtError).toHaveBeenCalledExactlyOnceWith(
      error,
      expect.objectContaining({ componentStack: expect.stringContaining('Fragile') as string }),
    )
    expect(reported).toEqual([])
  })
})

test('captures once for each client', () => {
  const error = new Error('seen by two')
  const other = makeClient(client.host, { preloadFlags: false })
  const alsoCaptured: CapturedEvent[] = []
  other.on('captured', event => alsoCaptured.push(event))
  for (const each of [client, client, other])
    createRootErrorHandlers(each).onRecoverableError(error, { componentStack: '' })
  expect([captured.length, alsoCaptured.length]).toEqual([1, 1])
})
