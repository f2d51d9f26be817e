import { expect, test } from 'vitest'
import { CLEAN, ONE_RESEND, settle, startClient, summaryOf, until, useStage } from './stage.js'

const stage = useStage()

test.each([50, 500])('navigating right after %i captures sends them at once', async count => {
  const page = await stage.open()
  const captured = await page.evaluate(([events, url]) => window.app.burstAndGo(events, url), [
    count,
    stage.app.blankUrl,
  ] as const)
  await page.waitForURL(stage.app.blankUrl)
  // Without any page that could send them later.
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(ONE_RESEND)
  const next = await stage.open()
  await settle(next)
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(ONE_RESEND)
  expect(await next.evaluate(() => Object.keys(localStorage).filter(key => /event_|context_/.test(key)))).toEqual([])
})

test('what does not fit into what a leaving page may send comes with the next page', async () => {
  const page = await stage.open()
  const captured = await page.evaluate(([events, url]) => window.app.burstAndGo(events, url), [
    4000,
    stage.app.blankUrl,
  ] as const)
  await page.waitForURL(stage.app.blankUrl)
  const next = await stage.open()
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(ONE_RESEND)
  await settle(next)
  expect(await next.evaluate(() => window.app.state())).toMatchObject({ pending: 0, dropped: [], errors: [] })
})

test('closing the tab right after 500 captures sends them at once', async () => {
  const page = await stage.open()
  const captured = await page.evaluate(() => window.app.burst(500))
  await page.close()
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(ONE_RESEND)
})

test('leaving before the delivery engine is in: the next page sends', async () => {
  await stage.visitor.route('**/engine-*.js', () => {})
  const page = await stage.visitor.newPage()
  await page.goto(stage.app.url)
  await startClient(page, stage.sandbox)
  const captured = await page.evaluate(() => window.app.burst(50))
  await page.close()
  await stage.visitor.unroute('**/engine-*.js')
  await stage.open()
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(CLEAN)
})

// The browsers that tests drive have no back/forward cache, so its events are made up.
test('a page that comes back from the back/forward cache goes on, and sends nothing that another page took over', async () => {
  stage.fail({ match: { path: '/batch' }, fault: { status: 503 } })
  const page = await stage.open({ flushAt: 10_000, flushIntervalMs: 600_000 })
  const captured = await page.evaluate(() => window.app.burst(20))
  await page.evaluate(() => void dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await until(async () => (await page.evaluate(() => window.app.state().inFlight)) === 0)
  stage.fail()
  const other = await stage.open()
  expect((await stage.arrive(captured)).lost).toEqual([])
  await settle(other)
  stage.sandbox.sandbox.faults.clearRequests()
  await page.evaluate(() => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  const later = await page.evaluate(() => window.app.burst(20))
  await page.evaluate(() => window.app.flush())
  const report = await stage.arrive(later)
  expect(summaryOf(report)).toMatchObject(CLEAN)
  expect([...report.sends.keys()].toSorted()).toEqual(later.toSorted())
  await settle(page)
})

test('a tab that crashes: the next one sends what it left', async () => {
  stage.fail({ match: { path: '/batch' }, fault: { status: 503 } })
  const page = await stage.open()
  const captured = await page.evaluate(() => window.app.burst(500))
  const crashed = page.waitForEvent('crash')
  await page.goto('chrome://crash').catch(() => {})
  await crashed
  stage.fail()
  await stage.open()
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(CLEAN)
})
