import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { PersonCardView, type PersonCardPerson, type PersonCardViewProps } from 'hogkit/components'
import { renderToString } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { describeConformance } from '../support/describeConformance.js'

const now = Date.UTC(2026, 2, 14, 15)
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const anonymousId = '01957c20-0b1f-7d63-8e2a-6a7b8c9d0e1f'
const ada: PersonCardPerson = {
  uuid: '01951f3a-7c42-7b1e-9a55-3f0c1d2e4b6a',
  name: 'user_1',
  distinct_ids: ['user_1', anonymousId],
  properties: { email: 'ada@northwind.example', seats: 24, $browser: 'Firefox' },
  created_at: ago(60 * 24 * 3),
  last_seen_at: ago(4),
}

const draw = (props: PersonCardViewProps = {}) =>
  render(<PersonCardView person={ada} now={now} locale="en-US" timeZone="UTC" {...props} />)
const drawWith = (person: Partial<PersonCardPerson>) => draw({ person: { ...ada, ...person } })
const slot = (name: string) => document.querySelector(`[data-slot="${name}"]`)
const properties = () =>
  screen
    .getAllByRole('term')
    .map(term => term.textContent)
    .slice(3)

describeConformance<PersonCardViewProps>({
  slot: 'person-card',
  tagName: 'article',
  Component: PersonCardView,
  states: {
    ready: { person: ada, events: [] },
    loading: { status: 'pending' },
    empty: { person: null },
    error: { status: 'error', error: new Error('No.') },
  },
})

describe('the name', () => {
  test.each<[string, Partial<PersonCardPerson>, string]>([
    ['email before all', { properties: { email: 'a@b.example', name: 'Ada', username: 'al' } }, 'a@b.example'],
    ['then name', { properties: { name: 'Ada', username: 'al' } }, 'Ada'],
    ['then username', { properties: { username: 'al' } }, 'al'],
    ['then PostHog’s choice', { properties: {}, name: 'Chosen' }, 'Chosen'],
    ['then an id that somebody gave', { properties: {}, name: ' ', distinct_ids: [anonymousId, 'user_9'] }, 'user_9'],
    ['then any id', { properties: {}, name: undefined, distinct_ids: [anonymousId] }, anonymousId],
    ['at last the uuid', { properties: {}, name: undefined, distinct_ids: [] }, '01951f3a-7c42-7b1e-9a55-3f0c1d2e4b6a'],
    ['passing over what is no text', { properties: { email: 7, name: null, username: ' ' }, name: 'Left' }, 'Left'],
  ])('is %s', (_, person, name) => {
    drawWith(person)
    expect(screen.getByRole('heading', { level: 3 }).textContent).toBe(name)
    expect(screen.getByRole('article', { name })).toBeTruthy()
  })

  test.each([
    ['Ada Lovelace', 'AL'],
    ['ada.king@northwind.example', 'AK'],
    ['Élodie', 'É'],
    ['李 小龙', '李小'],
    ['!!!', ''],
  ])('%s gives the initials %s', (name, initials) => {
    drawWith({ properties: { email: name } })
    expect(slot('avatar')?.textContent).toBe(initials)
  })

  test('sits on the heading level that it is given, sections one below', () => {
    draw({ headingLevel: 2, events: [] })
    expect(screen.getAllByRole('heading').map(heading => heading.tagName)).toEqual(['H2', 'H3', 'H3'])
  })
})

test.each([
  [['user_1', anonymousId], undefined, 'Identified'],
  [[anonymousId], undefined, 'Anonymous'],
  [['17f2b3c4d5e6f7-0a1b2c3d4e5f6a-1e462c6d-1fa400-17f2b3c4d5e7a1'], undefined, 'Anonymous'],
  [[], undefined, 'Anonymous'],
  [[anonymousId], true, 'Identified'],
])('tells from the distinct ids %j (is_identified %j): %s', (ids, told, badge) => {
  drawWith({ distinct_ids: ids, is_identified: told })
  expect(slot('identified')?.textContent).toBe(badge)
})

