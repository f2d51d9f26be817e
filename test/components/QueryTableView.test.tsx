import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { QueryTableView, type QueryTableSort, type QueryTableViewProps } from 'hogkit/components'
import { useState } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { describeConformance } from '../support/describeConformance.js'

afterEach(() => {
  vi.restoreAllMocks()
})

const columns = [
  { name: 'event', type: 'String' },
  { name: 'size', type: 'Nullable(UInt64)' },
  { name: 'at', type: "DateTime64(6, 'UTC')" },
]
const rows = [
  ['b', 5, '2026-03-01T10:00:00.000000Z'],
  ['a', null, '2026-03-01 09:00:00'],
  ['C', 40, '2026-03-01T12:30:00+02:00'],
]
const fixed = { locale: 'en-US', timeZone: 'UTC' } as const

const draw = (props: QueryTableViewProps = {}) =>
  render(<QueryTableView columns={columns} rows={rows} {...fixed} {...props} />)

const header = (name: string) => screen.getByRole('columnheader', { name })
const sortBy = (name: string) => userEvent.click(within(header(name)).getByRole('button'))
const bodyRows = () => screen.getAllByRole('row').slice(1)
const column = (index: number) => bodyRows().map(row => within(row).getAllByRole('cell')[index]?.textContent)
const cellsOf = (value: unknown, props: QueryTableViewProps = {}) => {
  draw({ columns: ['value'], rows: [[value]], ...props })
  return screen.getByRole('cell')
}

describeConformance<QueryTableViewProps>({
  slot: 'query-table',
  tagName: 'div',
  Component: QueryTableView,
  states: {
    ready: { columns, rows },
    loading: { status: 'pending' },
    empty: { columns, rows: [] },
    error: { status: 'error', error: new Error('No.') },
  },
})

describe('states', () => {
  test('says that it loads, and shows known headers without anything to sort', () => {
    draw({ rows: [], status: 'pending' })
    expect(screen.getByRole('status').textContent).toBe('Loading…')
    expect(screen.queryByRole('button')).toBeNull()
    expect(document.querySelector('[data-slot="query-table"]')?.getAttribute('aria-busy')).toBe('true')
  })

  test('says that a query matched nothing, or shows what it was given instead', () => {
    const { rerender } = draw({ rows: [] })
    expect(screen.getByText('No rows')).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
    rerender(<QueryTableView rows={[]} empty="Nobody uploaded anything." />)
    expect(screen.queryByText('No rows')).toBeNull()
    expect(screen.getByText('Nobody uploaded anything.')).toBeTruthy()
  })

  test('says the position once when the message has it', () => {
    const error = Object.assign(new Error('Unable to resolve field: evnt (line 2, column 8)'), {
      position: { line: 2, column: 8 },
    })
    draw({ rows: [], status: 'error', error })
    expect(screen.getByRole('alert').textContent?.match(/line 2, column 8/gi)).toHaveLength(1)
  })

  test('shows the message and position of a failed query and tries again when asked', async () => {
    const onRetry = vi.fn<() => void>()
    const error = Object.assign(new Error("Unable to resolve field: 'evnt'"), { position: { line: 2, column: 8 } })
    draw({ rows: [], status: 'error', error, onRetry })
    const alert = screen.getByRole('alert')
    expect(alert.textContent).toContain("Unable to resolve field: 'evnt'")
    expect(alert.textContent).toContain('Line 2, column 8')
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    expect(onRetry).toHaveBeenCalledTimes(1)
  })

  test('ignores presses of retry while a retry is under way', async () => {
    const onRetry = vi.fn<() => void>()
    draw({ rows: [], status: 'error', error: new Error('No.'), onRetry, isFetching: true })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onRetry).not.toHaveBeenCalled()
  })

  test.each([undefined, null, 42, {}, { message: 7 }, ''])('says something for the error %j', error => {
    draw({ rows: [], status: 'error', error })
    expect(screen.getByRole('alert').textContent).toContain('Something went wrong')
  })

  test('keeps the rows of before when renewing them fails', () => {
    draw({ status: 'error', error: new Error('The network is gone.') })
    expect(screen.getByRole('alert').textContent).toContain('The network is gone.')
    expect(bodyRows()).toHaveLength(3)
  })

  test('marks rows that are being refreshed', () => {
    draw({ isFetching: true })
    const root = document.querySelector('[data-slot="query-table"]')
    expect(root?.hasAttribute('data-refreshing')).toBe(true)
    expect(screen.getByText('Refreshing…')).toBeTruthy()
    expect(bodyRows()).toHaveLength(3)
  })

  test('counts rows, and says when there are more', () => {
    const { rerender } = draw()
    expect(screen.getByText('3 rows')).toBeTruthy()
    expect(document.querySelector('[data-slot="truncated"]')).toBeNull()
    rerender(<QueryTableView columns={['n']} rows={[[1]]} hasMore locale="en-US" />)
    expect(screen.getByText('1 row')).toBeTruthy()
    expect(screen.getByText('First 1 rows. Add a LIMIT to the query to see more.')).toBeTruthy()
  })

  test('takes its name from the caption, else from a label', () => {
    const { rerender } = draw({ caption: 'Uploads' })
    expect(screen.getByRole('table', { name: 'Uploads' })).toBeTruthy()
    rerender(<QueryTableView columns={columns} rows={rows} labels={{ table: 'Ergebnisse' }} />)
    expect(screen.getByRole('table', { name: 'Ergebnisse' })).toBeTruthy()
  })
})

