import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueueStatusView } from 'hogkit/components'

/** What the event queue is doing, from props alone. The connected form is `QueueStatus`. */
const meta = {
  component: QueueStatusView,
  args: { queue: { pending: 3, inFlight: 0, online: true, lastError: undefined }, locale: 'en-US' },
} satisfies Meta<typeof QueueStatusView>

export default meta
type Story = StoryObj<typeof meta>

export const Waiting: Story = {}

export const Empty: Story = { args: { queue: { pending: 0, inFlight: 0, online: true, lastError: undefined } } }

export const Error: Story = {
  args: { queue: { pending: 12_400, inFlight: 100, online: true, lastError: new globalThis.Error('503') } },
}

export const Offline: Story = { args: { queue: { pending: 3, inFlight: 0, online: false, lastError: undefined } } }

export const Blocked: Story = {
  args: {
    queue: { pending: 3, inFlight: 0, online: true, lastError: new globalThis.Error('network'), status: 'blocked' },
  },
}

export const Dark: Story = { globals: { theme: 'dark' } }

export const RTL: Story = {
  globals: { locale: 'ar-EG' },
  args: { locale: 'ar-EG', labels: { waiting: (_, formatted) => `${formatted} أحداث قيد الانتظار` } },
}
