/**
 * `npm run bench engine`: what HogQL costs over hand-written ClickHouse SQL. Ten typical questions over generated events, each asked in HogQL and
 * in SQL that an expert would write for the same tables and the same answer, in turns; and how long translation takes.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { limitQuery } from '../src/hogql/limit.js'
import { bindPlaceholders } from '../src/hogql/placeholders.js'
import { replaceCohort } from '../src/sandbox/engine/cohorts.js'
import { openEngine } from '../src/sandbox/engine/openEngine.js'
import type { Engine, EventRow } from '../src/sandbox/engine/types.js'
import { createHogQL } from '../src/sandbox/hogql/createHogQL.js'
import { translate } from '../src/sandbox/hogql/translate/index.js'
import { questions } from './engineQuestions.js'

const TEAM = 1
const BATCH = 20_000
const WARM = 2
const TRANSLATIONS = 1000
const TOGETHER = 10

export async function run(flags: { events?: string; rounds?: string; verify?: boolean }): Promise<void> {
  const total = Number(flags.events ?? 1_000_000)
  const rounds = Number(flags.rounds ?? 7)
  const dataDir = await mkdtemp(join(tmpdir(), 'hogkit-bench-engine-'))
  const engine = await openEngine({ dataDir })
  const cohorts = [{ id: 1, name: 'Every tenth' }]
  const members = new Set(Array.from({ length: persons(total) / 10 }, (_, index) => personId(index * 10)))
  const hogql = createHogQL({
    engine,
    teamId: TEAM,
    timezone: () => 'UTC',
    propertyTypes: () => ({ event: { amount: 'Numeric' } }),
    resources: {
      cohorts: async () => cohorts,
      members: async () => members,
      actions: async () => [],
      rows: async () => [],
    },
  })
  try {
    const started = performance.now()
    await fill(engine, total)
    await replaceCohort(engine, TEAM, 1, [...members])
    console.log(`${total} events stored in ${((performance.now() - started) / 1000).toFixed(0)} s\n`)
    await compare(hogql, engine, rounds)
    await timeTranslation(hogql)
  } finally {
    await engine.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function compare(hogql: ReturnType<typeof createHogQL>, engine: Engine, rounds: number): Promise<void> {
  // The quickest of several rounds is what others on the machine disturbed least; the medians stand beside it.
  console.log('| question | HogQL ms (median) | SQL ms (median) | ratio |')
  console.log('| --- | ---: | ---: | ---: |')
  const ratios: number[] = []
  for (const { name, query, sql } of questions) {
    const times: { hogql: number[]; sql: number[] } = { hogql: [], sql: [] }
    let answers: [string, string] = ['', '']
    for (let round = -WARM; round < rounds; round += 1) {
      const asked = await timed(() => hogql.run({ query }))
      const written = await timed(() => engine.query(sql, {}))
      if (round < 0) continue
      // The parser has a benchmark of its own.
      const parse = asked.value.timings.find(({ k }) => k === './parse')?.t ?? 0
      times.hogql.push(asked.ms - parse * 1000)
      times.sql.push(written.ms)
      answers = [JSON.stringify(asked.value.results.map(plain)), JSON.stringify(written.value.rows.map(plain))]
    }
    if (answers[0] !== answers[1]) throw new Error(`"${name}" has two answers:\n${answers[0]}\n${answers[1]}`)
    const [left, right] = [Math.min(...times.hogql), Math.min(...times.sql)]
    ratios.push(left / right)
    const cell = (list: number[]): string => `${Math.min(...list).toFixed(1)} (${median(list).toFixed(1)})`
    console.log(`| ${name} | ${cell(times.hogql)} | ${cell(times.sql)} | ${(left / right).toFixed(2)} |`)
  }
  console.log(`\nmedian ratio ${median(ratios).toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)}`)
}

/**
 * From a parsed query to SQL with its parameters. By the clock each run for itself; in processor time, whose clock is too coarse for one run,
 * a few runs together. The heaviest question has a line of its own.
 */
