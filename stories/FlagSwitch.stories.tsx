import type { Meta, StoryObj } from '@storybook/react-vite'
import { HogkitProvider } from 'hogkit'
import { FlagSwitch } from 'hogkit/components'
import type { HogkitClient } from 'hogkit/core'
import { expect, within } from 'storybook/test'
import { Note } from './fixtures/Note.js'
import { flags, makeClient } from './fixtures/provider.js'

const known = makeClient(flags)
const unknown = makeClient()

/** Shows one of several, by a flag's value. It draws nothing itself: the boxes are the stories' own. */
const meta = {
  component: FlagSwitch,
  parameters: { client: known },
  decorators: [
    (Story, { parameters }) => (
      <HogkitProvider client={parameters['client'] as HogkitClient}>
        <Story />
      </HogkitProvider>
    ),
  ],
  args: {
    flag: 'checkout',
    exposure: 'manual',
    cases: {
      control: <Note title="Checkout">In three steps, as it always was.</Note>,
      'one-page': <Note title="Checkout">All on one page.</Note>,
    },
    fallback: <Note title="Checkout">The safe version.</Note>,
    pending: <Note title="…">Asking which version is yours.</Note>,
    error: <Note title="Checkout">The flag could not be read, so the safe version shows.</Note>,
  },
} satisfies Meta<typeof FlagSwitch>

export default meta
type Story = StoryObj<typeof meta>

export const Variant: Story = {
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('All on one page.')).toBeVisible()
  },
}

/** A flag without variants is `true` or `false`. */
export const OnOrOff: Story = {
  args: {
    flag: 'old-billing',
    cases: { true: <Note title="Billing">The old one.</Note>, false: <Note title="Billing">The new one.</Note> },
  },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('The new one.')).toBeVisible()
  },
}

/** A variant that was added after the page was built. */
export const UnknownVariant: Story = { args: { cases: { control: <Note title="Checkout">In three steps.</Note> } } }

export const WithRenderProps: Story = {
  args: {
    cases: {
      'one-page': (payload, { variant }) => {
        const { headline, discount } = payload as { headline: string; discount: number }
        return (
          <Note title={headline}>
            Variant {variant}, {discount}% off.
          </Note>
        )
      },
    },
  },
}

export const Pending: Story = { parameters: { client: unknown } }

/** PostHog knows no such flag. */
export const Error: Story = { args: { flag: 'no-such-flag' } }

export const Dark: Story = { globals: { theme: 'dark' } }

export const RTL: Story = {
  globals: { locale: 'ar-EG' },
  args: { cases: { 'one-page': <Note title="الدفع">كل شيء في صفحة واحدة.</Note> } },
}
