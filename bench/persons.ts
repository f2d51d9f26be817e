import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as SandboxModule from '../src/sandbox/index.js'
import type { BenchFlags } from './main.js'
import { printTable, quantile, short } from './support/stats.js'

const batchSize = 2500
const limit = 100

interface Page {
  readonly next: string | null
  readonly results: readonly { uuid: string }[]
}

/** Lists, searches and scrolls a project with many persons over HTTP, and prints how long answers take. */
export async function run(flags: BenchFlags): Promise<void> {
  const persons = Number(flags.persons)
  const rounds = Number(flags.requests)
  const { startSandbox } = (await import(
    pathToFileURL(join(flags.kit, 'dist/sandbox/index.js')).href
  )) as typeof SandboxModule
  const sandbox = await startSandbox()
  try {
    await fill(sandbox, persons)
    const get = async (path: string): Promise<Page> => {
      const url = path.startsWith('http') ? path : `${sandbox.url}/api/projects/1/${path}`
      const response = await fetch(url, { headers: { Authorization: `Bearer ${sandbox.personalApiKey}` } })
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
      return (await response.json()) as Page
    }
    const cohort = await createCohort(sandbox)
    const somebody = () => Math.floor(Math.random() * persons)
    const rows: [string, () => Promise<unknown>][] = [
      ['first page of 100', () => get(`persons/?limit=${limit}`)],
      ['any page of 100', () => get(`persons/?limit=${limit}&offset=${Math.floor(somebody() / limit) * limit}`)],
      ['search in emails, many found', () => get('persons/?search=company1')],
      ['search in emails, one found', () => get(`persons/?search=person${somebody()}@`)],
      ['search in emails, none found', () => get(`persons/?search=nobody${somebody()}`)],
      ['by distinct id', () => get(`persons/?distinct_id=person${somebody()}`)],
      ['by email', () => get(`persons/?email=person${somebody()}@company1.example`)],
      ['filter by a property, first page', () => get(`persons/?properties=${filter('plan', 'pro')}`)],
      ['filter by a property, few found', () => get(`persons/?properties=${filter('seat', String(somebody()))}`)],
      ['one person', () => get(`persons/${1 + somebody()}/`)],
      ['values of a property', () => get('persons/values/?key=plan')],
      ['persons of a cohort by rules', () => get(`cohorts/${cohort}/persons/?limit=${limit}`)],
    ]
    const figures: string[][] = []
    for (const [name, request] of rows) figures.push([name, ...describe(await measure(request, rounds))])
    figures.push(['a property written, until it is read', ...describe(await writes(get, sandbox, rounds))])
    figures.push([`scroll through all ${short(persons)}, by next`, ...describe(await scroll(get))])
    console.log(`\n${short(persons)} persons, ${rounds} requests a row, node ${process.version}, ms\n`)
    printTable(['request', 'p50', 'p95', 'CPU p50', 'CPU p95'], figures)
  } finally {
    await sandbox.close()
  }
}

function filter(key: string, value: string): string {
  return encodeURIComponent(JSON.stringify([{ key, value, operator: 'exact', type: 'person' }]))
}

async function fill(sandbox: SandboxModule.Sandbox, persons: number): Promise<void> {
  const startedAt = performance.now()
  for (let start = 0; start < persons; start += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, persons - start) }, (_, index) => toEvent(start + index))
    const response = await fetch(`${sandbox.url}/batch/`, {
      method: 'POST',
      body: JSON.stringify({ api_key: sandbox.projectToken, batch }),
    })
    if (response.status !== 200) throw new Error(`capture answered ${response.status}`)
  }
  console.log(`Filled in ${short((performance.now() - startedAt) / 1000)} s.`)
}

function toEvent(number: number): object {
  return {
    event: '$identify',
    distinct_id: `person${number}`,
    timestamp: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    properties: {
      $set: {
        email: `person${number}@company${number % 400}.example`,
        name: `Person ${number}`,
        plan: ['free', 'free', 'free', 'pro', 'team'][number % 5],
        seat: number,
        $geoip_country_code: ['DE', 'FR', 'US', 'JP'][number % 4],
        $browser: 'Firefox',
        $os: 'Linux',
        $initial_referring_domain: '$direct',
      },
    },
  }
}

async function createCohort(sandbox: SandboxModule.Sandbox): Promise<number> {
  const rule = { type: 'person', key: 'plan', value: 'pro', operator: 'exact' }
  const response = await fetch(`${sandbox.url}/api/projects/1/cohorts/`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${sandbox.personalApiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Pro', filters: { properties: { type: 'AND', values: [rule] } } }),
  })
  return ((await response.json()) as { id: number }).id
}

/** Milliseconds on the wall, and on this process's CPUs: sandbox and client, whatever else the machine does. */
interface Timing {
  readonly wall: number
  readonly cpu: number
}

async function timed<TResult>(timings: Timing[], request: () => Promise<TResult>): Promise<TResult> {
  const [startedAt, before] = [performance.now(), process.cpuUsage()]
  const result = await request()
  const { user, system } = process.cpuUsage(before)
  timings.push({ wall: performance.now() - startedAt, cpu: (user + system) / 1000 })
  return result
}

async function measure(request: () => Promise<unknown>, rounds: number): Promise<Timing[]> {
  const timings: Timing[] = []
  for (let round = 0; round < rounds; round++) await timed(timings, request)
  return timings
}

async function scroll(get: (path: string) => Promise<Page>): Promise<Timing[]> {
  const timings: Timing[] = []
  for (let next: string | null = `persons/?limit=${limit}`; next !== null;) {
    const path: string = next
    next = (await timed(timings, () => get(path))).next
  }
  return timings
}

/** From sending a write to the first read that shows it, reading again and again. */
async function writes(
  get: (path: string) => Promise<unknown>,
  sandbox: SandboxModule.Sandbox,
  rounds: number,
): Promise<Timing[]> {
  const timings: Timing[] = []
  for (let round = 0; round < rounds; round++) {
    const path = `persons/${1 + round}/`
    await timed(timings, async () => {
      const { status } = await fetch(`${sandbox.url}/api/projects/1/${path}`, {
        method: 'PATCH',
        headers: { Authorization: `Bearer ${sandbox.personalApiKey}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ properties: { round } }),
      })
      if (status !== 202) throw new Error(`PATCH answered ${status}`)
      while (((await get(path)) as { properties: { round?: number } }).properties.round !== round);
    })
  }
  return timings
}

function describe(timings: readonly Timing[]): string[] {
  const wall = timings.map(timing => timing.wall)
  const cpu = timings.map(timing => timing.cpu)
  return [quantile(wall, 0.5), quantile(wall, 0.95), quantile(cpu, 0.5), quantile(cpu, 0.95)].map(short)
}
