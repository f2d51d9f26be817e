import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './axe.js'
import { startPlayground } from './startPlayground.js'
import type { Playground } from './startPlayground.js'
import { launchBrowser, openVisit } from './visit.js'
import type { Visit } from './visit.js'

let playground: Playground
let browser: Browser
let visit: Visit
let page: Page

beforeAll(async () => {
  playground = await startPlayground()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await playground?.close()
})

afterEach(async () => {
  await visit.context.close()
  if (visit.problems.length > 0) throw new Error(`The browser had problems:\n${visit.problems.join('\n')}`)
})

async function arrive(path = '/', options: BrowserContextOptions = {}): Promise<void> {
  visit = await openVisit(browser, { baseURL: playground.url, ...options })
  page = visit.page
  await page.goto(path)
}

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const app = () => page.getByRole('region', { name: 'App' })
const admin = () => page.getByRole('region', { name: 'Admin' })
const eventRows = () => admin().getByRole('table', { name: 'Events, newest first' }).getByRole('row')
const card = () => admin().getByRole('article')

/** A column that only the example of this name has. */
const columnOf: Record<string, string> = {
  'What happens most': 'persons',
  'Uploads by file type': 'file_type',
  'Revenue by week': 'usd',
  'Newest persons': 'created_at',
}

async function signIn(name: string): Promise<void> {
  await app().getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('dialog').getByRole('button', { name }).click()
  await app().getByRole('button', { name: 'Sign out' }).waitFor()
}

async function goTo(link: string): Promise<void> {
  await admin().getByRole('link', { name: link, exact: true }).click()
}

/** Waits long enough for what travels through queue, engine and refresh. */
const shows = (locator: Locator) => locator.first().waitFor({ timeout: 15_000 })
const showsNot = (locator: Locator) => locator.waitFor({ state: 'detached', timeout: 15_000 })

/** Changes with every page load. */
const pageLoad = () => page.evaluate(() => performance.timeOrigin)

async function distinctIdsOf(email: string): Promise<string[]> {
  const answer = await page.request.get(
    `/api/posthog/api/projects/@current/persons/?email=${encodeURIComponent(email)}`,
  )
  const { results } = (await answer.json()) as { results: { distinct_ids: string[] }[] }
  expect(results).toHaveLength(1)
  return results[0]?.distinct_ids ?? []
}

describe('insights', () => {
  it('are computed from the demo, each with its numbers, as a table too', async () => {
    await arrive('/admin/insights')
    const panel = (name: string) => admin().getByRole('region', { name, exact: true })
    await shows(panel('Uploads, 30 days').getByText(/^Files uploaded: [1-9]/))
    await panel('Uploads, 30 days').getByText('As a table').click()
    await shows(panel('Uploads, 30 days').getByRole('columnheader', { name: 'People who uploaded' }))
    const steps = panel('From sign-up to a shared link').getByRole('row')
    await shows(steps.filter({ hasText: 'Signed up' }).filter({ hasText: '100%' }))
    await shows(panel('Who comes back').getByRole('columnheader', { name: 'Week 1' }))
    await shows(panel('Experiment').getByRole('row').filter({ hasText: 'control' }).filter({ hasText: 'baseline' }))
    await shows(panel('Survey').getByText('Answered'))
    await shows(panel('Dashboard').getByText('Sign-ups by week'))
    await panel('Cohort members').getByRole('combobox', { name: 'Cohort' }).selectOption('Interview list')
    await shows(panel('Cohort members').getByText('4 persons; the newest:'))
    await panel('Cohort members').getByRole('link').first().click()
    await shows(card())
    expect(page.url()).toContain('/admin/persons/')
  }, 120_000)

  it('fit a phone, and pass axe there', async () => {
    await arrive('/admin/insights', { ...phone, colorScheme: 'dark' })
    await shows(admin().getByRole('columnheader', { name: 'Week 1' }))
    await shows(admin().getByRole('row').filter({ hasText: 'baseline' }))
    await shows(admin().getByText('Answered'))
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    expect(await violations(page)).toEqual([])
  }, 120_000)
})

