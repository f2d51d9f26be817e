import { expect, test } from 'vitest'
import { CLEAN, settle, summaryOf, until, useStage } from './stage.js'
import type { Fault } from 'hogkit/sandbox'

const stage = useStage()
const BATCH = { path: '/batch' } as const

/** Name, what requests meet, how often, and how many events are captured. */
const faults: [name: string, fault: Fault | undefined, times: number, events: number][] = [
  ['all is well', undefined, 0, 500],
  ['503 twice', { status: 503 }, 2, 200],
  ['the answer lost after the events were taken', { answerLost: 504 }, 1, 200],
  ['the connection cut after the events were taken', { cut: 'after', browserResend: false }, 1, 200],
  ['429 with Retry-After in seconds', { status: 429, retryAfter: 1 }, 1, 200],
  ['429 with Retry-After as a date', { status: 429, retryAfter: { inSeconds: 1 } }, 1, 200],
  ['413 for what is large', { maxBodyBytes: 30_000 }, Infinity, 300],
  ['a server that takes its time', { delayAfterMs: 500 }, 2, 200],
]

test.each(faults)('%s', async (_name, fault, times, events) => {
  if (fault) stage.fail({ match: BATCH, fault, ...(times < Infinity && { times }) })
  const page = await stage.open()
  const captured = await page.evaluate(count => window.app.burst(count), events)
  const report = await stage.arrive(captured)
  expect(summaryOf(report)).toMatchObject(CLEAN)
  await settle(page)
  const { delivered, dropped, unsaved } = await page.evaluate(() => window.app.state())
  expect(delivered).toEqual(captured)
  expect({ dropped, unsaved }).toEqual({ dropped: [], unsaved: 0 })
  expect(await page.evaluate(() => Object.keys(localStorage).filter(key => /event_|context_/.test(key)))).toEqual([])
})

test('a network that fails one request in three', async () => {
  stage.fail({ match: BATCH, probability: 0.33, seed: 3, fault: { cut: 'before', browserResend: false } })
  const page = await stage.open()
  const captured = await page.evaluate(() => window.app.burst(500))
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(CLEAN)
})

test('a project over its quota: events wait, and that can be seen', async () => {
  stage.fail({ match: BATCH, times: 1, fault: { quotaLimited: ['events'] } })
  const page = await stage.open({ flushAt: 1 })
  await page.evaluate(() => window.app.burst(20))
  await until(async () => (await page.evaluate(() => window.app.state().status)) === 'quota-limited')
  const state = await page.evaluate(() => window.app.state())
  expect(state).toMatchObject({ status: 'quota-limited', pending: 20, inFlight: 0, dropped: [] })
  expect(state.retryAt).toBeGreaterThan(Date.now())
  // Asking by hand changes nothing: the server said when.
  await page.evaluate(() => window.app.flush())
  expect(await page.evaluate(() => window.app.state().pending)).toBe(20)
})

test('offline, then online', async () => {
  const page = await stage.open()
  await stage.visitor.setOffline(true)
  const captured = await page.evaluate(() => window.app.burst(100))
  await page.evaluate(() => window.app.flush())
  expect(await page.evaluate(() => window.app.state())).toMatchObject({
    status: 'offline',
    online: false,
    pending: 100,
  })
  expect(stage.sandbox.sandbox.faults.requests.filter(request => request.events > 0)).toEqual([])
  await stage.visitor.setOffline(false)
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(CLEAN)
  await settle(page)
  expect(await page.evaluate(() => window.app.state())).toMatchObject({ status: 'ready', online: true })
})

test('a host that is blocked shows as such, and gets all when it is not any more', async () => {
  const page = await stage.open({ flushAt: 1 })
  const pattern = `${stage.sandbox.url}/**`
  await stage.visitor.route(pattern, route => route.abort('blockedbyclient'))
  const captured = await page.evaluate(() => window.app.burst(100))
  await until(async () => (await page.evaluate(() => window.app.state().status)) === 'blocked')
  expect(await page.evaluate(() => window.app.state())).toMatchObject({ status: 'blocked', pending: 100, dropped: [] })
  await stage.visitor.unroute(pattern)
  await page.evaluate(() => window.app.flush())
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(CLEAN)
  await settle(page)
  expect(await page.evaluate(() => window.app.state().status)).toBe('ready')
})

test('a clock that is wrong, and is put right in between', async () => {
  const hour = 3_600_000
  stage.fail({ match: BATCH, times: 1, fault: { status: 503 } })
  const page = await stage.open({ clockMs: -5 * hour, flushAt: 1000 })
  const before = await page.evaluate(() => window.app.burst(100))
  await page.evaluate(() => window.app.flush())
  await page.evaluate(() => window.app.flush())
  await stage.arrive(before)
  await page.evaluate(ms => window.app.turnClock(ms), 5 * hour)
  const after = await page.evaluate(() => window.app.burst(100))
  await page.evaluate(ms => window.app.turnClock(ms), -hour)
  after.push(...(await page.evaluate(() => window.app.burst(100))))
  await page.evaluate(() => window.app.flush())
  expect(summaryOf(await stage.arrive([...before, ...after]))).toMatchObject(CLEAN)
  // `sent_at` tells the server how wrong the clock was when they were captured and sent.
  const { results } = await stage.sandbox.query(
    'SELECT count() FROM events WHERE timestamp < now() - interval 3 hour OR timestamp > now() + interval 3 hour',
  )
  expect(results).toEqual([[0]])
})
