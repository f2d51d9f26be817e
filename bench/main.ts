/**
 * `npm run bench <name> [--flags]`: installs the benchmarks' own dependencies on first use, builds the package when a source is newer,
 * and runs one benchmark. See README.md.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildKit, installPeers, repository } from './support/kit.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kit: { type: 'string', default: repository },
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    n: { type: 'string', default: '10000' },
    'lite-n': { type: 'string', default: '1000' },
    yield: { type: 'boolean', default: false },
    profile: { type: 'string' },
    scenario: { type: 'string' },
    updates: { type: 'string', default: '15' },
    log: { type: 'boolean', default: false },
    persons: { type: 'string', default: '25000' },
    requests: { type: 'string', default: '200' },
    events: { type: 'string' },
  },
})

/** What every benchmark may read of the command line. */
export type BenchFlags = typeof values

const benches: Record<string, () => Promise<{ run: (flags: BenchFlags) => Promise<void> }>> = {
  bundle: () => import('./bundle.js'),
  capture: () => import('./capture.js'),
  delivery: () => import('./delivery.js'),
  engine: () => import('./engine.js'),
  evaluator: () => import('./evaluator.js'),
  flags: () => import('./flags.js'),
  hogql: () => import('./hogql.js'),
  insights: () => import('./insights.js'),
  persons: () => import('./persons.js'),
}

const name = positionals[0] ?? ''
const load = benches[name]
if (!load) {
  console.error(`npm run bench <name>, with one of: ${Object.keys(benches).join(', ')}. Flags: bench/README.md`)
  process.exitCode = 2
} else {
  values.kit = resolve(values.kit)
  if (!['persons', 'hogql', 'engine', 'evaluator', 'insights'].includes(name)) installPeers()
  // The sandbox is measured from its sources: what users load of it is not bundled.
  if (!['engine', 'evaluator', 'insights'].includes(name)) buildKit(values.kit)
  const { run } = await load()
  await run(values)
}
