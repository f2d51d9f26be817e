import type { Meta, StoryObj } from '@storybook/react-vite'
import { HogkitProvider } from 'hogkit'
import { ErrorBoundary } from 'hogkit/components'
import { useState, type ReactNode } from 'react'
import { expect, userEvent, within } from 'storybook/test'
import { makeClient } from './fixtures/provider.js'

const client = makeClient(undefined, { flushAt: 1000, flushIntervalMs: 3_600_000 })

/** Fails until it is tried for the second time. */
let attempts = 0

interface InvoiceProps {
  readonly brokenFor: number
}

function Invoice({ brokenFor }: InvoiceProps): ReactNode {
  if (attempts < brokenFor) throw new globalThis.Error('The invoice has no total.')
  return (
    <section className="note">
      <h3>Invoice 2026-11</h3>
      <p>€ 48.00, paid.</p>
    </section>
  )
}

/** Shows an alert in place of what threw, and captures the error with its place in the tree. */
const meta = {
  component: ErrorBoundary,
  args: { children: <Invoice brokenFor={Infinity} /> },
  beforeEach() {
    attempts = 0
  },
  decorators: [
    Story => (
      <HogkitProvider client={client}>
        <div style={{ maxInlineSize: 560 }}>
          <Story />
        </div>
      </HogkitProvider>
    ),
  ],
} satisfies Meta<typeof ErrorBoundary>

export default meta
type Story = StoryObj<typeof meta>

export const Error: Story = {
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('alert')).toHaveTextContent('Something went wrong')
  },
}

/** Nothing threw: no element of its own. */
export const Full: Story = { args: { children: <Invoice brokenFor={0} /> } }

export const Dark: Story = { globals: { theme: 'dark' } }

export const RTL: Story = {
  globals: { locale: 'ar-EG' },
  args: {
    labels: {
      title: 'حدث خطأ ما',
      text: 'توقف هذا الجزء من الصفحة عن العمل. يمكنك المحاولة مرة أخرى.',
      retry: 'أعد المحاولة',
      reference: eventId => `المرجع: ${eventId}`,
    },
  },
}

export const TryAgain: Story = {
  args: {
    children: <Invoice brokenFor={1} />,
    onReset() {
      attempts += 1
    },
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await expect(canvas.getByRole('heading')).toHaveTextContent('Invoice 2026-11')
  },
}

/** A fallback as a function gets the error, the event's id and the way back. */
export const WithFunction: Story = {
  args: {
    fallback: ({ error, reset }) => (
      <section className="note" role="alert">
        <h3>No invoice</h3>
        <p>{error instanceof globalThis.Error ? error.message : 'Unknown error'}</p>
        <button type="button" onClick={reset}>
          Load it again
        </button>
      </section>
    ),
  },
}

/** Another page is another attempt: `resetKeys` says so. */
export const ResetKeys: Story = {
  render: function Pages(args) {
    const [month, setMonth] = useState('11')
    return (
      <>
        <button type="button" onClick={() => setMonth('12')} style={{ marginBlockEnd: 16 }}>
          December
        </button>
        <ErrorBoundary {...args} resetKeys={[month]}>
          <Invoice brokenFor={month === '11' ? Infinity : 0} />
        </ErrorBoundary>
      </>
    )
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'December' }))
    await expect(canvas.queryByRole('alert')).toBeNull()
  },
}
