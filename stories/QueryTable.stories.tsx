import type { Meta, StoryObj } from '@storybook/react-vite'
import { hogqlQueryOptions, toHogQLResult } from 'hogkit'
import { QueryTable } from 'hogkit/components'
import { eventColumns, eventRows } from './fixtures/events.js'
import { api, Connected, makeQueryClient } from './fixtures/provider.js'

const query = 'select event, person, timestamp, size, paid, page, properties, uuid from events where event != {ignored}'
const values = { ignored: '$feature_flag_called' }

const queryClient = makeQueryClient()
queryClient.setQueryData(
  hogqlQueryOptions(api, { query, values }).queryKey,
  toHogQLResult({
    results: eventRows,
    columns: eventColumns.map(({ name }) => name),
    types: eventColumns.map(({ name, type }) => [name, type ?? 'String']),
    hasMore: true,
    limit: 12,
    offset: 0,
    hogql: query,
  }),
)

/** Runs a HogQL query through your proxy and shows its rows: `useHogQL` and `QueryTableView` in one. */
const meta = {
  component: QueryTable,
  args: { query, values, caption: 'Latest events', locale: 'en-US', timeZone: 'Europe/Berlin' },
  decorators: [
    Story => (
      <Connected queryClient={queryClient}>
        <Story />
      </Connected>
    ),
  ],
} satisfies Meta<typeof QueryTable>

export default meta
type Story = StoryObj<typeof meta>

export const Full: Story = {}

/** Overrides go by column name; the others follow from their types. */
export const ColumnOverrides: Story = {
  args: {
    columns: {
      size: { header: 'Bytes' },
      paid: { hidden: true },
      properties: { hidden: true },
      uuid: { hidden: true },
    },
    defaultSort: { column: 'size', direction: 'descending' },
  },
}

export const Dark: Story = { globals: { theme: 'dark' } }
