import type { Meta, StoryObj } from '@storybook/react-vite'
import { useFeatureFlagPayload } from 'hogkit'
import { FlagPreview, FlagSwitch } from 'hogkit/components'
import { expect, within } from 'storybook/test'
import { Note } from './fixtures/Note.js'

function Checkout() {
  const payload = useFeatureFlagPayload('checkout', { defaultValue: { discount: 0 } }) as { discount: number }
  return (
    <FlagSwitch
      flag="checkout"
      cases={{
        control: <Note title="Checkout">In three steps, as it always was.</Note>,
        'one-page': <Note title="Checkout">All on one page, {payload.discount}% off.</Note>,
      }}
      fallback={<Note title="Checkout">The safe version.</Note>}
      pending={<Note title="…">Asking which version is yours.</Note>}
    />
  )
}

/** The same content under every value of a flag. Nothing is asked or sent. */
const meta = {
  component: FlagPreview,
  args: {
    flag: 'checkout',
    values: ['control', 'one-page', false],
    payloads: { 'one-page': { discount: 15 } },
    children: <Checkout />,
  },
} satisfies Meta<typeof FlagPreview>

export default meta
type Story = StoryObj<typeof meta>

export const Full: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getAllByRole('figure')).toHaveLength(3)
    await expect(canvas.getByText('All on one page, 15% off.')).toBeVisible()
  },
}

/** Every reason for which a flag can be without a value. */
export const Statuses: Story = {
  args: { values: [], statuses: ['loading', 'missing', 'error', 'blocked', 'quota-limited'] },
}

export const Empty: Story = { args: { values: [] } }

export const Dark: Story = { globals: { theme: 'dark' } }

export const RTL: Story = {
  globals: { locale: 'ar-EG' },
  args: {
    labels: { value: value => (value === false ? 'معطّل' : String(value)) },
    children: <Note title="الدفع">كل شيء في صفحة واحدة.</Note>,
  },
}
