import { type Sandbox, startSandbox } from 'hogkit/sandbox'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from '../support/sandbox.js'
import { type Shop, startShop } from './serverFlags/startShop.js'
import { launchBrowser, openVisit } from './visit.js'

let sandbox: Sandbox
let shop: Shop
let browser: Browser

beforeAll(async () => {
  sandbox = await startSandbox()
  const s = connect(() => sandbox)
  const pro = [{ properties: [{ key: 'plan', type: 'person', value: 'pro', operator: 'exact' }] }]
  const everybody = [{ properties: [], rollout_percentage: 100 }]
  const multivariate = {
    variants: [
      { key: 'grid', rollout_percentage: 50 },
      { key: 'list', rollout_percentage: 50 },
    ],
  }
  for (const flag of [
    { key: 'banner', filters: { groups: pro } },
    { key: 'late', filters: { groups: pro } },
    { key: 'layout', filters: { groups: everybody, multivariate } },
  ]) {
    const answer = await s.send('POST', 'feature_flags/', flag)
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  }
  shop = await startShop(sandbox)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await shop?.close()
  await sandbox?.close()
})

it('a streamed page and its browser speak of the same visitor and agree on every flag, without a warning', async () => {
  const visit = await openVisit(browser, { baseURL: shop.url })
  const { page } = visit
  await page.goto('/', { waitUntil: 'commit' })
  // What the server knew, in the first paint.
  await page.getByText('Banner', { exact: true }).waitFor()
  expect(await page.locator('main').getAttribute('data-layout')).toMatch(/^(grid|list)$/)
  const layout = await page.locator('main').getAttribute('data-layout')
  shop.releaseFlags()
  // The browser's own answer comes while the rest of the page is still on its way.
  await page.getByText('No banner').waitFor()
  expect(await page.getByText('Loading').isVisible()).toBe(true)
  shop.releasePage()
  await expect.poll(() => page.locator('output').textContent()).toBe('false')
  // Bucketed by the same id on both sides.
  expect(await page.locator('main').getAttribute('data-layout')).toBe(layout)

  const [first] = shop.pages
  expect(first?.setCookie).toBeDefined()
  await expect.poll(() => page.locator('footer').textContent()).toBe(first?.distinctId)

  await page.reload()
  await expect.poll(() => shop.pages.length).toBe(2)
  expect(shop.pages[1]).toEqual({ distinctId: first?.distinctId, setCookie: undefined })

  const s = connect(() => sandbox)
  const exposures = async () =>
    (
      await s.query(
        `select distinct distinct_id, JSONExtractString(properties, '$feature_flag_response') from events
         where event = '$feature_flag_called' and properties.$feature_flag = 'layout'`,
      )
    ).results
  await expect.poll(exposures, { timeout: 20_000 }).toEqual([[first?.distinctId, layout]])
  await visit.context.close()
  expect(visit.problems).toEqual([])
})
