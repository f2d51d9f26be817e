import { cleanup, render, screen } from '@testing-library/react'
import { HogkitProvider, useFeatureFlag } from 'hogkit'
import { FlagGate, FlagSwitch } from 'hogkit/components'
import { createClient, type CapturedEvent, type HogkitClient } from 'hogkit/core'
import { createRef, StrictMode, useState, type ReactNode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'

let clients: HogkitClient[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  cleanup()
  scrollTo(0, 0)
  await Promise.all(clients.map(client => client.shutdown({ timeoutMs: 0 })))
  clients = []
})

/** Draws below the fold, and gives the exposures as they are captured. */
function draw(children: ReactNode) {
  const client = createClient({
    projectToken: 'phc_test',
    host: location.origin,
    persistence: 'memory',
    preloadFlags: false,
    flushIntervalMs: 60_000,
    onError: () => {},
    bootstrap: { featureFlags: { checkout: 'one-page', off: false } },
  })
  clients.push(client)
  const seen: unknown[] = []
  client.on('captured', ({ event, properties, distinctId }: CapturedEvent) => {
    if (event === '$feature_flag_called')
      seen.push([properties['$feature_flag'], properties['$feature_flag_response'], distinctId])
  })
  const tree = (more: ReactNode) => (
    <StrictMode>
      <HogkitProvider client={client}>
        <div style={{ height: '300vh' }} />
        {more}
        <div style={{ height: '100vh' }} />
      </HogkitProvider>
    </StrictMode>
  )
  const { rerender } = render(tree(children))
  return { client, seen, rerender: (more: ReactNode) => rerender(tree(more)) }
}

const look = () => screen.getByTestId('it').scrollIntoView({ block: 'center' })
/** Long enough for an observer to tell what should not be told; passes quickly where the machine is quick. */
const frames = async (count = 6) => {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame)
}

function Checkout() {
  const [element, ref] = useState<Element | null>(null)
  const value = useFeatureFlag('checkout', { exposure: 'visible', element })
  return (
    <p data-testid="it" ref={ref}>
      {String(value)}
    </p>
  )
}

describe('exposure on view', () => {
  test.each([
    ['a hook’s element', <Checkout key="a" />],
    [
      'a gate’s child',
      <FlagGate key="b" flag="checkout" exposure="visible">
        <p data-testid="it">open</p>
      </FlagGate>,
    ],
    [
      'a gate’s fallback',
      <FlagGate key="c" flag="checkout" match="control" exposure="visible" fallback={<p data-testid="it">closed</p>} />,
    ],
    [
      'what a function gives the ref to',
      <FlagSwitch
        key="d"
        flag="checkout"
        exposure="visible"
        cases={{
          'one-page': (_payload, flag, ref) => (
            <section>
              <p data-testid="it" ref={ref}>
                {flag.variant}
              </p>
            </section>
          ),
        }}
      />,
    ],
  ])('is reported once %s is seen, and once only', async (_name, element) => {
    const { client, seen } = draw(element)
    await frames()
    expect(seen).toEqual([])
    look()
    await expect.poll(() => seen).toEqual([['checkout', 'one-page', client.distinctId]])
    scrollTo(0, 0)
    await frames()
    look()
    await frames()
    expect(seen).toHaveLength(1)
  })

  test('counts for another person who sees it, though nothing renders', async () => {
    const { client, seen } = draw(<Checkout />)
    look()
    await expect.poll(() => seen).toHaveLength(1)
    const anonymous = client.distinctId
    await client.identify('user-1')
    client.flags.override({ checkout: 'one-page' })
    await expect
      .poll(() => seen)
      .toEqual([
        ['checkout', 'one-page', anonymous],
        ['checkout', 'one-page', 'user-1'],
      ])
  })

  test('is of the value that is seen, not of one before', async () => {
    const { client, seen } = draw(<Checkout />)
    client.flags.override({ checkout: 'control' })
    await expect.poll(() => screen.getByTestId('it').textContent).toBe('control')
    look()
    await expect.poll(() => seen).toEqual([['checkout', 'control', client.distinctId]])
  })

  test('is not reported for what went away unseen', async () => {
    const { seen, rerender } = draw(<Checkout />)
    rerender(<p data-testid="it">gone</p>)
    look()
    await frames()
    expect(seen).toEqual([])
  })

  test('leaves a child its own ref', async () => {
    const own = createRef<HTMLParagraphElement>()
    draw(
      <FlagGate flag="checkout" exposure="visible">
        <p data-testid="it" ref={own} />
      </FlagGate>,
    )
    expect(own.current).toBe(screen.getByTestId('it'))
  })

  test('warns where there is no element to see', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    draw(
      <FlagGate flag="checkout" exposure="visible">
        just text
      </FlagGate>,
    )
    await expect.poll(() => warn.mock.calls.flat().join()).toContain('exposure on view is not reported')
  })
})
