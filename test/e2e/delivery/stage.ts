import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { FaultRule } from 'hogkit/sandbox'
import { findChromium } from '../../support/chromium.js'
import { type DeliveryReport, deliveryReport } from '../../support/delivery.js'
import { type TestSandbox, useSandbox } from '../../support/sandbox.js'
import type { StartOptions } from './app.js'
import { type DeliveryApp, serveDeliveryApp } from './deliveryApp.js'

/** Long enough for a loaded machine: nothing is asserted about time. */
const WAIT_MS = 40_000

/** A visitor before the page of `app.ts`, and the sandbox behind it. */
export interface Stage {
  readonly sandbox: TestSandbox
  readonly app: DeliveryApp
  readonly visitor: BrowserContext
  /** Opens the page (another one, if asked), starts its client and waits for the delivery engine. */
  open(options?: StartOptions, url?: string, visitor?: BrowserContext): Promise<Page>
  /** What requests meet from now on. */
  fail(...rules: FaultRule[]): void
  /** Waits until all of these are stored, and tells how that went. */
  arrive(captured: readonly string[]): Promise<DeliveryReport>
}

/** Makes the stage of a test file: one browser and one sandbox for all, a visitor of their own for each test. */
export function useStage(): Stage {
  const sandbox = useSandbox()
  const running: { app?: DeliveryApp; browser?: Browser; visitor?: BrowserContext } = {}
  beforeAll(async () => {
    running.app = await serveDeliveryApp()
    running.browser = await chromium.launch(findChromium())
  })
  afterAll(async () => {
    await running.browser?.close()
    await running.app?.close()
  })
  beforeEach(async () => {
    sandbox.sandbox.faults.clear()
    sandbox.sandbox.faults.clearRequests()
    running.visitor = await current(running.browser).newContext()
  })
  afterEach(() => running.visitor?.close())

  return {
    sandbox,
    get app() {
      return current(running.app)
    },
    get visitor() {
      return current(running.visitor)
    },
    async open(options = {}, url = current(running.app).url, by = current(running.visitor)) {
      const page = await by.newPage()
      await page.goto(url)
      await startClient(page, sandbox, options)
      await page.evaluate(() => window.app.flush())
      return page
    },
    fail: (...rules) => void sandbox.sandbox.faults.replace(rules),
    async arrive(captured) {
      await until(async () => {
        const stored = new Set(await sandbox.sandbox.storedUuids())
        return captured.every(uuid => stored.has(uuid))
      })
      const own = new Set(captured)
      return deliveryReport({
        captured,
        stored: (await sandbox.sandbox.storedUuids()).filter(uuid => own.has(uuid)),
        requests: sandbox.sandbox.faults.requests,
      })
    },
  }
}

function current<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('useStage: only inside tests')
  return value
}

/** Starts the client of a page that is open. */
export async function startClient(
  page: Page,
  { url, projectToken }: TestSandbox,
  options: StartOptions = {},
): Promise<void> {
  await page.waitForFunction(() => 'app' in window)
  await page.evaluate(given => window.app.start(given), { projectToken, host: url, ...options } as StartOptions)
}

/** The page has heard of everything: nothing waits and nothing is in a request. */
export async function settle(page: Page): Promise<void> {
  await until(async () => {
    const { pending, inFlight } = await page.evaluate(() => window.app.state())
    return pending + inFlight === 0
  })
}

/** Looks until it is so; goes on after a while, so that an assertion says what is wrong. */
export async function until(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + WAIT_MS
  while (Date.now() < end && !(await check())) await new Promise(resolve => setTimeout(resolve, 100))
}

/** What a report comes to, for {@link CLEAN} and {@link ONE_RESEND}. */
export function summaryOf({
  lost,
  doubled,
  foreign,
  resentInVain,
  sends,
}: DeliveryReport): Record<string, number | boolean> {
  return {
    lost: lost.length,
    doubled: doubled.length,
    foreign: foreign.length,
    resentInVain: resentInVain.length,
    isSentThrice: Math.max(...sends.values()) > 2,
  }
}

/** Nothing lost, nothing stored twice, and nothing sent again that had been answered. */
export const CLEAN = { lost: 0, doubled: 0, foreign: 0, resentInVain: 0 } as const

/** The same where pages ended before they heard an answer: each event was sent again at most once. */
export const ONE_RESEND = { lost: 0, doubled: 0, foreign: 0, isSentThrice: false } as const
