import { writeFileSync } from 'node:fs'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { BenchFlags } from './main.js'
import type { BurstOptions } from './pages/harness.js'
import { launchBrowser, newVisitor, openPage, sleep, until } from './support/browser.js'
import { type PageServer, type PeerName, PEERS, servePages } from './support/pages.js'
import { printHotSpots } from './support/profile.js'
import { median, printTable, quantile, short, spread } from './support/stats.js'
import { StubServer } from './support/stub.js'

/** A burst that takes longer is cut: posthog-js-lite's cost per capture grows with its queue. */
const MAX_BURST_MS = 15_000
/** Nothing new for this long: what has not come will not come. Longer than any peer's timer. */
const QUIET_MS = 12_000
const MAX_WAIT_MS = 60_000
const QUEUED = 1_000
const BATCH = 100

interface Cost {
  readonly chunks: number[]
  readonly captured: number
  readonly delivered: number
  readonly doubled: number
  readonly requests: number
  readonly mainThreadUs: number
  readonly heapBytes: number
  readonly storedChars: number
  readonly settledMs: number
  readonly status: Record<string, number>
}

interface Wire {
  readonly wireBytes: number
  readonly rawBytes: number
  readonly preflights: number
}

interface Bench {
  readonly browser: Browser
  readonly pages: PageServer
  readonly stub: StubServer
}

/** Measures what a capture costs, in rounds that interleave the peers, and prints the goals beside the figures. */
export async function run(flags: BenchFlags): Promise<void> {
  const peers = PEERS.filter(peer => !flags.only || flags.only.split(',').includes(peer))
  const countOf = (peer: PeerName): number => Number(peer === 'posthog-js-lite' ? flags['lite-n'] : flags.n)
  const stub = await new StubServer().listen()
  const pages = await servePages(peers, flags.kit, flags.profile !== undefined)
  const browser = await launchBrowser()
  const bench = { browser, pages, stub }
  const costs = new Map<PeerName, Cost[]>(peers.map(peer => [peer, []]))
  const wires = new Map<PeerName, Wire>()
  try {
    console.log(`\nChromium ${browser.version()}, node ${process.version}, kit ${flags.kit}`)
    for (let round = 0; round < Number(flags.rounds); round++) {
      for (const peer of peers) {
        const cost = await measureCost(bench, peer, { count: countOf(peer), isYielding: flags.yield }, flags.profile)
        costs.get(peer)?.push(cost)
        if (!wires.has(peer)) wires.set(peer, await measureWire(bench, peer))
        console.log(
          `round ${round + 1} ${peer}: p50 ${short(quantile(cost.chunks, 0.5))} µs, main thread ${short(cost.mainThreadUs)} µs, ` +
            `${cost.delivered} of ${cost.captured} arrived in ${cost.requests} requests after ${short(cost.settledMs)} ms ${JSON.stringify(cost.status)}`,
        )
      }
    }
    report(costs, wires)
  } finally {
    await browser.close()
    await Promise.all([pages.close(), stub.close()])
  }
}

async function measureCost(bench: Bench, peer: PeerName, burst: BurstOptions, profile?: string): Promise<Cost> {
  const { stub, browser, pages } = bench
  stub.reset()
  const visitor = await newVisitor(browser)
  try {
    const page = await openPage(visitor, pages.pageOf(peer, stub.url))
    const cdp = await visitor.newCDPSession(page)
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    if (profile !== undefined) await startProfile(cdp)
    const before = await taskSeconds(cdp)
    stub.reset()
    const { chunks, captured } = await page.evaluate(options => window.bench.burst(options), {
      ...burst,
      maxMs: MAX_BURST_MS,
    })
    await arrival(stub, captured)
    const settledMs = stub.lastNewAtMs
    // The last answer has still to be read and the events to be taken out of storage.
    await sleep(500)
    const mainThreadUs = (((await taskSeconds(cdp)) - before) * 1e6) / captured
    if (profile !== undefined) await stopProfile(cdp, peer, profile, captured)
    const { delivered, doubled } = stub
    const requests = stub.requests.length
    const status = await page.evaluate(() => window.bench.status())
    const queued = await measureQueued(page, cdp, stub)
    return { chunks, captured, delivered, doubled, requests, mainThreadUs, ...queued, settledMs, status }
  } finally {
    await visitor.close()
  }
}

/** Heap and storage of an event that waits: the page is warm from the burst before, and the stub answers nothing meanwhile. */
async function measureQueued(
  page: Page,
  cdp: CDPSession,
  stub: StubServer,
): Promise<{ heapBytes: number; storedChars: number }> {
  stub.reset({ kind: 'hold' })
  const storedBefore = await page.evaluate(() => window.bench.storedChars())
  const before = await usedHeap(cdp)
  await page.evaluate(count => window.bench.burst({ count }).then(() => undefined), QUEUED)
  const after = await usedHeap(cdp)
  const storedAfter = await page.evaluate(() => window.bench.storedChars())
  return { heapBytes: (after - before) / QUEUED, storedChars: (storedAfter - storedBefore) / QUEUED }
}

