import { expect, test } from 'vitest'
import { CLEAN, settle, summaryOf, until, useStage } from './stage.js'

const stage = useStage()

test('storage that is full: events wait in memory, that is said, and they arrive', async () => {
  const page = await stage.open({ flushAt: 10_000, flushIntervalMs: 600_000 })
  await page.evaluate(() => window.app.fillStorage())
  const captured = await page.evaluate(() => window.app.burst(200))
  expect(await page.evaluate(() => window.app.state())).toMatchObject({
    pending: 200,
    unsaved: 200,
    dropped: [],
    errors: ['StorageError'],
  })
  await page.evaluate(() => window.app.flush())
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(CLEAN)
  expect(await page.evaluate(() => window.app.state())).toMatchObject({ pending: 0, unsaved: 0, dropped: [] })
})

test('storage that becomes free again takes what waited in memory', async () => {
  stage.fail({ match: { path: '/batch' }, fault: { status: 503 } })
  const page = await stage.open({ flushAt: 10_000, flushIntervalMs: 600_000 })
  const stored = await page.evaluate(() => window.app.burst(10))
  await page.evaluate(() => window.app.fillStorage())
  const captured = await page.evaluate(() => window.app.burst(10))
  expect(await page.evaluate(() => window.app.state().unsaved)).toBe(10)
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('junk_')) localStorage.removeItem(key)
  })
  stage.fail()
  // What is delivered makes room.
  await page.evaluate(() => window.app.burst(1))
  await page.evaluate(() => window.app.flush())
  expect(summaryOf(await stage.arrive([...stored, ...captured]))).toMatchObject(CLEAN)
  await settle(page)
  expect(await page.evaluate(() => window.app.state().unsaved)).toBe(0)
})

test('a burst of 10,000 is stored whole, and arrives whole', async () => {
  const page = await stage.open({ flushAt: 100_000, flushIntervalMs: 600_000 })
  const [captured, state] = await page.evaluate(() => [window.app.burst(10_000), window.app.state()] as const)
  expect(state).toMatchObject({ pending: 10_000, unsaved: 0, errors: [], dropped: [] })
  await page.evaluate(() => window.app.flush())
  const report = await stage.arrive(captured)
  expect(summaryOf(report)).toMatchObject(CLEAN)
  expect(report.requests).toBeLessThanOrEqual(101)
})

test('storage that is denied', async () => {
  const page = await stage.open({}, stage.app.urlWithoutStorage)
  const captured = await page.evaluate(() => window.app.burst(200))
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(CLEAN)
  await settle(page)
  expect(await page.evaluate(() => window.app.state())).toMatchObject({ errors: ['StorageError'], dropped: [] })
})

test('what another version, or a defect, left in storage is dropped and said, and the rest arrives', async () => {
  const page = await stage.open({ flushAt: 10_000, flushIntervalMs: 600_000 })
  await until(async () => page.evaluate(() => window.app.state().status === 'ready'))
  const captured = await page.evaluate(() => window.app.burst(3))
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find(name => name.includes('event_')) ?? ''
    localStorage.setItem(key.replace(/.{12}$/, '000000000001'), '99\nsomething newer')
    localStorage.setItem(key.replace(/.{12}$/, '000000000002'), '{"uuid":')
    localStorage.setItem(key.replace(/event_.*$/, 'event_0b5a1b6e-6f5e-4c43-9c57-0d6b5a7f8e21'), '[]')
  })
  await page.close({ runBeforeUnload: false })
  const next = await stage.open()
  const report = await stage.arrive(captured)
  expect(report.lost).toEqual([])
  await settle(next)
  const { dropped, errors } = await next.evaluate(() => window.app.state())
  expect(errors).toEqual(['StorageError'])
  expect(dropped).toHaveLength(3)
  expect(await next.evaluate(() => Object.keys(localStorage).filter(key => /event_|context_/.test(key)))).toEqual([])
})