describe('cells', () => {
  test('writes numbers for the locale, at the end of the cell', () => {
    const cell = cellsOf(1234567.891, { locale: 'de-DE' })
    expect(cell.textContent).toBe('1.234.567,891')
    expect(cell.dataset['align']).toBe('end')
  })

  test('keeps every digit of a 64-bit integer', () => {
    const cell = cellsOf('18446744073709551615', { columns: [{ name: 'n', type: 'UInt64' }] })
    expect(cell.textContent).toBe('18,446,744,073,709,551,615')
  })

  test('does not round a tiny number to zero', () => {
    expect(cellsOf(0.0000012).textContent).toBe('1.2E-6')
  })

  test.each([
    ['2026-03-01T10:00:00.123456Z', '2026-03-01T10:00:00.123Z'],
    ['2026-03-01 10:00:00', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T12:00:00+02:00', '2026-03-01T10:00:00.000Z'],
  ])('reads the moment %s and shows it in the reader’s zone', (value, iso) => {
    const cell = cellsOf(value, { columns: [{ name: 't', type: 'Nullable(DateTime)' }], timeZone: 'Asia/Tokyo' })
    const time = cell.querySelector('time')
    expect(time?.dateTime).toBe(iso)
    expect(time?.textContent).toBe('Mar 1, 2026, 7:00:00 PM')
  })

  test('never moves a day into another zone', () => {
    const cell = cellsOf('2026-03-01', { columns: [{ name: 'd', type: 'Date' }], timeZone: 'America/Los_Angeles' })
    expect(cell.textContent).toBe('Mar 1, 2026')
  })

  test.each([null, undefined, ''])('reads %j out as empty', value => {
    expect(cellsOf(value).textContent).toBe('—empty')
  })

  test('shows a value that is not of its type as it is', () => {
    expect(cellsOf('n/a', { columns: [{ name: 'n', type: 'UInt8' }] }).textContent).toBe('n/a')
  })

  test('links http and https and nothing else', () => {
    draw({
      columns: ['url'],
      rows: [['https://hedgebox.example/a'], ['javascript:alert(1)'], ['data:text/html,x'], ['//x.example']],
    })
    const links = screen.getAllByRole('link')
    expect(links.map(link => link.getAttribute('href'))).toEqual(['https://hedgebox.example/a'])
    expect(links[0]?.getAttribute('rel')).toBe('noreferrer')
  })

  test('shows markup as text', () => {
    const cell = cellsOf('<img src=x onerror="alert(1)">')
    expect(cell.textContent).toBe('<img src=x onerror="alert(1)">')
    expect(cell.querySelector('img')).toBeNull()
  })

  test('puts a megabyte of text into neither the page nor a title', async () => {
    const cell = cellsOf('x'.repeat(1_000_000))
    expect(cell.innerHTML.length).toBeLessThan(2000)
    await userEvent.click(within(cell).getByRole('button', { name: 'Show all' }))
    expect(cell.innerHTML.length).toBeLessThan(30_000)
    expect(cell.textContent).toContain('and 980,000 more characters')
    await userEvent.click(within(cell).getByRole('button', { name: 'Show less' }))
    expect(cell.innerHTML.length).toBeLessThan(2000)
  })

  test('opens JSON, also where it comes as text', async () => {
    draw({ columns: ['json', 'text'], rows: [[{ a: [1] }, '{"b":{"c":2}}']] })
    for (const button of screen.getAllByRole('button', { name: 'Show all' })) await userEvent.click(button)
    expect(screen.getAllByRole('cell').map(cell => cell.querySelector('[dir="ltr"]')?.textContent)).toEqual([
      '{\n  "a": [\n    1\n  ]\n}',
      '{\n  "b": {\n    "c": 2\n  }\n}',
    ])
  })

  test('survives JSON nested a hundred thousand deep', async () => {
    let deep: unknown = 'bottom'
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    const cell = cellsOf(deep)
    await userEvent.click(within(cell).getByRole('button'))
    expect(cell.textContent).toContain('[…]')
  })

  test('closes open cells when other rows arrive', async () => {
    const { rerender } = draw({ columns: ['v'], rows: [[{ a: 1 }]] })
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }))
    rerender(<QueryTableView columns={['v']} rows={[[{ b: 2 }]]} />)
    expect(screen.getByRole('button', { name: 'Show all' }).getAttribute('aria-expanded')).toBe('false')
  })
})

