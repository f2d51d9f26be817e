import { render, screen, within as inside } from '@testing-library/react'
import {
  HogkitProvider,
  useCapture,
  useFeatureFlag,
  useFeatureFlagDetails,
  useFeatureFlagPayload,
  useSuspenseFeatureFlag,
} from 'hogkit'
import { FlagPreview, type FlagPreviewProps } from 'hogkit/components'
import { StrictMode, Suspense, useEffect } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { makeClient, serve, settle, watchConsole } from '../react/support/render.js'
import { describeConformance } from '../support/describeConformance.js'

function Checkout() {
  const capture = useCapture()
  const { status, value, error } = useFeatureFlagDetails('checkout')
  const payload = useFeatureFlagPayload('checkout')
  const other = useFeatureFlag('other', { defaultValue: 'unset' })
  useEffect(() => void capture('checkout drawn'), [capture])
  return (
    <output>{[status, String(value), JSON.stringify(payload), String(other), error?.name].join(' ').trim()}</output>
  )
}

function draw(props: Omit<FlagPreviewProps, 'flag'>) {
  render(
    <StrictMode>
      <FlagPreview flag="checkout" {...props}>
        <Checkout />
      </FlagPreview>
    </StrictMode>,
  )
  return Object.fromEntries(
    screen
      .getAllByRole('figure')
      .map(figure => [figure.querySelector('figcaption')?.textContent, inside(figure).getByRole('status').textContent]),
  )
}

test('shows a flag off and on', () => {
  expect(draw({})).toEqual({ 'checkout off': 'ready false  unset', 'checkout on': 'ready true  unset' })
})

test('shows each value with its payload, and what there is without one', () => {
  expect(
    draw({
      values: ['control', 'one-page', false],
      statuses: ['loading', 'missing', 'error', 'blocked', 'quota-limited'],
      payloads: { 'one-page': { discount: 15 } },
      flags: { other: 'set' },
    }),
  ).toEqual({
    'checkout control': 'ready control  set',
    'checkout one-page': 'ready one-page {"discount":15} set',
    'checkout off': 'ready false  set',
    'checkout loading': 'loading undefined  set',
    'checkout missing': 'missing undefined  set',
    'checkout error': 'error undefined  set HttpError',
    'checkout blocked': 'blocked undefined  set NetworkError',
    'checkout quota-limited': 'quota-limited undefined  set QuotaLimitedError',
  })
})

test('suspends what suspends', () => {
  const Suspending = () => <output>{String(useSuspenseFeatureFlag('checkout'))}</output>
  render(
    <FlagPreview flag="checkout" values={['a']} statuses={['loading', 'error']}>
      <Suspense fallback={<output>wait</output>}>
        <Suspending />
      </Suspense>
    </FlagPreview>,
  )
  expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toEqual(['a', 'wait', 'undefined'])
})

test('asks and sends nothing, below a provider too, and is the same on a server', async () => {
  const console = watchConsole()
  const server = await serve({ featureFlags: { checkout: 'server' } })
  const client = makeClient(server.url, { preloadFlags: false, flushAt: 1 })
  const tree = (
    <HogkitProvider client={client}>
      <FlagPreview flag="checkout" values={['a']} statuses={['loading']}>
        <Checkout />
      </FlagPreview>
    </HogkitProvider>
  )
  expect(renderToString(tree)).toContain('ready a')
  render(tree)
  await settle()
  await client.flush()
  expect(server.requests).toEqual([])
  console.expectSilence()
})

test('takes other words', () => {
  expect(draw({ values: [true], statuses: ['loading'], labels: { value: () => 'an', status: () => 'lädt' } })).toEqual({
    'checkout an': 'ready true  unset',
    'checkout lädt': 'loading undefined  unset',
  })
})

describeConformance({
  slot: 'flag-preview',
  tagName: 'div',
  Component: FlagPreview<string>,
  states: { ready: { flag: 'checkout', children: 'x' }, empty: { flag: 'checkout', values: [], children: 'x' } },
})