async function timeTranslation(hogql: ReturnType<typeof createHogQL>): Promise<void> {
  const settings = {
    teamId: TEAM,
    timezone: 'UTC',
    personsOnEventsMode: 'person_id_override_properties_on_events' as const,
    groupTypes: {},
  }
  const options = {
    settings,
    propertyTypes: { event: { amount: 'Numeric' as const } },
    resources: { cohorts: [{ id: 1, name: 'Every tenth' }], actions: [], system: new Map() },
    weekStartDay: 0 as const,
  }
  const measured: { name: string; times: number[]; processor: number[] }[] = []
  for (const { name, query } of questions) {
    const parsed = await hogql.parse(query)
    const once = (): void => void translate(limitQuery(bindPlaceholders(parsed, {})).select, options)
    for (let turn = 0; turn < TRANSLATIONS; turn += 1) once()
    const times: number[] = []
    const processor: number[] = []
    for (let turn = 0; turn < TRANSLATIONS; turn += TOGETHER) {
      const before = process.cpuUsage()
      for (let run = 0; run < TOGETHER; run += 1) {
        const started = performance.now()
        once()
        times.push(performance.now() - started)
      }
      const { user, system } = process.cpuUsage(before)
      processor.push((user + system) / 1000 / TOGETHER)
    }
    measured.push({ name, times, processor })
  }
  const at = (list: number[], share: number): number => {
    const sorted = list.toSorted((left, right) => left - right)
    return sorted[Math.floor(sorted.length * share)] ?? 0
  }
  const report = (list: number[]): string =>
    [0.5, 0.95, 0.99].map(share => `p${share * 100} ${at(list, share).toFixed(2)}`).join(', ')
  const line = (name: string, times: number[], processor: number[]): void =>
    console.log(`translation, ${name}: ${report(times)} ms; processor time: ${report(processor)} ms`)
  line(
    `${measured.length * TRANSLATIONS} runs`,
    measured.flatMap(item => item.times),
    measured.flatMap(item => item.processor),
  )
  const heaviest = measured.toSorted((left, right) => at(right.times, 0.5) - at(left.times, 0.5))[0]
  if (heaviest) line(`the heaviest (${heaviest.name})`, heaviest.times, heaviest.processor)
}

async function timed<TValue>(work: () => Promise<TValue>): Promise<{ ms: number; value: TValue }> {
  const started = performance.now()
  const value = await work()
  return { ms: performance.now() - started, value }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Both sides' numbers and dates in one spelling. */
function plain(row: unknown[]): string[] {
  return row.map(value => {
    const text = String(value)
    const number = Number(text)
    return Number.isFinite(number) && text !== '' ? number.toPrecision(9) : text.replace(/T00:00:00Z$/, '')
  })
}

function persons(total: number): number {
  return Math.max(100, Math.floor(total / 50))
}

function personId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}

/** Sixty days of events of `total / 50` persons with some thirty properties, the same in every run. */
async function fill(engine: Engine, total: number): Promise<void> {
  const people = persons(total)
  for (let from = 0; from < people; from += BATCH) {
    const indexes = Array.from({ length: Math.min(BATCH, people - from) }, (_, index) => from + index)
    await engine.insert(
      'person',
      indexes.map(index => ({
        team_id: TEAM,
        id: personId(index),
        properties: JSON.stringify({ email: `user${index}@hedgebox.example`, plan: index % 5 === 0 ? 'pro' : 'free' }),
        created_at: '2024-01-01 00:00:00.000000',
        is_identified: 1,
        version: 1,
        is_deleted: 0,
      })),
    )
    await engine.insert(
      'person_distinct_id2',
      indexes.map(index => ({
        team_id: TEAM,
        distinct_id: `user-${index}`,
        person_id: personId(index),
        version: 0,
        is_deleted: 0,
      })),
    )
  }
  for (let from = 0; from < total; from += BATCH)
    await engine.insert(
      'events',
      Array.from({ length: Math.min(BATCH, total - from) }, (_, index) => eventRow(from + index, people)),
    )
}

const EVENTS = [
  '$pageview',
  '$pageview',
  '$pageview',
  '$autocapture',
  '$autocapture',
  'signed_up',
  'uploaded_file',
  'paid',
]
const BROWSERS = ['Chrome', 'Chrome', 'Safari', 'Firefox', 'Edge']
const START = Date.UTC(2024, 0, 1)

function eventRow(index: number, people: number): EventRow {
  // A small generator, so that every run has the same data.
  const random = (salt: number): number => {
    const value = Math.imul(index ^ (salt * 0x9e3779b1), 0x85ebca6b) >>> 0
    return (Math.imul(value ^ (value >>> 13), 0xc2b2ae35) >>> 0) / 2 ** 32
  }
  const who = Math.floor(random(1) * people)
  const at = new Date(START + Math.floor(random(2) * 60 * 86_400) * 1000)
  const time = `${at.toISOString().slice(0, 19).replace('T', ' ')}.000000`
  const page = Math.floor(random(3) * 200)
  return {
    team_id: TEAM,
    uuid: `018f0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    event: EVENTS[Math.floor(random(4) * EVENTS.length)] ?? '',
    distinct_id: `user-${who}`,
    person_id: personId(who),
    timestamp: time,
    created_at: time,
    properties: JSON.stringify({
      $browser: BROWSERS[Math.floor(random(5) * BROWSERS.length)],
      $os: 'Windows',
      $current_url: `https://hedgebox.example/page/${page}?utm_source=google`,
      $pathname: `/page/${page}`,
      $host: 'hedgebox.example',
      $session_id: `s-${who}-${at.toISOString().slice(0, 10)}`,
      $lib: 'web',
      $device_type: 'Desktop',
      amount: Math.floor(random(6) * 1000),
      [`tail_${Math.floor(random(7) * 40)}`]: `v${Math.floor(random(8) * 20)}`,
      ...FILLER,
    }),
    person_properties: '{}',
    person_mode: 'full',
    elements_chain: '',
    group0_properties: '',
    group1_properties: '',
    group2_properties: '',
    group3_properties: '',
    group4_properties: '',
  }
}

const FILLER = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`filler_${index}`, `some text number ${index}`]),
)