describe('from a click to a person', () => {
  it('shows an upload as an event, and on its person the card of who clicked', async () => {
    await arrive()
    await signIn('Ben Okandele')
    await app().getByRole('button', { name: 'Upload file' }).click()
    const row = eventRows().filter({ hasText: 'uploaded_file' }).filter({ hasText: 'ben@mossbarrow.example' })
    await shows(row)
    await shows(app().getByText('All events sent'))
    await row.first().getByRole('link').click()
    await shows(card().getByText('Ben Okandele'))
    await shows(card().getByText('uploaded_file'))
    await expect.poll(() => page.url()).toContain('/admin/persons/')
    // The card on show follows what its person does.
    await app().getByRole('button', { name: 'Share link' }).click()
    await shows(card().getByText('shared_file_link'))
  })

  it('tells strangers who sign up apart from who they were before, and joins both in one person', async () => {
    await arrive()
    await app().getByRole('button', { name: 'Download' }).click()
    await shows(eventRows().filter({ hasText: 'downloaded_file' }))
    const anonymousId = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
    await app().getByRole('button', { name: 'Sign in' }).click()
    await page.getByLabel('New here? Your email').fill('frida@birchwood.example')
    await page.getByRole('button', { name: 'Sign up' }).click()
    const row = eventRows().filter({ hasText: 'signed_up' }).filter({ hasText: 'frida@birchwood.example' })
    await shows(row)
    await row.first().getByRole('link').click()
    await shows(card().getByText('frida@birchwood.example'))
    // What the stranger did belongs to the same person now.
    await shows(card().getByText('downloaded_file'))
    const ids = await distinctIdsOf('frida@birchwood.example')
    expect(ids).toHaveLength(2)
    expect(ids.every(id => id === 'frida@birchwood.example' || anonymousId.includes(id))).toBe(true)
    for (const id of ids) await shows(card().getByText(id))
  })

  it('keeps who signed in over a reload, and forgets them at sign-out', async () => {
    await arrive()
    await signIn('Ada Marlow')
    await page.reload()
    await shows(app().getByText('Ada Marlow'))
    await app().getByRole('button', { name: 'Sign out' }).click()
    await shows(app().getByRole('button', { name: 'Sign in' }))
    await page.reload()
    await shows(app().getByRole('button', { name: 'Sign in' }))
    expect(await app().getByRole('button', { name: 'Sign out' }).count()).toBe(0)
  })
})