describe('columns', () => {
  test('can be renamed, hidden, aligned and rendered by the caller', () => {
    draw({
      columns: [
        { name: 'event', header: 'What' },
        { name: 'size', align: 'center', cell: (value, row) => `${String(row['event'])}/${String(value)}` },
        { name: 'at', hidden: true },
      ],
    })
    expect(screen.getAllByRole('columnheader').map(cell => cell.textContent)).toEqual(['What', 'size'])
    expect(column(1)).toEqual(['b/5', 'a/null', 'C/40'])
    expect(screen.getAllByRole('cell')[1]?.dataset['align']).toBe('center')
  })

  test('may have names of Object’s own, or one name twice', () => {
    const onRowClick = vi.fn<(row: Readonly<Record<string, unknown>>) => void>()
    draw({ columns: ['__proto__', 'constructor', 'count()', 'count()'], rows: [['p', 'c', 1, 2]], onRowClick })
    expect(screen.getAllByRole('columnheader').map(cell => cell.textContent)).toEqual([
      '__proto__',
      'constructor',
      'count()',
      'count()',
    ])
    fireEvent.click(screen.getByRole('button', { name: 'p' }))
    expect(Object.entries(onRowClick.mock.lastCall?.[0] ?? {})).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['count()', 1],
      ['count()_2', 2],
    ])
  })

  test('show rows that are shorter than the columns', () => {
    draw({ columns: ['a', 'b'], rows: [['only']] })
    expect(screen.getAllByRole('cell').map(cell => cell.textContent)).toEqual(['only', '—empty'])
  })
})

describe('sorting', () => {
  test('goes through largest first, smallest first and the order of the answer, with missing values last', async () => {
    draw()
    expect(header('size').getAttribute('aria-sort')).toBe('none')
    await sortBy('size')
    expect([header('size').getAttribute('aria-sort'), column(1)]).toEqual(['descending', ['40', '5', '—empty']])
    await sortBy('size')
    expect([header('size').getAttribute('aria-sort'), column(1)]).toEqual(['ascending', ['5', '40', '—empty']])
    await sortBy('size')
    expect([header('size').getAttribute('aria-sort'), column(1)]).toEqual(['none', ['5', '—empty', '40']])
  })

  test('orders text by the language and not by code points', async () => {
    draw()
    await sortBy('event')
    expect(column(0)).toEqual(['a', 'b', 'C'])
  })

  test('orders moments by time whatever their spelling', async () => {
    draw()
    await sortBy('at')
    expect(column(0)).toEqual(['C', 'b', 'a'])
  })

  test('works by keyboard', async () => {
    draw()
    within(header('event')).getByRole('button').focus()
    await userEvent.keyboard('{Enter}')
    expect(header('event').getAttribute('aria-sort')).toBe('ascending')
    await userEvent.keyboard(' ')
    expect(header('event').getAttribute('aria-sort')).toBe('descending')
  })

  test('starts where it is told, and leaves JSON and the columns it is told to alone', () => {
    draw({
      columns: ['event', { name: 'size', sortable: false }, { name: 'at', kind: 'json' }],
      defaultSort: { column: 'event', direction: 'descending' },
    })
    expect(column(0)).toEqual(['C', 'b', 'a'])
    expect(within(header('size')).queryByRole('button')).toBeNull()
    expect(within(header('at')).queryByRole('button')).toBeNull()
  })

  test('can be controlled', async () => {
    const seen: (QueryTableSort | null)[] = []
    function Controlled() {
      const [sort, setSort] = useState<QueryTableSort | null>({ column: 'event', direction: 'descending' })
      const onSortChange = (next: QueryTableSort | null) => {
        seen.push(next)
        setSort(next)
      }
      return <QueryTableView columns={columns} rows={rows} sort={sort} onSortChange={onSortChange} />
    }
    render(<Controlled />)
    await sortBy('event')
    expect(seen).toEqual([null])
    expect(column(0)).toEqual(['b', 'a', 'C'])
  })

  test('ignores a column that is not there', () => {
    draw({ sort: { column: 'nope', direction: 'ascending' } })
    expect(column(0)).toEqual(['b', 'a', 'C'])
  })
})

