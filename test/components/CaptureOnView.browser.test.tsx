import { cleanup, render } from '@testing-library/react'
import { HogkitProvider } from 'hogkit'
import { CaptureOnView, type CaptureOnViewProps } from 'hogkit/components'
import { createClient, type CapturedEvent, type HogkitClient } from 'hogkit/core'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { holdTime, pass, settle } from '../support/view.js'

let client: HogkitClient
let captured: CapturedEvent[]

beforeEach(async () => {
  await page.viewport(600, 400)
  holdTime()
  client = createClient({
    projectToken: inject('projectToken'),
    host: inject('sandboxUrl'),
    persistence: 'memory',
    preloadFlags: false,
  })
  captured = []
  client.on('captured', event => captured.push(event))
})
afterEach(async () => {
  vi.useRealTimers()
  cleanup()
  await client.shutdown({ timeoutMs: 0 })
  window.scrollTo(0, 0)
})

const children: [string, CaptureOnViewProps['children']][] = [
  [
    'an element',
    <p key="child" style={{ height: 200 }}>
      Pro
    </p>,
  ],
  [
    'a function',
    ref => (
      <article style={{ height: 600 }}>
        <h2>Plan</h2>
        <p ref={ref} style={{ height: 200, marginTop: 300 }}>
          Pro
        </p>
      </article>
    ),
  ],
]

test.each(children)('captures %s once it was in view for the dwell time', async (_, child) => {
  render(
    <StrictMode>
      <HogkitProvider client={client}>
        <div style={{ height: 1000 }} />
        <CaptureOnView event="plan seen" properties={{ plan: 'pro' }} threshold={0.9} dwellMs={150}>
          {child}
        </CaptureOnView>
        <div style={{ height: 1000 }} />
      </HogkitProvider>
    </StrictMode>,
  )
  const text = document.querySelector('p') as HTMLElement
  await settle()
  text.scrollIntoView({ block: 'end' })
  window.scrollBy(0, -60)
  await settle()
  await pass(1000)
  expect(captured).toEqual([])
  window.scrollBy(0, 60)
  await settle()
  await pass(149)
  expect(captured).toEqual([])
  await pass(1)
  expect(captured).toHaveLength(1)
  expect(captured[0]).toMatchObject({ event: 'plan seen', properties: { plan: 'pro' } })
  await pass(1000)
  expect(captured).toHaveLength(1)
})
