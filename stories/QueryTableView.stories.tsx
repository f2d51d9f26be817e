import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueryTableView } from 'hogkit/components'
import { expect, userEvent, within } from 'storybook/test'
import { eventColumns, eventRows, manyRows } from './fixtures/events.js'

/** Results of a query, from props alone. The connected form is `QueryTable`. */
const meta = {
  component: QueryTableView,
  args: {
    caption: 'Latest events',
    columns: eventColumns,
    rows: eventRows,
    locale: 'en-US',
    timeZone: 'Europe/Berlin',
  },
} satisfies Meta<typeof QueryTableView>

export default meta
type Story = StoryObj<typeof meta>

export const Full: Story = {}

export const Loading: Story = { args: { rows: [], status: 'pending' } }

/** Before the first answer not even the columns are known. */
export const LoadingUnknownColumns: Story = { args: { columns: [], rows: [], status: 'pending' } }

export const Empty: Story = { args: { rows: [] } }

export const Error: Story = {
  args: {
    rows: [],
    status: 'error',
    error: Object.assign(new globalThis.Error("Unable to resolve field: 'evnt'. Did you mean 'event'?"), {
      name: 'QueryError',
      code: 'query',
      position: { line: 2, column: 8, start: 15, end: 19 },
    }),
    onRetry: () => {},
  },
}

/** The rows of before stay while the error says that they could not be renewed. */
export const ErrorAfterRefresh: Story = {
  args: {
    status: 'error',
    error: new globalThis.Error('The server did not answer within 10 seconds. Check your connection and try again.'),
    onRetry: () => {},
  },
}

export const Refreshing: Story = { args: { isFetching: true } }

export const Dark: Story = { globals: { theme: 'dark' } }

export const DarkError: Story = { ...Error, globals: { theme: 'dark' } }

export const RTL: Story = {
  globals: { locale: 'ar-EG' },
  args: {
    locale: 'ar-EG',
    caption: 'أحدث الأحداث',
    labels: {
      rowCount: (_, formatted) => `${formatted} صفًا`,
      copyCsv: 'نسخ CSV',
      expand: 'إظهار الكل',
      empty: 'فارغ',
      yes: 'نعم',
      no: 'لا',
    },
    columns: eventColumns.map((column, index) => ({
      ...column,
      header: ['الحدث', 'الشخص', 'الوقت', 'الحجم', 'مدفوع', 'الصفحة', 'الخصائص', 'المعرّف'][index],
    })),
  },
}

export const Compact: Story = { args: { density: 'compact', rows: manyRows(40) } }

/** Fifty thousand rows, the most that PostHog answers: only those in view are in the document. */
export const Huge: Story = {
  args: { caption: 'Every event of March', rows: manyRows(50_000), hasMore: true },
  // As an editable control or a code sample, fifty thousand rows would freeze the page that is to show that nothing freezes.
  argTypes: { rows: { control: false } },
  tags: ['!autodocs'],
}

export const Truncated: Story = { args: { rows: manyRows(100), hasMore: true } }

export const Sorting: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const header = canvas.getByRole('columnheader', { name: 'size' })
    await userEvent.click(within(header).getByRole('button'))
    await expect(header).toHaveAttribute('aria-sort', 'descending')
    await userEvent.click(within(header).getByRole('button'))
    await expect(header).toHaveAttribute('aria-sort', 'ascending')
    const last = canvas.getAllByRole('row').at(-1)
    await expect(within(last as HTMLElement).getAllByText('empty').length).toBeGreaterThan(0)
  },
}

/** Headers, cells, order and width of single columns changed. */
export const ColumnOptions: Story = {
  args: {
    columns: eventColumns.map(column => {
      if (column.name === 'event') return { ...column, header: 'What happened', width: 220 }
      if (column.name === 'size') {
        return {
          ...column,
          header: 'Megabytes',
          cell: value => (typeof value === 'number' ? (value / 1e6).toFixed(1) : 'none'),
        }
      }
      return column.name === 'uuid' || column.name === 'properties' ? { ...column, hidden: true } : column
    }),
  },
}

export const RowsAsButtons: Story = { args: { onRowClick: () => {} } }

export const RowsAsLinks: Story = { args: { rowHref: row => `#/events/${String(row['uuid'])}` } }

/** What strangers can write into an event: none of it runs, none of it breaks the table. */
export const LongValues: Story = {
  args: {
    caption: 'Hostile data',
    columns: ['name', 'value', 'constructor', '__proto__'],
    rows: [
      ['markup', '<img src=x onerror="alert(1)"><script>alert(2)</script>', null, '=HYPERLINK("http://evil.example")'],
      ['script link', 'javascript:alert(document.cookie)', 1, 2],
      ['a megabyte', 'x'.repeat(1_000_000), 1, 2],
      ['sentence', 'The quick brown fox jumps over the lazy dog. '.repeat(20), 1, 2],
      ['JSON text', JSON.stringify({ plan: 'team', seats: 24, owner: { id: 7, tags: ['a', 'b'] } }), 1, 2],
      ['two directions', 'שלום \u202E world مرحبا 👩‍👩‍👧‍👦', 1, 2],
    ],
  },
}