describe('rows', () => {
  test('are pressed by a button in the first cell, which keyboard and mouse reach', async () => {
    const onRowClick = vi.fn<(row: unknown, index: number) => void>()
    draw({ onRowClick, defaultSort: { column: 'event', direction: 'ascending' } })
    screen.getByRole('button', { name: 'a' }).focus()
    await userEvent.keyboard('{Enter}')
    expect(onRowClick).toHaveBeenLastCalledWith({ event: 'a', size: null, at: '2026-03-01 09:00:00' }, 1)
    await userEvent.click(screen.getByText('40'))
    expect(onRowClick).toHaveBeenLastCalledWith(expect.objectContaining({ event: 'C' }), 2)
    expect(onRowClick).toHaveBeenCalledTimes(2)
  })

  test('do not hear presses meant for something inside them', async () => {
    const onRowClick = vi.fn<() => void>()
    draw({ columns: ['id', 'json', 'url'], rows: [['1', { a: 1 }, 'https://hedgebox.example']], onRowClick })
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }))
    const link = screen.getByRole('link')
    // Else the page would leave for that address.
    link.addEventListener('click', event => event.preventDefault())
    fireEvent.click(link)
    expect(onRowClick).not.toHaveBeenCalled()
  })

  test('are links where they have an address, and never scripts', () => {
    draw({ rowHref: row => (row['event'] === 'b' ? 'javascript:alert(1)' : `/events/${String(row['event'])}`) })
    expect(screen.getAllByRole('link').map(link => link.getAttribute('href'))).toEqual(['/events/a', '/events/C'])
  })

  test('have a name even where their first cell is empty', () => {
    draw({ columns: ['id'], rows: [[null]], onRowClick: () => {} })
    expect(screen.getByRole('button', { name: /Open row 1/ })).toBeTruthy()
  })
})

test('copies what is shown as CSV, in the order shown, and says so', async () => {
  const user = userEvent.setup()
  draw({
    columns: [...columns.slice(0, 2), { name: 'at', hidden: true }],
    defaultSort: { column: 'event', direction: 'ascending' },
  })
  await user.click(screen.getByRole('button', { name: 'Copy CSV' }))
  expect(await navigator.clipboard.readText()).toBe('event,size\r\na,\r\nb,5\r\nC,40')
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy()
})

test('says when copying failed', async () => {
  const user = userEvent.setup()
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('denied'))
  draw()
  await user.click(screen.getByRole('button', { name: 'Copy CSV' }))
  expect(await screen.findByRole('button', { name: 'Could not copy' })).toBeTruthy()
})

test('replaces every visible text', () => {
  draw({
    rows: [['b', null, '2026-03-01T10:00:00Z']],
    hasMore: true,
    status: 'error',
    error: undefined,
    onRetry: () => {},
    labels: {
      table: 'T1',
      rowCount: () => 'T2',
      truncated: () => 'T3',
      copyCsv: 'T4',
      errorTitle: 'T5',
      errorUnknown: 'T6',
      retry: 'T7',
      empty: 'T8',
    },
  })
  expect(document.body.textContent).toBe(
    ['T2', 'T4', 'T5', 'T6', 'T7', 'event', 'size', 'at', 'b', '—T8', 'Mar 1, 2026, 10:00:00 AM', 'T3'].join(''),
  )
  expect(screen.getByRole('table', { name: 'T1' })).toBeTruthy()
})

test('falls back to the browser’s language and zone when given nonsense', () => {
  draw({ locale: 'not a locale', timeZone: 'Mars/Olympus' })
  expect(bodyRows()).toHaveLength(3)
})

test('hydrates without a word, and then shows the reader’s own time', async () => {
  vi.stubEnv('TZ', 'Asia/Tokyo')
  const table = <QueryTableView columns={columns} rows={rows} />
  const container = document.createElement('div')
  container.innerHTML = renderToString(table)
  expect(container.querySelector('time')?.textContent).toBe('Mar 1, 2026, 10:00:00 AM')
  document.body.append(container)
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
  const root = await act(async () => hydrateRoot(container, table))
  expect(errors.mock.calls).toEqual([])
  expect(container.querySelector('time')?.textContent).toBe('Mar 1, 2026, 7:00:00 PM')
  await act(async () => root.unmount())
  container.remove()
  vi.unstubAllEnvs()
})