/** Bytes of an event in batches of a hundred, twice. */
async function measureWire({ stub, browser, pages }: Bench, peer: PeerName): Promise<Wire> {
  const visitor = await newVisitor(browser)
  try {
    const page = await openPage(visitor, pages.pageOf(peer, stub.url))
    stub.reset()
    for (const from of [0, BATCH]) {
      await page.evaluate(
        async options => {
          await window.bench.burst(options)
          window.bench.flush()
        },
        { count: BATCH, from },
      )
      await until(() => stub.delivered >= from + BATCH, QUIET_MS)
    }
    const sum = (pick: (request: (typeof stub.requests)[number]) => number): number =>
      stub.requests.reduce((total, request) => total + pick(request), 0) / (2 * BATCH)
    return {
      wireBytes: sum(request => request.wireBytes),
      rawBytes: sum(request => request.rawBytes),
      preflights: stub.preflights,
    }
  } finally {
    await visitor.close()
  }
}

async function arrival(stub: StubServer, expected: number): Promise<void> {
  const begun = stub.elapsedMs
  const isOver = (): boolean => stub.delivered >= expected || stub.elapsedMs - Math.max(begun, stub.lastAtMs) > QUIET_MS
  await until(isOver, MAX_WAIT_MS)
}

async function taskSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}

async function usedHeap(cdp: CDPSession): Promise<number> {
  for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize
}

async function startProfile(cdp: CDPSession): Promise<void> {
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.setSamplingInterval', { interval: 200 })
  await cdp.send('Profiler.start')
}

async function stopProfile(cdp: CDPSession, peer: PeerName, folder: string, captured: number): Promise<void> {
  const { profile } = await cdp.send('Profiler.stop')
  const file = `${folder}/${peer}.cpuprofile`
  writeFileSync(file, JSON.stringify(profile))
  console.log(`\n${peer}: profile in ${file}`)
  printHotSpots(profile, captured)
}

function report(costs: ReadonlyMap<PeerName, readonly Cost[]>, wires: ReadonlyMap<PeerName, Wire>): void {
  const rows = [...costs].map(([peer, rounds]) => {
    const wire = wires.get(peer)
    return [
      peer,
      spread(rounds.map(({ chunks }) => quantile(chunks, 0.5))),
      spread(rounds.map(({ chunks }) => quantile(chunks, 0.99))),
      spread(rounds.map(({ mainThreadUs }) => mainThreadUs)),
      spread(rounds.map(({ heapBytes }) => heapBytes)),
      spread(rounds.map(({ storedChars }) => storedChars)),
      `${short(wire?.wireBytes ?? Number.NaN)} / ${short(wire?.rawBytes ?? Number.NaN)}`,
      spread(rounds.map(({ requests }) => requests)),
      `${spread(rounds.map(({ delivered }) => delivered))} of ${spread(rounds.map(({ captured }) => captured))}`,
      spread(rounds.map(({ settledMs }) => settledMs)),
    ]
  })
  console.log('\nMedian (min-max) over the rounds.\n')
  printTable(
    [
      'peer',
      'µs/capture p50',
      'p99',
      'main thread µs/event',
      'heap B/queued event',
      'stored chars/queued event',
      'wire / raw B',
      'requests',
      'arrived',
      'all there ms',
    ],
    rows,
  )
  printGoals(costs, wires)
}

/** The goals are ratios within this run, so that a slow machine changes nothing. */
function printGoals(costs: ReadonlyMap<PeerName, readonly Cost[]>, wires: ReadonlyMap<PeerName, Wire>): void {
  const [kit, js] = [costs.get('hogkit'), costs.get('posthog-js')]
  if (!kit?.length) return
  const of = (rounds: readonly Cost[] | undefined, pick: (cost: Cost) => number): number =>
    median((rounds ?? []).map(pick))
  const p50 = ({ chunks }: Cost): number => quantile(chunks, 0.5)
  const p99 = ({ chunks }: Cost): number => quantile(chunks, 0.99)
  const mainThread = ({ mainThreadUs }: Cost): number => mainThreadUs
  const rows: string[][] = []
  const goal = (what: string, value: number, limit: number, text: string): void => {
    const verdict =
      Number.isFinite(value) && Number.isFinite(limit) ? (value <= limit ? 'met' : 'NOT met') : 'no figure'
    rows.push([what, text, short(value), short(limit), verdict])
  }
  goal('capture p50, µs', of(kit, p50), of(js, p50) / 30, '1/30 of posthog-js')
  goal('capture p99, µs', of(kit, p99), of(js, p99) / 4, '1/4 of posthog-js')
  goal('main thread, µs/event', of(kit, mainThread), of(js, mainThread) / 8, '1/8 of posthog-js')
  goal(
    'heap, B/queued event',
    of(kit, cost => cost.heapBytes),
    700,
    '700',
  )
  goal(
    'wire, B/event',
    wires.get('hogkit')?.wireBytes ?? Number.NaN,
    wires.get('posthog-js-lite')?.wireBytes ?? Number.NaN,
    "posthog-js-lite's",
  )
  const captured = of(kit, cost => cost.captured)
  goal(
    'requests',
    of(kit, cost => cost.requests),
    captured / 100 + 1,
    'events / 100 + 1',
  )
  goal('lost of the burst', Math.max(...kit.map(cost => cost.captured - cost.delivered)), 0, 'none')
  console.log('\nhogkit beside its goals, same run:\n')
  printTable(['measure', 'goal', 'hogkit', 'limit in this run', ''], rows)
}
