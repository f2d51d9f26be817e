import type { Browser, Page } from 'playwright-core'
import type { BenchFlags } from './main.js'
import { burst, type Scenario, SCENARIOS } from './scenarios.js'
import { launchBrowser, newVisitor, openPage, until } from './support/browser.js'
import { type PageServer, type PeerName, PEERS, servePages } from './support/pages.js'
import { printTable, short } from './support/stats.js'
import { StubServer } from './support/stub.js'

/** A row is given up, and said to be, after this. */
const MAX_WAIT_MS = 45_000
/** Silence that ends a row without retries: above every peer's flush timer. */
const QUIET_MS = 4_500
/** On the next visit: above posthog-js-lite's timer of 10 s. */
const VISIT_QUIET_MS = 11_000
/** Rows that mostly wait run beside each other; those that leave a page run alone, as pages share a beacon quota. */
const AT_ONCE = 3

interface Outcome {
  readonly peer: PeerName
  readonly scenario: Scenario
  readonly sent: number
  /** Before the next visit, for a scenario that leaves. */
  readonly atOnce: number
  readonly delivered: number
  readonly duplicates: number
  readonly mostCopies: number
  readonly doubled: number
  readonly requests: number
  /** From the first capture to the last event that was new. */
  readonly lastNewMs: number
  /** `false`: requests still came when the time ran out, or the client says that events wait. */
  readonly isSettled: boolean
  readonly status: Record<string, number>
}

/** Runs every fault with every peer and prints what arrived. */
export async function run(flags: BenchFlags): Promise<void> {
  const peers = PEERS.filter(peer => !flags.only || flags.only.split(',').includes(peer))
  const wanted = SCENARIOS.filter(({ name }) => !flags.scenario || flags.scenario.split(',').includes(name))
  const pages = await servePages(peers, flags.kit)
  const browser = await launchBrowser()
  const started = performance.now()
  try {
    console.log(`\nChromium ${browser.version()}, node ${process.version}, kit ${flags.kit}`)
    const tasks = wanted.flatMap(scenario => peers.map(peer => ({ scenario, peer })))
    const runOne = async ({ scenario, peer }: (typeof tasks)[number]): Promise<Outcome> => {
      // One of its own: a client that takes the browser down with it spoils no other row.
      const browser = await launchBrowser()
      const outcome = await measure(browser, pages, scenario, peer, flags.log).catch((error: unknown) =>
        failed(scenario, peer, error),
      )
      await browser.close()
      console.log(`${scenario.name} ${peer}: ${describe(outcome)} ${JSON.stringify(outcome.status)}`)
      return outcome
    }
    const outcomes = [
      ...(await inLanes(
        tasks.filter(({ scenario }) => !isAlone(scenario)),
        AT_ONCE,
        runOne,
      )),
      ...(await inLanes(
        tasks.filter(({ scenario }) => isAlone(scenario)),
        1,
        runOne,
      )),
    ]
    console.log(`\nArrived of sent, once each; ran ${short((performance.now() - started) / 1000)} s.\n`)
    printTable(
      ['scenario', ...peers],
      wanted.map(scenario => [
        `${scenario.title}, ${scenario.events}`,
        ...peers.map(peer => {
          const outcome = outcomes.find(one => one.scenario === scenario && one.peer === peer)
          return outcome ? describe(outcome) : '-'
        }),
      ]),
    )
  } finally {
    await browser.close()
    await pages.close()
  }
}

async function measure(
  browser: Browser,
  pages: PageServer,
  scenario: Scenario,
  peer: PeerName,
  isLogged: boolean,
): Promise<Outcome> {
  const { fault, events, act, isLeaving = false, isWithoutStorage = false, quietMs = QUIET_MS } = scenario
  const stub = await new StubServer().listen()
  const visitor = await newVisitor(browser)
  try {
    const url = pages.pageOf(peer, stub.url, isWithoutStorage)
    let page = await openPage(visitor, url)
    stub.reset(fault)
    const openTab = (): Promise<Page> => openPage(visitor, url)
    if (act) await act({ page, stub, blankUrl: `${pages.url}/blank`, openTab }, events)
    else await burst(page, events)
    let isSettled = await silence(stub, quietMs)
    const atOnce = stub.delivered
    if (isLeaving) {
      page = await openPage(visitor, url)
      await page.evaluate(() => window.bench.visit())
      isSettled = await silence(stub, VISIT_QUIET_MS)
    }
    const status = await page.evaluate(() => window.bench.status())
    if (isLogged) {
      for (const { atMs, path, events: count, status: code, wireBytes } of stub.requests) {
        console.log(`  ${scenario.name} ${peer} ${short(atMs)} ms ${path} ${count} events, ${wireBytes} B: ${code}`)
      }
    }
    return {
      peer,
      scenario,
      sent: events,
      atOnce,
      delivered: stub.delivered,
      duplicates: stub.duplicates,
      mostCopies: stub.mostCopies,
      doubled: stub.doubled,
      requests: stub.requests.length,
      lastNewMs: stub.lastNewAtMs,
      isSettled: isSettled && !status['pending'] && !status['inFlight'],
      status,
    }
  } finally {
    await visitor.close()
    await stub.close()
  }
}

/** Pages that leave share a beacon quota, and five tabs are enough for one machine. */
function isAlone({ isLeaving, name }: Scenario): boolean {
  return Boolean(isLeaving) || name.startsWith('tabs')
}

/** A client that breaks the page it runs in is an outcome too. */
function failed(scenario: Scenario, peer: PeerName, error: unknown): Outcome {
  console.log(`${scenario.name} ${peer} broke: ${String(error).split('\n')[0]}`)
  const nothing = { atOnce: 0, delivered: 0, duplicates: 0, mostCopies: 0, doubled: 0, requests: 0, lastNewMs: 0 }
  return { ...nothing, peer, scenario, sent: scenario.events, isSettled: true, status: { broke: 1 } }
}

/** Waits until no capture request came for a while; `false` when they never ended. */
function silence(stub: StubServer, quietMs: number): Promise<boolean> {
  const begun = stub.elapsedMs
  return until(() => stub.elapsedMs - Math.max(begun, stub.lastAtMs) > quietMs, MAX_WAIT_MS)
}

function describe(outcome: Outcome): string {
  const { sent, atOnce, delivered, duplicates, mostCopies, doubled, lastNewMs, isSettled, scenario, status } = outcome
  const lost = sent - delivered
  return [
    scenario.isLeaving ? `${atOnce} at once, ${delivered - atOnce} next visit` : String(delivered),
    lost ? `**${lost} lost**` : '',
    status['thrown'] ? `${status['thrown']} captures threw` : '',
    status['broke'] ? 'threw while starting' : '',
    duplicates ? `dup ${duplicates}${mostCopies > 2 ? ` (up to ${mostCopies} copies)` : ''}` : '',
    doubled ? `**${doubled} under two uuids**` : '',
    // The time of a row that leaves is mostly the wait before the next visit.
    delivered && !scenario.isLeaving ? `${(lastNewMs / 1000).toFixed(1)} s` : '',
    isSettled ? '' : 'did not settle',
  ]
    .filter(Boolean)
    .join(', ')
}

async function inLanes<TTask, TResult>(
  tasks: readonly TTask[],
  lanes: number,
  work: (task: TTask) => Promise<TResult>,
): Promise<TResult[]> {
  const results: TResult[] = []
  const waiting = tasks.entries()
  const lane = async (): Promise<void> => {
    for (const [index, task] of waiting) results[index] = await work(task)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}
