import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BenchFlags } from './main.js'
import { repository } from './support/kit.js'
import { median, printTable, quantile, short } from './support/stats.js'

interface Parser {
  parseSelect(text: string): unknown
}

const ROUNDS = 5
const PEER_LIMIT_MS = 60_000

/**
 * Measures hogkit's parser beside `@posthog/hogql-parser`: the same queries, in turns, each parser warm. The peer's depths run in a child process,
 * because nothing else can stop it.
 */
export async function run(flags: BenchFlags): Promise<void> {
  const ours = (await import(pathToFileURL(join(flags.kit, 'dist/hogql/index.js')).href)) as Parser
  const { default: createPeer } = (await import('@posthog/hogql-parser')) as { default: () => Promise<Parser> }
  const peer = await createPeer()
  const texts = readQueries(ours, peer)

  const times = { ours: [] as number[], peer: [] as number[] }
  for (const text of texts) ours.parseSelect(text)
  for (const text of texts) {
    const rounds = Array.from({ length: ROUNDS }, () => timed(() => ours.parseSelect(text)))
    times.ours.push(median(rounds))
    times.peer.push(timed(() => JSON.parse(String(peer.parseSelect(text)))))
  }
  console.log(`\n${texts.length} queries of the test fixtures, node ${process.version}\n`)
  printTable(
    ['parser', 'p50 µs', 'p95 µs', 'max µs', 'goal'],
    [
      ['hogkit', ...[0.5, 0.95, 1].map(share => short(quantile(times.ours, share) * 1000)), 'p95 under 1,000'],
      ['@posthog/hogql-parser', ...[0.5, 0.95, 1].map(share => short(quantile(times.peer, share) * 1000)), ''],
      [
        'ratio',
        ...[0.5, 0.95].map(share => `${short(quantile(times.peer, share) / quantile(times.ours, share))}x`),
        '',
        'at least 50x at the median',
      ],
    ],
  )
  printLarge(ours)
  printNested(ours)
}

/** Fixtures that both read, without those that are too short to tell anything. */
function readQueries(ours: Parser, peer: Parser): string[] {
  const lines = readFileSync(join(repository, 'test/hogql/oracle/queries.txt'), 'utf8').split('\n')
  const texts = lines.map(line => line.replaceAll('⏎', '\n')).filter(line => line.length > 40)
  return texts.filter(text => {
    try {
      ours.parseSelect(text)
    } catch {
      return false
    }
    return !(JSON.parse(String(peer.parseSelect(text))) as { error?: true }).error
  })
}

function timed(work: () => unknown): number {
  const before = performance.now()
  work()
  return performance.now() - before
}

const clause = (index: number): string =>
  `if(properties.plan_${index} = 'a' AND timestamp > now() - INTERVAL ${index} DAY, toFloat(properties.x) * 1.5, ${index}) AS c${index}`

function printLarge(ours: Parser): void {
  console.log('\nGrowth with the length of the query\n')
  const rows = [5, 10, 25, 50, 95].map(kb => {
    let columns = ''
    for (let index = 0; columns.length < kb * 1000; index += 1) columns += `${index ? ', ' : ''}${clause(index)}`
    const text = `SELECT ${columns} FROM events`
    const times = Array.from({ length: 60 }, () => timed(() => ours.parseSelect(text)))
    // The least time is the work itself: on a busy machine the others are mostly waiting.
    const least = Math.min(...times)
    return [`${short(text.length / 1000)} kB`, ...[least, median(times)].map(short), short((least / text.length) * 1e6)]
  })
  printTable(['query', 'least ms', 'p50 ms', 'ns/character (least)'], rows)
}

function printNested(ours: Parser): void {
  console.log('\nNested calls, f(f(…))\n')
  const rows = [5, 7, 50].map(depth => {
    const text = `SELECT ${'f('.repeat(depth)}1${')'.repeat(depth)}`
    const times = Array.from({ length: 60 }, () => timed(() => ours.parseSelect(text)))
    return [String(depth), short(median(times)), peerNested(text)]
  })
  printTable(['depth', 'hogkit ms (goal at 50: under 5)', '@posthog/hogql-parser ms'], rows)
}

/** The peer on one text after it has parsed shallower ones, as in use. */
function peerNested(text: string): string {
  const script = `
    import create from '@posthog/hogql-parser'
    const parser = await create()
    for (let depth = 1; depth < 6; depth += 1) parser.parseSelect('SELECT ' + 'f('.repeat(depth) + '1' + ')'.repeat(depth))
    const before = performance.now()
    parser.parseSelect(${JSON.stringify(text)})
    console.log(performance.now() - before)`
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: repository,
    encoding: 'utf8',
    timeout: PEER_LIMIT_MS,
  })
  return status === 0 ? short(Number(stdout)) : `more than ${short(PEER_LIMIT_MS)}`
}