describe('feature flags', () => {
  it('open and close what they gate in the app, at once and without a reload', async () => {
    await arrive()
    await signIn('Ben Okandele')
    const before = await pageLoad()
    const preview = app().getByRole('figure', { name: /^Preview of/ })
    await shows(preview)
    await goTo('Feature flags')
    const flag = admin().getByRole('switch', { name: 'new-file-preview' })
    await flag.click()
    await showsNot(preview)
    expect(await flag.getAttribute('aria-checked')).toBe('false')
    await flag.click()
    await shows(preview)
    expect(await flag.getAttribute('aria-checked')).toBe('true')
    expect(await pageLoad()).toBe(before)
  })

  it('bring variant and words from their payload', async () => {
    await arrive()
    await signIn('Ben Okandele')
    await shows(app().getByRole('heading', { name: 'Three steps to a tidy box' }))
    await shows(app().getByText('0 of 3 done'))
    await app().getByRole('button', { name: 'Upload file' }).click()
    await shows(app().getByText('1 of 3 done'))
    expect(await app().getByRole('listitem').filter({ hasText: '(done)' }).textContent()).toContain('Upload a file')
  })

  it('follow the company, and go with it at sign-out', async () => {
    await arrive()
    await signIn('Ada Marlow')
    await app().getByRole('link', { name: 'Audit log' }).click()
    await shows(app().getByText('Ada Marlow signed in'))
    await app().getByRole('button', { name: 'Sign out' }).click()
    await shows(app().getByText('not part of your company'))
    expect(await app().getByRole('link', { name: 'Audit log' }).count()).toBe(0)
  })

  it('reach a page in another tab too', async () => {
    await arrive('/?beside=/admin/flags')
    await signIn('Ben Okandele')
    const other = await visit.context.newPage()
    await other.goto('/')
    const preview = other.getByRole('figure', { name: /^Preview of/ })
    await shows(preview)
    await page.bringToFront()
    await admin().getByRole('switch', { name: 'new-file-preview' }).click()
    await showsNot(app().getByRole('figure', { name: /^Preview of/ }))
    await showsNot(preview)
    await admin().getByRole('switch', { name: 'new-file-preview' }).click()
    await shows(preview)
    expect(await admin().getByRole('switch', { name: 'new-file-preview' }).getAttribute('aria-checked')).toBe('true')
  })

  it('are put back with the reason when the write is refused', async () => {
    await arrive('/admin/flags')
    await page.route('**/feature_flags/*/', async route => {
      const refusal = { type: 'authentication_error', code: 'permission_denied', detail: 'No.', attr: null }
      await route.fulfill({ status: 403, json: refusal })
    })
    const flag = admin().getByRole('switch', { name: 'bulk-upload' })
    await flag.click()
    await shows(admin().getByRole('alert').filter({ hasText: 'the change was refused' }))
    expect(await flag.getAttribute('aria-checked')).toBe('true')
    expect(visit.problems.splice(0)).toHaveLength(2)
  })
})

describe('the admin page', () => {
  it('filters events by a name that it binds and does not paste', async () => {
    await arrive('/admin')
    await admin().getByRole('combobox', { name: 'Event' }).selectOption('event:uploaded_file')
    await shows(eventRows().filter({ hasText: 'uploaded_file' }))
    await expect.poll(() => eventRows().filter({ hasText: '$pageview' }).count()).toBe(0)
    const sent = visit.requests().find(body => body.includes('"event":"uploaded_file"'))
    expect(sent).toContain('event = {event}')
  })

  it('finds persons by email and turns pages', async () => {
    await arrive('/admin/persons')
    const persons = admin().getByRole('main').or(admin()).getByRole('listitem')
    await shows(persons)
    const first = await persons.first().textContent()
    await admin().getByRole('button', { name: 'Older' }).click()
    await shows(admin().getByText('Page 2'))
    await expect.poll(() => persons.first().textContent()).not.toBe(first)
    await admin().getByRole('searchbox').fill('ada@hedgebox')
    await expect.poll(() => persons.count()).toBe(1)
    await persons.first().getByRole('link').click()
    await shows(card().getByText('ada@hedgebox.example'))
  })

  it('says on which line and column a query is wrong, and runs it once it is right', async () => {
    await arrive('/admin/hogql')
    const editor = admin().getByLabel('Query', { exact: true })
    await shows(admin().getByRole('table'))
    await editor.fill('select event\nfrom events\nwhere nonsense_column = 1')
    await editor.press('Control+Enter')
    await shows(admin().getByText('Line 3, column 7'))
    expect(visit.problems.splice(0).every(problem => problem.includes('400'))).toBe(true)
    await editor.fill("select 'all is well' as verdict")
    await editor.press('Control+Enter')
    await shows(admin().getByRole('cell', { name: 'all is well' }))
  })

  it('starts from example queries, which all run', async () => {
    await arrive('/admin/hogql')
    const select = admin().getByRole('combobox', { name: 'Example queries' })
    const names = (await select.getByRole('option').allTextContents()).slice(1)
    expect(names.length).toBeGreaterThan(2)
    for (const name of names) {
      await select.selectOption(name)
      await shows(admin().getByRole('columnheader', { name: columnOf[name] ?? `no column known for "${name}"` }))
      await shows(admin().getByRole('cell'))
    }
  })

  it('says that PostHog does not answer, and recovers by itself', async () => {
    await arrive('/admin')
    await shows(eventRows())
    const failure = { type: 'server_error', code: 'upstream_unreachable', detail: 'Down for a test.', attr: null }
    await page.route('**/query/', route => route.fulfill({ status: 502, json: failure }))
    await admin().getByRole('button', { name: 'Refresh' }).click()
    await shows(page.getByText('does not answer'))
    await shows(admin().getByRole('alert').filter({ hasText: 'Down for a test.' }))
    await page.unroute('**/query/')
    await showsNot(page.getByText('does not answer'))
    await shows(eventRows())
    expect(visit.problems.splice(0).every(problem => problem.includes('502'))).toBe(true)
  })

  it('opens a person by any distinct id in the address', async () => {
    await arrive('/admin/persons/ada%40hedgebox.example')
    await shows(card().getByText('Ada Marlow'))
    expect(await card().getByText('ada@hedgebox.example').count()).toBeGreaterThan(0)
  })
})

