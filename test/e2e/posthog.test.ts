import { startSandbox } from 'hogkit/sandbox'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPlayground } from './startPlayground.js'
import type { Playground } from './startPlayground.js'
import { launchBrowser, openVisit } from './visit.js'
import type { Visit } from './visit.js'

let posthog: Awaited<ReturnType<typeof startSandbox>>
let playground: Playground
let browser: Browser
let visit: Visit
let page: Page

/** A PostHog somewhere else, with a project that nobody has used yet. */
beforeAll(async () => {
  posthog = await startSandbox({ port: 0 })
  playground = await startPlayground({
    POSTHOG_HOST: posthog.url,
    POSTHOG_PROJECT_ID: String(posthog.projectId),
    POSTHOG_API_KEY: posthog.personalApiKey,
    POSTHOG_PROJECT_API_KEY: posthog.projectToken,
  })
  browser = await launchBrowser()
  visit = await openVisit(browser, { baseURL: playground.url })
  page = visit.page
})

afterAll(async () => {
  await browser?.close()
  await playground?.close()
  await posthog?.close()
})

const admin = () => page.getByRole('region', { name: 'Admin' })

it('talks to the PostHog that the environment names, and says so', async () => {
  await page.goto('/')
  const badge = page.getByText('PostHog', { exact: true })
  await badge.waitFor()
  expect(await badge.locator('..').textContent()).toContain(new URL(posthog.url).host)
  await page.getByRole('button', { name: 'Upload file' }).click()
  await admin().getByRole('row').filter({ hasText: 'uploaded_file' }).first().waitFor()
  expect(visit.problems).toEqual([])
})

it('shows an empty project as empty, not as broken', async () => {
  await page.goto('/admin/flags')
  await page.getByText('This project has no feature flags yet.').waitFor()
  await page.goto('/admin/persons?beside=/audit-log')
  await page.getByText('not part of your company').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(visit.problems).toEqual([])
})

it('keeps the personal API key to itself', async () => {
  const bodies = await visit.bodies()
  const holders = bodies.filter(({ body }) => body.includes(posthog.personalApiKey)).map(({ url }) => url)
  expect(bodies.length).toBeGreaterThan(20)
  expect(holders).toEqual([])
  expect(await page.content()).not.toContain(posthog.personalApiKey)
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain(posthog.personalApiKey)
})
