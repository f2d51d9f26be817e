import { cleanup, render, screen, within } from '@testing-library/react'
import { QueryTableView, type QueryTableViewProps } from 'hogkit/components'
import 'hogkit/styles.css'
import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { eventColumns, manyRows } from '../../stories/fixtures/events.js'

afterEach(cleanup)

const huge = manyRows(50_000)
const draw = (props: QueryTableViewProps = {}) =>
  render(<QueryTableView columns={eventColumns} rows={huge} locale="en-US" timeZone="UTC" {...props} />)

const scroller = () => screen.getByRole('region')
const dataRows = () => [...document.querySelectorAll<HTMLTableRowElement>('.hogkit-table-row')]
const frames = async (count = 3) => {
  for (let frame = 0; frame < count; frame += 1) await new Promise(resolve => requestAnimationFrame(resolve))
}
async function scrollTo(top: number) {
  scroller().scrollTop = top
  await frames()
}
/** The index of the row at the top edge of what is visible, under the header. */
function topRow(): number {
  const { left, top } = scroller().getBoundingClientRect()
  const head = document.querySelector('thead')?.getBoundingClientRect().height ?? 0
  const row = document.elementFromPoint(left + 20, top + head + 10)?.closest('tr')
  return Number(row?.dataset['index'] ?? -1)
}

test('keeps only the rows in view in the document, and says how many there are', () => {
  draw()
  expect(dataRows().length).toBeGreaterThan(10)
  expect(dataRows().length).toBeLessThan(60)
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('50001')
  expect(dataRows()[0]?.getAttribute('aria-rowindex')).toBe('2')
})

test('shows the right rows wherever it is scrolled to, the header always on top', async () => {
  draw()
  const height = dataRows()[0]?.getBoundingClientRect().height ?? 0
  await scrollTo(height * 25_000)
  await expect.poll(() => Math.abs(topRow() - 25_000)).toBeLessThan(3)
  expect(dataRows().length).toBeLessThan(60)
  const header = screen.getAllByRole('columnheader')[0]?.getBoundingClientRect()
  expect(Math.round(header?.top ?? 0)).toBe(Math.round(scroller().getBoundingClientRect().top + 1))
  await scrollTo(scroller().scrollHeight)
  await expect.poll(() => dataRows().at(-1)?.getAttribute('aria-rowindex')).toBe('50001')
})

test('keeps columns as wide as they are while other rows scroll in', async () => {
  draw()
  const widths = () => screen.getAllByRole('columnheader').map(header => header.getBoundingClientRect().width)
  const before = widths()
  await scrollTo(500_000)
  await expect.poll(topRow).toBeGreaterThan(1000)
  expect(widths()).toEqual(before)
})

test('sorts fifty thousand rows, and shows them from the top', async () => {
  draw()
  await scrollTo(100_000)
  const header = screen.getByRole('columnheader', { name: 'size' })
  within(header).getByRole('button').click()
  await expect.poll(() => scroller().scrollTop).toBe(0)
  await expect.poll(topRow).toBe(0)
  const largest = Math.max(...huge.map(row => Number(row[3] ?? 0)))
  expect(dataRows()[0]?.textContent).toContain(largest.toLocaleString('en-US'))
})

test('keeps an opened cell open while it is out of view, and the rows under it where they belong', async () => {
  draw({ columns: ['n', 'json'], rows: Array.from({ length: 1000 }, (_, index) => [index, { a: { b: [index] } }]) })
  const before = dataRows()[0]?.getBoundingClientRect().height ?? 0
  await userEvent.click(screen.getAllByRole('button', { name: 'Show all' })[0] as HTMLElement)
  await expect.poll(() => dataRows()[0]?.getBoundingClientRect().height).toBeGreaterThan(before + 40)
  await scrollTo(20_000)
  await expect.poll(() => screen.queryByRole('button', { name: 'Show less' })).toBeNull()
  await scrollTo(0)
  expect(await screen.findByRole('button', { name: 'Show less' })).toBeTruthy()
})

test('is reached, scrolled and sorted by keyboard alone', async () => {
  draw()
  await userEvent.keyboard('{Tab}')
  expect(document.activeElement?.textContent).toBe('Copy CSV')
  await userEvent.keyboard('{Tab}')
  expect(document.activeElement).toBe(scroller())
  await userEvent.keyboard('{End}')
  await expect.poll(() => scroller().scrollTop).toBeGreaterThan(1_000_000)
  await userEvent.keyboard('{Tab}')
  expect(document.activeElement?.closest('th')?.textContent).toBe('event')
  await userEvent.keyboard('{Enter}')
  await frames()
  await expect
    .poll(() => screen.getByRole('columnheader', { name: 'event' }).getAttribute('aria-sort'))
    .toBe('ascending')
})

test('shows where the focus is', async () => {
  draw({ rows: huge.slice(0, 3) })
  await userEvent.keyboard('{Tab}')
  const style = getComputedStyle(document.activeElement as Element)
  expect(style.outlineStyle).toBe('solid')
  expect(Number.parseFloat(style.outlineWidth)).toBeGreaterThanOrEqual(2)
})

test('scrolls inside itself on a phone, its first column in place', async () => {
  await page.viewport(390, 844)
  draw({ rows: huge.slice(0, 5) })
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390)
  const first = () => screen.getAllByRole('cell')[0]?.getBoundingClientRect().left
  const before = first()
  await expect.poll(() => scroller().scrollWidth - scroller().clientWidth).toBeGreaterThan(300)
  scroller().scrollLeft = 300
  await frames()
  expect(scroller().scrollLeft).toBe(300)
  expect(first()).toBe(before)
  await page.viewport(1280, 800)
})

test('mirrors itself from right to left', () => {
  render(
    <div dir="rtl">
      <QueryTableView columns={eventColumns} rows={huge.slice(0, 3)} />
    </div>,
  )
  const [first, second] = screen.getAllByRole('columnheader').map(header => header.getBoundingClientRect().left)
  expect(first).toBeGreaterThan(second ?? Infinity)
})

test.each([
  ['light', 'rgb(255, 255, 255)'],
  ['dark', 'rgb(23, 23, 22)'],
])('takes the theme %s from any element around it', (theme, background) => {
  const { container } = render(
    <div data-hogkit-theme={theme}>
      <QueryTableView rows={[]} />
    </div>,
  )
  const root = container.querySelector('[data-slot="query-table"]')
  expect(getComputedStyle(root as Element).backgroundColor).toBe(background)
})

test('lets any rule of the app win without more specificity', () => {
  const style = document.createElement('style')
  style.textContent = '.mine { background: rgb(1, 2, 3) }'
  document.head.append(style)
  const { container } = render(<QueryTableView rows={[]} className="mine" />)
  expect(getComputedStyle(container.firstElementChild as Element).backgroundColor).toBe('rgb(1, 2, 3)')
  style.remove()
})

test('works without the stylesheet: rows in view only, and it scrolls', async () => {
  const sheets = [...document.styleSheets]
  for (const sheet of sheets) sheet.disabled = true
  draw()
  await frames()
  expect(dataRows().length).toBeLessThan(80)
  expect(scroller().scrollHeight).toBeGreaterThan(100_000)
  expect(scroller().clientHeight).toBeLessThan(700)
  for (const sheet of sheets) sheet.disabled = false
})