describe('distinct ids', () => {
  const many = Array.from({ length: 1200 }, (_, index) => `id-${index}`)
  const items = () => within(slot('distinct-ids') as HTMLElement).getAllByRole('listitem')

  test('show three until asked for more, and never more than two hundred', async () => {
    drawWith({ distinct_ids: many })
    expect(items()).toHaveLength(3)
    await userEvent.click(screen.getByRole('button', { name: '+1,197 more' }))
    expect(items()).toHaveLength(200)
    expect(screen.getByText('+1,000 more')).toBeTruthy()
  })

  test('fold again', async () => {
    drawWith({ distinct_ids: many.slice(0, 5) })
    await userEvent.click(screen.getByRole('button', { name: '+2 more' }))
    expect(items()).toHaveLength(5)
    await userEvent.click(screen.getByRole('button', { name: 'Show fewer' }))
    expect(items()).toHaveLength(3)
  })

  test('are copied whole', async () => {
    const user = userEvent.setup()
    const long = 'x'.repeat(5000)
    drawWith({ distinct_ids: [long] })
    await user.click(screen.getByRole('button', { name: /^Copy x/ }))
    expect(await navigator.clipboard.readText()).toBe(long)
    expect(await screen.findByText('Copied')).toBeTruthy()
  })
})

