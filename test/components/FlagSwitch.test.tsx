import { act, render, waitFor } from '@testing-library/react'
import { HogkitProvider } from 'hogkit'
import { FlagSwitch } from 'hogkit/components'
import type { Bootstrap, ClientOptions, FlagValue, HogkitClient } from 'hogkit/core'
import { StrictMode, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { makeClient, serve } from '../react/support/render.js'

const offline: Partial<ClientOptions> = { preloadFlags: false, onError: () => {} }
const withFlags = (featureFlags: Record<string, FlagValue>, more: Bootstrap = {}) =>
  makeClient('http://127.0.0.1:9', { ...offline, bootstrap: { featureFlags, ...more } })

function draw(client: HogkitClient, children: ReactNode) {
  const view = render(
    <StrictMode>
      <HogkitProvider client={client}>{children}</HogkitProvider>
    </StrictMode>,
  )
  return () => view.container.innerHTML
}

const cases = { control: 'steps', 'one-page': 'one page' }
const slots = { fallback: 'fallback', pending: 'pending', error: 'error' }

describe('shows the case of the value', () => {
  test.each<[FlagValue, string]>([
    ['control', 'steps'],
    ['one-page', 'one page'],
    ['two-step', 'fallback'],
    ['toString', 'fallback'],
    [true, 'fallback'],
    [false, 'fallback'],
  ])('%j', (value, shown) => {
    expect(draw(withFlags({ checkout: value }), <FlagSwitch flag="checkout" cases={cases} {...slots} />)()).toBe(shown)
  })

  test('of a flag that is on or off', () => {
    const onOff = { true: 'on', false: 'off' }
    expect(draw(withFlags({ beta: true }), <FlagSwitch flag="beta" cases={onOff} fallback="?" />)()).toBe('on')
    expect(draw(withFlags({ beta: false }), <FlagSwitch flag="beta" cases={onOff} fallback="?" />)()).toBe('off')
  })

  test('that shows nothing, and not the fallback', () => {
    expect(
      draw(withFlags({ checkout: 'control' }), <FlagSwitch flag="checkout" cases={{ control: null }} {...slots} />)(),
    ).toBe('')
  })

  test('as a function of the payload and everything that is known of the flag', () => {
    const client = withFlags({ checkout: 'one-page' }, { featureFlagPayloads: { checkout: { discount: 15 } } })
    expect(
      draw(
        client,
        <FlagSwitch
          flag="checkout"
          cases={{ 'one-page': (payload, { variant }) => `${String(variant)} ${JSON.stringify(payload)}` }}
        />,
      )(),
    ).toBe('one-page {"discount":15}')
  })

  test('and follows it', () => {
    const client = withFlags({ checkout: 'control' })
    const html = draw(client, <FlagSwitch flag="checkout" cases={cases} {...slots} />)
    act(() => client.flags.override({ checkout: 'one-page' }))
    expect(html()).toBe('one page')
    act(() => client.flags.override({ checkout: false }))
    expect(html()).toBe('fallback')
  })
})

describe('without a value', () => {
  test('shows what is pending, else the fallback, else nothing', () => {
    const client = makeClient('http://127.0.0.1:9', offline)
    expect(draw(client, <FlagSwitch flag="checkout" cases={cases} {...slots} />)()).toBe('pending')
    expect(draw(client, <FlagSwitch flag="checkout" cases={cases} fallback="fallback" />)()).toBe('fallback')
    expect(draw(client, <FlagSwitch flag="checkout" cases={cases} />)()).toBe('')
  })

  test('shows the error when PostHog knows no such flag, or cannot be asked', async () => {
    const server = await serve({ featureFlags: { other: true } })
    const missing = draw(makeClient(server.url), <FlagSwitch flag="checkout" cases={cases} {...slots} />)
    await waitFor(() => expect(missing()).toBe('error'))
    const broken = makeClient('http://127.0.0.1:9', offline)
    const failed = draw(broken, <FlagSwitch flag="checkout" cases={cases} {...slots} />)
    await act(() => broken.flags.reload().catch(() => {}))
    expect(failed()).toBe('error')
  })
})

test('adds no element, and renders on a server what was bootstrapped', () => {
  expect(
    renderToString(
      <ul>
        <HogkitProvider client={withFlags({ checkout: 'control' })}>
          <FlagSwitch flag="checkout" cases={{ control: <li>steps</li>, 'one-page': <li>one page</li> }} />
        </HogkitProvider>
      </ul>,
    ),
  ).toBe('<ul><li>steps</li></ul>')
})

test('reports exposure once', async () => {
  const server = await serve()
  const client = makeClient(server.url, { ...offline, bootstrap: { featureFlags: { checkout: 'control' } } })
  draw(client, <FlagSwitch flag="checkout" cases={cases} />)
  draw(client, <FlagSwitch flag="checkout" cases={cases} exposure="manual" />)
  await client.flush()
  expect(server.events('$feature_flag_called').map(({ properties }) => properties['$feature_flag_response'])).toEqual([
    'control',
  ])
})
