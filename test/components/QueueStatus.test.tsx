import { act, render, screen } from '@testing-library/react'
import { HogkitProvider } from 'hogkit'
import { QueueStatus, QueueStatusView, type QueueStatusViewProps } from 'hogkit/components'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { makeClient, serve } from '../react/support/render.js'
import { describeConformance } from '../support/describeConformance.js'

const idle = { pending: 0, inFlight: 0, online: true, lastError: undefined }
const lastError = new Error('503')

test.each<[string, Partial<QueueStatusViewProps['queue']>, string]>([
  ['sent', {}, 'All events sent'],
  ['sent', { lastError }, 'All events sent'],
  ['waiting', { pending: 1 }, '1 event waiting'],
  ['waiting', { pending: 1200, inFlight: 100 }, '1,300 events waiting'],
  ['failing', { pending: 3, lastError }, '3 events kept, trying again'],
  ['blocked', { pending: 3, lastError, status: 'blocked' }, 'Blocked by this browser or network, 3 events kept'],
  ['quota-limited', { pending: 1, status: 'quota-limited' }, 'PostHog takes no more events, 1 event kept'],
  ['sent', { status: 'blocked', lastError }, 'All events sent'],
  ['waiting', { pending: 1, status: 'held' }, '1 event waiting'],
  ['offline', { online: false }, 'Offline'],
  ['offline', { online: false, pending: 3, lastError }, 'Offline, 3 events kept'],
])('says %s of %o', (situation, queue, text) => {
  render(<QueueStatusView queue={{ ...idle, ...queue }} locale="en-US" />)
  const status = screen.getByRole('status')
  expect(status.textContent).toBe(text)
  expect(status.dataset['queue']).toBe(situation)
})

test('takes labels and writes numbers for the locale', () => {
  render(
    <QueueStatusView
      queue={{ ...idle, pending: 1234 }}
      locale="de-DE"
      labels={{ waiting: (_, formatted) => `${formatted} Ereignisse warten` }}
    />,
  )
  expect(screen.getByRole('status').textContent).toBe('1.234 Ereignisse warten')
})

test('follows the queue of the provider’s client', async () => {
  const server = await serve()
  const client = makeClient(server.url, { preloadFlags: false, flushIntervalMs: 60_000 })
  const tree = (
    <HogkitProvider client={client}>
      <QueueStatus locale="en-US" />
    </HogkitProvider>
  )
  expect(renderToString(tree)).toContain('All events sent')
  render(tree)
  act(() => {
    client.capture('one')
    client.capture('two')
  })
  expect(screen.getByRole('status').textContent).toBe('2 events waiting')
  await act(() => client.flush())
  expect(screen.getByRole('status').textContent).toBe('All events sent')
})

describeConformance({
  slot: 'queue-status',
  tagName: 'output',
  Component: QueueStatusView,
  states: {
    empty: { queue: idle },
    ready: { queue: { ...idle, pending: 2 } },
    error: { queue: { ...idle, pending: 2, lastError } },
  },
})
