import type { Meta, StoryObj } from '@storybook/react-vite'
import { HogkitProvider } from 'hogkit'
import { FlagGate } from 'hogkit/components'
import type { HogkitClient } from 'hogkit/core'
import { expect, within } from 'storybook/test'
import { Note } from './fixtures/Note.js'
import { flags, makeClient } from './fixtures/provider.js'

const known = makeClient(flags)
const unknown = makeClient()

/** Shows its children when a feature flag is on. It draws nothing itself: the boxes are the stories' own. */
const meta = {
  component: FlagGate,
  parameters: { client: known },
  decorators: [
    (Story, { parameters }) => (
      <HogkitProvider client={parameters['client'] as HogkitClient}>
        <Story />
      </HogkitProvider>
    ),
  ],
  args: {
    flag: 'team-folders',
    exposure: 'manual',
    children: <Note title="Team folders">Share a folder with everybody in your company.</Note>,
    fallback: <Note title="Files">Your files, as they always were.</Note>,
    pending: <Note title="…">Asking which version is yours.</Note>,
    error: <Note title="Files">The flag could not be read, so the safe version shows.</Note>,
  },
} satisfies Meta<typeof FlagGate>

export default meta
type Story = StoryObj<typeof meta>

export const On: Story = {
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('heading')).toHaveTextContent('Team folders')
  },
}

export const Off: Story = { args: { flag: 'old-billing' } }

/** `match={false}` opens the gate for those who do not have the feature. */
export const MatchOff: Story = {
  args: { flag: 'old-billing', match: false, children: <Note title="New billing">The old one is switched off.</Note> },
}

export const Variant: Story = {
  args: { flag: 'checkout', match: 'one-page', children: <Note title="Checkout">All on one page.</Note> },
}

/** Open for any of several variants. */
export const OneOfManyVariants: Story = {
  args: { flag: 'checkout', match: ['one-page', 'two-step'], children: <Note title="Checkout">The short way.</Note> },
}

export const OtherVariant: Story = { args: { flag: 'checkout', match: 'control' } }

/** Children as a function get the flag's payload, and everything else that is known of it. */
export const WithRenderProps: Story = {
  args: {
    flag: 'checkout',
    children: (payload, { variant }) => {
      const { headline, discount } = payload as { headline: string; discount: number }
      return (
        <Note title={headline}>
          Variant {variant}, {discount}% off.
        </Note>
      )
    },
  },
}

export const Pending: Story = { parameters: { client: unknown } }

/** No answer and no `pending`: the fallback. */
export const PendingFallback: Story = { parameters: { client: unknown }, args: { pending: undefined } }

/** Exposure is reported once half of the content has been in view, for what lies below the fold. */
export const ExposureOnView: Story = { args: { exposure: 'visible', children: <article>Team folders</article> } }

/** PostHog knows no such flag. */
export const Error: Story = { args: { flag: 'no-such-flag' } }

export const Dark: Story = { globals: { theme: 'dark' } }

export const RTL: Story = {
  globals: { locale: 'ar-EG' },
  args: { children: <Note title="مجلدات الفريق">شارك مجلدًا مع كل من في شركتك.</Note> },
}
