import type { Page } from 'playwright-core'
import { sleep } from './support/browser.js'
import type { Fault, StubServer } from './support/stub.js'

/** What a scenario may use. */
export interface Stage {
  readonly page: Page
  readonly stub: StubServer
  /** A page of the same origin without a script. */
  readonly blankUrl: string
  /** Opens the same page in another tab of the visitor. */
  readonly openTab: () => Promise<Page>
}

/** One row of the table. */
export interface Scenario {
  readonly name: string
  readonly title: string
  readonly events: number
  readonly fault?: Fault
  /** Default: a burst in one task. Ends when nothing more is to happen to the page. */
  readonly act?: (stage: Stage, events: number) => Promise<void>
  /** The browser denies the page all storage. */
  readonly isWithoutStorage?: boolean
  /** The page dies: what comes without it and what a later visit brings are told apart. */
  readonly isLeaving?: boolean
  /** Waits at least this long for a request that may still come, ms. */
  readonly quietMs?: number
}

const OFFLINE_MS = 6_000
const BLOCKED_MS = 8_000
const DAY_MS = 86_400_000
/** Above PostHog's second backoff step (6 s and half of it as jitter), so that a retry is not taken for silence. */
const RETRY_QUIET_MS = 11_000
const twice = { kind: 'status', times: 2 } as const

const leave = ({ page, blankUrl }: Stage, events: number): Promise<void> =>
  Promise.all([
    page.waitForURL(blankUrl),
    page.evaluate(([count, url]) => window.bench.burstAndLeave(count, url), [events, blankUrl] as const).catch(ignore),
  ]).then(ignore)

/** The rows, as `bench/README.md` explains them. */
export const SCENARIOS: readonly Scenario[] = [
  { name: 'ok', title: 'all 200', events: 200 },
  {
    name: '503',
    title: '503 on the first 2 requests',
    events: 200,
    fault: { ...twice, status: 503 },
    quietMs: RETRY_QUIET_MS,
  },
  {
    name: '504',
    title: '504 after accepting, first 2',
    events: 200,
    fault: { ...twice, status: 504, isAccepted: true },
    quietMs: RETRY_QUIET_MS,
  },
  {
    name: 'cut',
    title: 'socket cut after accepting, first 2',
    events: 200,
    fault: { kind: 'cut', times: 2 },
    quietMs: RETRY_QUIET_MS,
  },
  {
    name: '429',
    title: '429 + Retry-After: 5 on the first 2',
    events: 200,
    fault: { ...twice, status: 429, retryAfter: '5' },
    quietMs: RETRY_QUIET_MS,
  },
  {
    name: '429date',
    title: '429 + Retry-After as a date, first 2',
    events: 200,
    fault: { ...twice, status: 429, retryAfter: 'date' },
    quietMs: RETRY_QUIET_MS,
  },
  {
    name: '413',
    title: '413 above 64 KiB of JSON',
    events: 500,
    fault: { kind: 'limit', maxRawBytes: 65_536 },
    quietMs: RETRY_QUIET_MS,
  },
  { name: 'leave50', title: 'navigate away right after 50', events: 50, act: leave, isLeaving: true },
  { name: 'leave200', title: 'navigate away right after 200', events: 200, act: leave, isLeaving: true },
  { name: 'leave500', title: 'navigate away right after 500', events: 500, act: leave, isLeaving: true },
  {
    name: 'close500',
    title: 'close the tab right after 500',
    events: 500,
    isLeaving: true,
    act: async ({ page }, events) => {
      await burst(page, events)
      await page.close()
    },
  },
  {
    name: 'crash500',
    title: 'the tab crashes right after 500',
    events: 500,
    isLeaving: true,
    act: async ({ page }, events) => {
      await burst(page, events)
      await page.goto('chrome://crash').catch(ignore)
      await page.close().catch(ignore)
    },
  },
  {
    name: 'full',
    title: 'localStorage is full',
    events: 200,
    act: async ({ page }, events) => {
      await page.evaluate(() => window.bench.fillStorage())
      await burst(page, events)
    },
  },
  { name: 'denied', title: 'storage is denied', events: 200, isWithoutStorage: true },
  tabs(2),
  tabs(5),
  {
    name: 'clock',
    title: 'the clock is put back a day in between',
    events: 200,
    act: async ({ page }, events) => {
      await burst(page, events / 2)
      await page.clock.setSystemTime(Date.now() - DAY_MS)
      await burst(page, events / 2, events / 2)
    },
    quietMs: RETRY_QUIET_MS,
  },
  {
    name: 'blocked',
    title: 'the host is blocked for 8 s',
    events: 100,
    quietMs: RETRY_QUIET_MS,
    act: async ({ page, stub }, events) => {
      await page.context().route(`${stub.url}/**`, route => route.abort('blockedbyclient'))
      await burst(page, events)
      await sleep(BLOCKED_MS)
      await page.context().unroute(`${stub.url}/**`)
    },
  },
  {
    name: 'offline',
    title: 'offline 6 s, then online',
    events: 100,
    quietMs: RETRY_QUIET_MS,
    act: async ({ page }, events) => {
      await page.context().setOffline(true)
      await burst(page, events)
      await sleep(OFFLINE_MS)
      await page.context().setOffline(false)
    },
  },
]

function tabs(count: number): Scenario {
  const each = 1000
  return {
    name: `tabs${count}`,
    title: `${count} tabs capture 1,000 each`,
    events: count * each,
    quietMs: RETRY_QUIET_MS,
    act: async ({ page, openTab }) => {
      const pages = [page]
      while (pages.length < count) pages.push(await openTab())
      await Promise.all(pages.map((tab, index) => burst(tab, each, index * each)))
    },
  }
}

export async function burst(page: Page, count: number, from = 0): Promise<void> {
  await page.evaluate(options => window.bench.burst(options).then(() => undefined), { count, from })
}

function ignore(): void {}