describe('times', () => {
  test('are relative, with the exact time at hand', () => {
    draw()
    const times = [...document.querySelectorAll('time')]
    expect(times.map(time => time.textContent)).toEqual(['3 days ago', '4 minutes ago'])
    expect(times.map(time => time.dateTime)).toEqual([ada.created_at, ada.last_seen_at])
    expect(times[1]?.title).toBe('Saturday, March 14, 2026 at 2:56:00 PM UTC')
  })

  test('of an event that is newer than the stored last sight count as last seen', () => {
    draw({ events: [{ uuid: '1', event: 'uploaded_file', timestamp: ago(1) }] })
    const seen = screen.getByText('Last seen').nextElementSibling?.querySelector('time')
    expect(seen?.dateTime).toBe(ago(1))
  })

  test('that are not known are said not to be', () => {
    drawWith({ created_at: null, last_seen_at: 'yesterday-ish' })
    expect(screen.getAllByText('Not known')).toHaveLength(2)
  })

  test('are exact on a server, which does not know the reader’s present', () => {
    const html = renderToString(<PersonCardView person={ada} locale="en-US" />)
    expect(html).toContain('Mar 14, 2026, 2:56:00 PM')
    expect(html).not.toContain('ago')
  })

  test('move on while the card is shown', () => {
    vi.useFakeTimers({ now })
    try {
      const { unmount } = render(<PersonCardView person={ada} locale="en-US" />)
      expect(screen.getByText('4 minutes ago')).toBeTruthy()
      act(() => void vi.advanceTimersByTime(3_600_000))
      expect(screen.getByText('1 hour ago')).toBeTruthy()
      unmount()
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('properties', () => {
  const person = { properties: { plan: 'team', company: 'Northwind', seats: 24, $browser: 'Firefox', $os: 'Linux' } }

  test('are sorted, PostHog’s own behind a switch', async () => {
    drawWith(person)
    expect(properties()).toEqual(['company', 'plan', 'seats'])
    await userEvent.click(screen.getByRole('checkbox', { name: "Show PostHog's own (2)" }))
    expect(properties()).toEqual(['$browser', '$os', 'company', 'plan', 'seats'])
  })

  test.each([
    ['PLAN', ['plan']],
    ['north', ['company']],
    ['24', ['seats']],
    ['.*', []],
  ])('are searched by name and value: %s', async (search, found) => {
    drawWith(person)
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search properties' }), search)
    expect(properties()).toEqual(found)
    expect(screen.queryAllByText('No property matches')).toHaveLength(found.length === 0 ? 1 : 0)
  })

  test('are typed by their values', () => {
    drawWith({
      properties: {
        on: true,
        spend: 1248.5,
        since: '2026-02-01T09:30:00Z',
        site: 'https://northwind.example/a',
        gone: null,
      },
    })
    const values = screen.getAllByRole('definition').slice(3)
    expect(values.map(value => value.textContent)).toEqual([
      '—empty',
      'true',
      'Feb 1, 2026, 9:30:00 AM',
      'northwind.example/a (opens in a new tab)',
      '1,248.5',
    ])
  })

  test('show fifty until asked for all', async () => {
    drawWith({ properties: Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`p${index}`, index])) })
    expect(properties()).toHaveLength(50)
    await userEvent.click(screen.getByRole('button', { name: 'Show 1,050 more' }))
    expect(properties()).toHaveLength(1100)
  })

  test('may be hostile: markup, scripts, a megabyte, names of Object’s own', async () => {
    const hostile = JSON.parse('{"__proto__": "p", "constructor": "c", "toString": "t"}') as Record<string, unknown>
    drawWith({
      properties: {
        ...hostile,
        '<b>': '<img src=x onerror=alert(1)>',
        link: 'javascript:alert(1)',
        big: 'x'.repeat(1_000_000),
      },
    })
    expect(document.querySelector('img, b, a')).toBeNull()
    expect(properties()).toContain('constructor')
    expect(document.body.innerHTML.length).toBeLessThan(20_000)
    await userEvent.type(screen.getByRole('searchbox'), 'onerror')
    expect(properties()).toEqual(['<b>'])
  })

  test('say when there are none', () => {
    drawWith({ properties: {} })
    expect(screen.getByText('No properties')).toBeTruthy()
    expect(screen.queryByRole('searchbox')).toBeNull()
  })
})

describe('events', () => {
  const events = Array.from({ length: 14 }, (_, index) => ({
    uuid: `e${index}`,
    event: `event ${index}`,
    timestamp: ago(index),
  }))

  test('show the first ten', () => {
    draw({ events })
    const list = within(slot('events') as HTMLElement).getAllByRole('listitem')
    expect(list.map(item => item.textContent).slice(0, 2)).toEqual(['event 0now', 'event 11 minute ago'])
    expect(list).toHaveLength(10)
  })

  test('are no section when nobody gives any', () => {
    draw()
    expect(slot('events')).toBeNull()
  })

  test('may be none, on their way or lost', async () => {
    const onRetryEvents = vi.fn<() => void>()
    const { rerender } = draw({ events: [] })
    expect(screen.getByText('No events')).toBeTruthy()
    rerender(<PersonCardView person={ada} eventsStatus="pending" />)
    expect(slot('events')?.getAttribute('aria-busy')).toBe('true')
    rerender(<PersonCardView person={ada} eventsStatus="error" onRetryEvents={onRetryEvents} />)
    expect(slot('events')?.textContent).toContain('Could not load events')
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onRetryEvents).toHaveBeenCalledTimes(1)
  })
})

describe('states', () => {
  test('says when nobody is known by the id', () => {
    draw({ person: null })
    expect(screen.getByText('No such person')).toBeTruthy()
    expect(screen.queryByRole('heading')).toBeNull()
  })

  test('shows an error and tries again when asked', async () => {
    const onRetry = vi.fn<() => void>()
    draw({ person: undefined, status: 'error', error: new Error('PostHog is limiting requests.'), onRetry })
    expect(screen.getByRole('alert').textContent).toContain('PostHog is limiting requests.')
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onRetry).toHaveBeenCalledTimes(1)
  })

  test('keeps the person when renewing fails', () => {
    draw({ status: 'error', error: new Error('Gone.') })
    expect(screen.getByRole('heading', { level: 3 })).toBeTruthy()
    expect(screen.getByRole('alert')).toBeTruthy()
  })
})
