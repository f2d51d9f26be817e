import { act, render, screen, waitFor } from '@testing-library/react'
import { HogkitProvider } from 'hogkit'
import { FlagGate } from 'hogkit/components'
import type { Bootstrap, ClientOptions, FlagDetails, FlagValue, HogkitClient } from 'hogkit/core'
import { StrictMode, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { makeClient, settle } from '../react/support/render.js'
import { startServer, type PublicServer } from '../react/support/server.js'

let server: PublicServer
const servers: PublicServer[] = []
beforeEach(async () => {
  server = await startServer()
  servers.push(server)
})
// At the end: clients are shut down after each test, and deliver what waits.
afterAll(() => Promise.all(servers.map(each => each.close())))

const offline: Partial<ClientOptions> = { preloadFlags: false, onError: () => {} }
const withFlags = (featureFlags: Record<string, FlagValue>, more: Bootstrap = {}) =>
  makeClient(server.url, { ...offline, bootstrap: { featureFlags, ...more } })

function draw(client: HogkitClient, children: ReactNode) {
  const view = render(<HogkitProvider client={client}>{children}</HogkitProvider>)
  return () => view.container.innerHTML
}

const slots = { fallback: 'closed', pending: 'pending', error: 'error' }

describe('is safe by default', () => {
  test.each([
    ['a flag that is on', true, 'open'],
    ['any variant', 'one-page', 'open'],
    ['a flag that is off', false, 'closed'],
  ])('with %s', (_, value, shown) => {
    const html = draw(
      withFlags({ checkout: value }),
      <FlagGate flag="checkout" {...slots}>
        open
      </FlagGate>,
    )
    expect(html()).toBe(shown)
  })

  test('while nothing is known', () => {
    const client = makeClient(server.url, offline)
    expect(
      draw(
        client,
        <FlagGate flag="checkout" {...slots}>
          open
        </FlagGate>,
      )(),
    ).toBe('pending')
    expect(
      draw(
        client,
        <FlagGate flag="checkout" fallback="closed">
          open
        </FlagGate>,
      )(),
    ).toBe('closed')
    expect(draw(client, <FlagGate flag="checkout">open</FlagGate>)()).toBe('')
  })

  test('when PostHog knows no such flag', async () => {
    const client = makeClient(server.url)
    const html = draw(
      client,
      <FlagGate flag="nope" {...slots}>
        open
      </FlagGate>,
    )
    await waitFor(() => expect(html()).toBe('error'))
    expect(
      draw(
        client,
        <FlagGate flag="nope" fallback="closed">
          open
        </FlagGate>,
      )(),
    ).toBe('closed')
    expect(
      draw(
        client,
        <FlagGate flag="nope" match={false} {...slots}>
          open
        </FlagGate>,
      )(),
    ).toBe('error')
  })

  test('when flags cannot be loaded', async () => {
    const client = makeClient('http://127.0.0.1:9', { onError: () => {} })
    const html = draw(
      client,
      <FlagGate flag="checkout" {...slots}>
        open
      </FlagGate>,
    )
    await waitFor(() => expect(html()).toBe('error'), { timeout: 8000 })
  })

  test('and tells apart a slot that shows nothing from one that is left out', () => {
    const client = makeClient(server.url, offline)
    expect(draw(client, <FlagGate flag="checkout" fallback="closed" pending={null} />)()).toBe('')
  })
})

describe('match', () => {
  test.each<[FlagValue, FlagValue | FlagValue[], string]>([
    ['one-page', 'one-page', 'open'],
    ['one-page', 'control', 'closed'],
    ['one-page', ['control', 'one-page'], 'open'],
    ['one-page', [], 'closed'],
    ['one-page', true, 'closed'],
    [true, true, 'open'],
    [true, 'true', 'closed'],
    [false, false, 'open'],
    [false, [false, 'control'], 'open'],
    [true, false, 'closed'],
  ])('compares the value %j with %j exactly', (value, match, shown) => {
    const html = draw(
      withFlags({ checkout: value }),
      <FlagGate flag="checkout" match={match} {...slots}>
        open
      </FlagGate>,
    )
    expect(html()).toBe(shown)
  })
})

test('adds no element of its own', () => {
  const { container } = render(
    <HogkitProvider client={withFlags({ a: true, b: false })}>
      <ul>
        <FlagGate flag="a">
          <li>one</li>
          <li>two</li>
        </FlagGate>
        <FlagGate flag="b" fallback={<li>three</li>} />
      </ul>
    </HogkitProvider>,
  )
  expect(container.innerHTML).toBe('<ul><li>one</li><li>two</li><li>three</li></ul>')
})

test('gives functions the payload, then everything that is known of the flag', () => {
  const client = withFlags({ checkout: 'one-page' }, { featureFlagPayloads: { checkout: { discount: 15 } } })
  const show = (payload: unknown, details: FlagDetails) =>
    `${details.variant ?? 'none'} ${JSON.stringify(payload)} ${String(payload === details.payload)} ${details.status}`
  expect(draw(client, <FlagGate flag="checkout">{show}</FlagGate>)()).toBe('one-page {"discount":15} true ready')
  expect(draw(client, <FlagGate flag="checkout" match="control" fallback={show} />)()).toContain('one-page {"discount')
  expect(draw(withFlags({ checkout: true }), <FlagGate flag="checkout">{show}</FlagGate>)()).toBe(
    'none undefined true ready',
  )
})

test('opens and closes as the flag changes', async () => {
  const client = withFlags({ checkout: false })
  const html = draw(
    client,
    <FlagGate flag="checkout" {...slots}>
      open
    </FlagGate>,
  )
  expect(html()).toBe('closed')
  act(() => client.flags.override({ checkout: true }))
  expect(html()).toBe('open')
  act(() => client.flags.override(null))
  expect(html()).toBe('closed')
  server.flags = { featureFlags: { checkout: 'one-page' } }
  await act(() => client.flags.reload())
  expect(html()).toBe('open')
})

test('renders on a server what was bootstrapped', () => {
  const html = renderToString(
    <HogkitProvider client={withFlags({ checkout: true })}>
      <FlagGate flag="checkout" fallback="closed">
        open
      </FlagGate>
    </HogkitProvider>,
  )
  expect(html).toBe('open')
})

describe('exposure', () => {
  const seen = async (client: HogkitClient) => {
    await client.flush()
    return server.events('$feature_flag_called').map(event => event.properties['$feature_flag_response'])
  }

  test('is reported once, by a closed gate as well, also under StrictMode', async () => {
    const client = withFlags({ checkout: false })
    const gates = (
      <StrictMode>
        <FlagGate flag="checkout">open</FlagGate>
        <FlagGate flag="checkout" match={false}>
          <output>old</output>
        </FlagGate>
      </StrictMode>
    )
    draw(client, gates)
    expect(screen.getByRole('status').textContent).toBe('old')
    expect(await seen(client)).toEqual([false])
  })

  test('stays with the caller when asked to', async () => {
    const client = withFlags({ checkout: true })
    draw(client, <FlagGate flag="checkout" exposure="manual" />)
    await settle()
    expect(await seen(client)).toEqual([])
    client.flags.reportExposure('checkout')
    expect(await seen(client)).toEqual([true])
  })
})