describe('everywhere', () => {
  it('keeps the personal API key out of everything a browser gets', async () => {
    await arrive()
    await signIn('Ada Marlow')
    await shows(eventRows())
    for (const link of ['Persons', 'Feature flags', 'HogQL']) await goTo(link)
    await shows(admin().getByRole('table'))
    const bodies = await visit.bodies()
    expect(bodies.length).toBeGreaterThan(20)
    const storage = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    )
    const everything = [...bodies, { url: 'storage', body: storage }, { url: 'page', body: await page.content() }]
    const key = /phx_\w{6,}/
    expect(everything.filter(({ body }) => key.test(body)).map(({ url }) => url)).toEqual([])
  })

  it('works on a phone: one page at a time, nothing wider than the screen', async () => {
    await arrive('/', phone)
    await signIn('Ben Okandele')
    await app().getByRole('button', { name: 'Upload file' }).click()
    const widths: Record<string, number> = {}
    for (const path of [
      '/',
      '/team',
      '/plans',
      '/admin',
      '/admin/persons',
      '/admin/insights',
      '/admin/flags',
      '/admin/hogql',
    ]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      widths[path] = await page.evaluate(() => document.documentElement.scrollWidth)
    }
    expect([...new Set(Object.values(widths))]).toEqual([390])
    await page.getByRole('navigation', { name: 'Pages', exact: true }).getByRole('link', { name: 'App' }).click()
    await page.getByRole('navigation', { name: 'Pages', exact: true }).getByRole('link', { name: 'Admin' }).click()
    await goTo('Events')
    await shows(eventRows().filter({ hasText: 'uploaded_file' }))
  })

  it.each(['light', 'dark'] as const)('gives axe nothing to say, in %s', async colorScheme => {
    await arrive('/', { colorScheme, reducedMotion: 'reduce' })
    await signIn('Ben Okandele')
    await shows(app().getByRole('heading', { name: 'Three steps to a tidy box' }))
    await shows(eventRows())
    const found = [await violations(page)]
    for (const path of ['/team?beside=/admin/persons', '/plans?beside=/admin/flags', '/admin/hogql']) {
      await page.goto(path)
      await shows(admin().getByRole('heading', { level: 1 }))
      await shows(admin().getByRole('listitem').or(admin().getByRole('table')))
      found.push(await violations(page))
    }
    await page.goto('/admin/persons/ada%40hedgebox.example')
    await shows(card().getByText('Ada Marlow'))
    found.push(await violations(page))
    await app().getByRole('button', { name: 'Sign out' }).click()
    await app().getByRole('button', { name: 'Sign in' }).click()
    found.push(await violations(page))
    expect(found.flat()).toEqual([])
  })
})
