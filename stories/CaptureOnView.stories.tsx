import type { Meta, StoryObj } from '@storybook/react-vite'
import { HogkitProvider } from 'hogkit'
import { CaptureOnView, QueueStatus } from 'hogkit/components'
import { expect, within } from 'storybook/test'
import { makeClient } from './fixtures/provider.js'

/** Captures an event when its child is seen. It draws nothing itself; the line above counts what waits to be sent. */
const meta = {
  component: CaptureOnView,
  args: {
    event: 'plan seen',
    children: (
      <section className="note">
        <h3>Pro</h3>
        <p>100 GB for you and your team.</p>
      </section>
    ),
  },
  decorators: [
    (Story, { loaded }) => (
      <HogkitProvider client={(loaded as { client: ReturnType<typeof makeClient> }).client}>
        <QueueStatus style={{ marginBlockEnd: 16 }} />
        <Story />
      </HogkitProvider>
    ),
  ],
  loaders: [() => ({ client: makeClient(undefined, { flushAt: 1000, flushIntervalMs: 3_600_000 }) })],
} satisfies Meta<typeof CaptureOnView>

export default meta
type Story = StoryObj<typeof meta>

export const InView: Story = {
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('1 event waiting')).toBeVisible()
  },
}

/** Seen after half a second without a break. */
export const Dwell: Story = {
  args: { dwellMs: 500 },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('All events sent')).toBeVisible()
    await expect(await within(canvasElement).findByText('1 event waiting')).toBeVisible()
  },
}

/** The element lies deeper: a function puts the ref where it belongs. */
export const WithFunction: Story = {
  args: {
    children: ref => (
      <section className="note">
        <h3>Pro</h3>
        <p ref={ref}>100 GB for you and your team.</p>
      </section>
    ),
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('1 event waiting')).toBeVisible()
  },
}
