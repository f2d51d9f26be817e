import { spawn } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { findChromium } from '../../support/chromium.js'
import { CLEAN, settle, startClient, summaryOf, until, useStage } from './stage.js'

const stage = useStage()

test.each([2, 5])('%i tabs capture 1,000 each at once: one sends at a time', async count => {
  const tabs = await openTabs(count, stage.app.url)
  const captured = await Promise.all(tabs.map(tab => tab.evaluate(() => window.app.burst(1000))))
  expect(summaryOf(await stage.arrive(captured.flat()))).toMatchObject(CLEAN)
  expect(await Promise.all(tabs.map(heard))).toEqual(captured)
  const sends = stage.sandbox.sandbox.faults.requests.filter(({ events }) => events > 0)
  const spans = sends.map(({ at, durationMs }) => [at, at + durationMs] as const).toSorted(([a], [b]) => a - b)
  expect(spans.filter(([from], index) => from < (spans[index - 1]?.[1] ?? 0))).toEqual([])
})

test('2 tabs without Web Locks capture 1,000 each at once', async () => {
  const tabs = await openTabs(2, stage.app.urlWithoutLocks)
  const captured = await Promise.all(tabs.map(tab => tab.evaluate(() => window.app.burst(1000))))
  expect(summaryOf(await stage.arrive(captured.flat()))).toMatchObject(CLEAN)
  expect(await Promise.all(tabs.map(heard))).toEqual(captured)
})

function openTabs(count: number, url: string): Promise<Page[]> {
  return Promise.all(Array.from({ length: count }, () => stage.open({}, url)))
}

/** What a tab heard was delivered: its own events, in order. */
async function heard(tab: Page): Promise<string[]> {
  await settle(tab)
  return (await tab.evaluate(() => window.app.state())).delivered
}

test('a tab keeps its name over reloads, and another has its own, also one that it opened', async () => {
  const first = await stage.open()
  const name = await first.evaluate(() => window.app.windowId())
  expect(name).toMatch(/^[\da-f]{8}-/)
  await first.reload()
  await startClient(first, stage.sandbox)
  expect(await first.evaluate(() => window.app.windowId())).toBe(name)

  const [opened] = await Promise.all([
    stage.visitor.waitForEvent('page'),
    first.evaluate(url => void window.open(url), stage.app.url),
  ])
  await startClient(opened, stage.sandbox)
  const other = await stage.open()
  const names = [name, ...(await Promise.all([opened, other].map(tab => tab.evaluate(() => window.app.windowId()))))]
  expect(new Set(names).size).toBe(3)
})

test('a tab takes over what another left that was closed while the host was down', async () => {
  stage.fail({ match: { path: '/batch' }, fault: { status: 503 } })
  const [gone, stays] = [await stage.open(), await stage.open()]
  const captured = await gone.evaluate(() => window.app.burst(50))
  captured.push(...(await stays.evaluate(() => window.app.burst(50))))
  await gone.close()
  await refused(captured)
  stage.fail()
  await stays.evaluate(() => window.app.flush())
  const report = await stage.arrive(captured)
  expect(summaryOf(report)).toMatchObject(CLEAN)
  await settle(stays)
})

test('two tabs that open at once take over what was left only once', async () => {
  stage.fail({ match: { path: '/batch' }, fault: { status: 503 } })
  const first = await stage.open()
  const captured = await first.evaluate(() => window.app.burst(300))
  await first.close()
  await refused(captured)
  stage.fail()
  const tabs = await Promise.all([1, 2, 3].map(() => stage.open()))
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(CLEAN)
  for (const tab of tabs) await settle(tab)
})

test('a browser that is killed: what it had written is sent when it runs again', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'hogkit-profile-'))
  onTestFinished(() => rm(profile, { recursive: true, force: true }))
  stage.fail({ match: { path: '/batch' }, fault: { status: 503 } })

  const first = await startBrowser(profile)
  const page = await stage.open({}, stage.app.url, first.context)
  const captured = await page.evaluate(() => window.app.burst(500))
  // Chromium writes localStorage to disk some seconds later: only then a kill of the whole browser leaves anything.
  await until(async () => (await readStorage(profile)).includes(String(captured.at(-1))))
  await first.kill()

  stage.fail()
  const second = await startBrowser(profile)
  await stage.open({}, stage.app.url, second.context)
  expect(summaryOf(await stage.arrive(captured))).toMatchObject(CLEAN)
  await second.kill()
}, 120_000)

/** All of these were sent, by a page that was left too, and refused: what they meet now is what another page sends. */
function refused(captured: readonly string[]): Promise<void> {
  return until(async () => {
    const tried = new Set(stage.sandbox.sandbox.faults.requests.flatMap(({ uuids }) => uuids))
    return captured.every(uuid => tried.has(uuid))
  })
}

/** A browser of its own process and profile, which can be killed. */
async function startBrowser(profile: string) {
  const { executablePath = 'google-chrome', env } = findChromium()
  const args = [
    '--headless',
    '--no-sandbox',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-first-run',
  ]
  const child = spawn(executablePath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const endpoint = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stderr.on('data', chunk => {
      text += String(chunk)
      const [, url] = /DevTools listening on (ws:\S+)/.exec(text) ?? []
      if (url) resolve(url)
    })
    child.once('exit', () => reject(new Error(`The browser did not start: ${text}`)))
  })
  const browser = await chromium.connectOverCDP(endpoint)
  const [context] = browser.contexts()
  if (!context) throw new Error('A browser without a context')
  return {
    context,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

async function readStorage(profile: string): Promise<string> {
  const folder = join(profile, 'Default/Local Storage/leveldb')
  const names = await readdir(folder).catch(() => [])
  const files = names.filter(name => /\.(log|ldb)$/.test(name)).map(name => readFile(join(folder, name), 'latin1'))
  return (await Promise.all(files)).join('')
}
