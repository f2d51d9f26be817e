import type { Meta, StoryObj } from '@storybook/react-vite'
import { PersonCardView } from 'hogkit/components'
import { expect, userEvent, within } from 'storybook/test'
import { now } from './fixtures/events.js'
import { anonymousPerson, identifiedPerson, longPerson, personEvents } from './fixtures/persons.js'

/** Who somebody is, from props alone. The connected form is `PersonCard`. */
const meta = {
  component: PersonCardView,
  args: {
    person: identifiedPerson,
    events: personEvents,
    now,
    locale: 'en-US',
    timeZone: 'Europe/Berlin',
    style: { maxInlineSize: 560 },
  },
} satisfies Meta<typeof PersonCardView>

export default meta
type Story = StoryObj<typeof meta>

export const Full: Story = {}

export const Loading: Story = { args: { person: undefined, status: 'pending' } }

export const Empty: Story = { args: { person: null } }

export const Error: Story = {
  args: {
    person: undefined,
    status: 'error',
    error: Object.assign(new globalThis.Error('PostHog is limiting requests. Try again in 30 seconds.'), {
      code: 'rate-limit',
    }),
    onRetry: () => {},
  },
}

export const Dark: Story = { globals: { theme: 'dark' } }

export const RTL: Story = {
  globals: { locale: 'ar-EG' },
  args: {
    locale: 'ar-EG',
    labels: {
      identified: 'معروف',
      firstSeen: 'أول ظهور',
      lastSeen: 'آخر ظهور',
      distinctIds: 'المعرّفات',
      properties: 'الخصائص',
      searchProperties: 'ابحث في الخصائص',
      events: 'أحدث الأحداث',
      moreDistinctIds: (_, formatted) => `+${formatted} أخرى`,
      showPostHogProperties: (_, formatted) => `إظهار خصائص PostHog (${formatted})`,
      yes: 'نعم',
      empty: 'فارغ',
    },
  },
}

/** Nobody has said who this is: a figure instead of initials, an id instead of a name. */
export const Unidentified: Story = { args: { person: anonymousPerson, events: personEvents.slice(1, 3) } }

export const LongValues: Story = { args: { person: longPerson } }

export const Wide: Story = { args: { style: {} } }

export const EventsLoading: Story = { args: { events: undefined, eventsStatus: 'pending' } }

export const EventsFailed: Story = { args: { events: undefined, eventsStatus: 'error', onRetryEvents: () => {} } }

export const SearchingProperties: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('checkbox'))
    await userEvent.type(canvas.getByRole('searchbox'), 'lisbon')
    await expect(canvas.getByText('$geoip_city_name')).toBeVisible()
    await expect(canvas.queryByText('company')).toBeNull()
  },
}
