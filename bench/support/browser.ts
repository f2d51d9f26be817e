import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../test/support/chromium.js'
import type { BenchPage } from '../pages/harness.js'

/** Time for a started client to load what it loads late (remote config, code), ms. */
const READY_MS = 700

/** The Chromium of the project's own tests. Not marked as automated, so that no client's bot filter drops anything. */
export async function launchBrowser(): Promise<Browser> {
  const args = ['--disable-blink-features=AutomationControlled']
  return chromium.launch({ ...findChromium(), headless: true, args })
}

/** A visitor of their own: empty storage, the user agent of a browser with a head. */
export async function newVisitor(browser: Browser): Promise<BrowserContext> {
  const major = browser.version().split('.')[0] ?? '140'
  return browser.newContext({
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`,
  })
}

declare global {
  interface Window {
    bench: BenchPage
  }
}

/** Opens a peer's page, starts the client and lets it settle. */
export async function openPage(visitor: BrowserContext, url: string): Promise<Page> {
  const page = await visitor.newPage()
  await page.goto(url)
  await page.waitForFunction(() => window.bench !== undefined)
  await page.evaluate(() => window.bench.start())
  await page.waitForTimeout(READY_MS)
  return page
}

export const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Looks every 50 ms until the answer is yes; `false` when the time ran out. */
export async function until(check: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs
  while (!check()) {
    if (performance.now() > end) return false
    await sleep(50)
  }
  return true
}
