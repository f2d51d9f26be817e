import type { Meta, StoryObj } from '@storybook/react-vite'
import { HogkitProvider } from 'hogkit'
import { PostHogFeature } from 'hogkit/compat'
import { expect, within } from 'storybook/test'
import { Note } from './fixtures/Note.js'
import { flags, makeClient } from './fixtures/provider.js'

const client = makeClient(flags, { flushIntervalMs: 1_000_000 })

/** The gate of @posthog/react, for teams that move: a `div` around each child, views and clicks captured. New code takes `FlagGate`. */
const meta = {
  component: PostHogFeature,
  decorators: [
    Story => (
      <HogkitProvider client={client}>
        <Story />
      </HogkitProvider>
    ),
  ],
  args: {
    flag: 'team-folders',
    children: <Note title="Team folders">Share a folder with everybody in your company.</Note>,
    fallback: <Note title="Files">Your files, as they always were.</Note>,
  },
} satisfies Meta<typeof PostHogFeature>

export default meta
type Story = StoryObj<typeof meta>

export const On: Story = {
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('heading')).toHaveTextContent('Team folders')
  },
}

/** Unlike the original, a flag that is off shows the fallback also without `match`. */
export const Off: Story = {
  args: { flag: 'old-billing' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('heading')).toHaveTextContent('Files')
  },
}

export const Variant: Story = { args: { flag: 'checkout', match: 'one-page' } }

export const OtherVariant: Story = { args: { flag: 'checkout', match: 'control' } }

export const Unknown: Story = { args: { flag: 'nobody-made-it' } }

/** Children as a function get the payload. */
export const WithPayload: Story = {
  args: {
    flag: 'checkout',
    children: payload => {
      const { headline, discount } = payload as { headline: string; discount: number }
      return <Note title={headline}>{discount}% off.</Note>
    },
  },
}
