import type { Meta, StoryObj } from '@storybook/react-vite'
import { personEventsQueryOptions, personQueryOptions } from 'hogkit'
import type { Person } from 'hogkit/api'
import { PersonCard } from 'hogkit/components'
import { now } from './fixtures/events.js'
import { identifiedPerson, personEvents } from './fixtures/persons.js'
import { api, Connected, makeQueryClient } from './fixtures/provider.js'

const uuid = '01951f3a-7c42-7b1e-9a55-3f0c1d2e4b6a'
const person: Person = {
  id: 48_213,
  uuid,
  name: 'ada@northwind.example',
  distinct_ids: identifiedPerson.distinct_ids,
  properties: identifiedPerson.properties,
  created_at: '2025-11-02T08:14:00Z',
  last_seen_at: identifiedPerson.last_seen_at ?? null,
}

const queryClient = makeQueryClient()
queryClient.setQueryData(personQueryOptions(api, { distinctId: 'user_48213' }).queryKey, person)
queryClient.setQueryData(
  personEventsQueryOptions(api, uuid, { limit: 10, except: ['$feature_flag_called'] }).queryKey,
  {
    events: personEvents.map(event => ({ ...event, distinct_id: 'user_48213', properties: {} })),
    hasMore: true,
  },
)

/** Loads a person and their last events through your proxy: `usePerson`, `usePersonEvents` and `PersonCardView` in one. */
const meta = {
  component: PersonCard,
  args: { distinctId: 'user_48213', now, locale: 'en-US', timeZone: 'Europe/Berlin', style: { maxInlineSize: 560 } },
  argTypes: {
    personId: { description: "PostHog's id or uuid of the person. Either this or `distinctId`." },
    distinctId: { description: "Any of the person's distinct ids. Either this or `personId`." },
  },
  decorators: [
    Story => (
      <Connected queryClient={queryClient}>
        <Story />
      </Connected>
    ),
  ],
} satisfies Meta<typeof PersonCard>

export default meta
// By component: of a union of props the meta's type leaves nothing.
type Story = StoryObj<typeof PersonCard>

export const Full: Story = {}

export const Dark: Story = { globals: { theme: 'dark' } }
