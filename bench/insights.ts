/**
 * `npm run bench insights`: how long the sandbox takes for what a dashboard asks, over HTTP, warm, on generated events: a trend with a
 * breakdown, a funnel of three steps, weekly retention and a cohort of behaviour.
 */
import { startSandbox, type Sandbox } from '../src/sandbox/index.js'

const day = 24 * 3600_000
const days = 60
const batchSize = 10_000
const browsers = ['Chrome', 'Safari', 'Firefox', 'Edge', 'Opera', 'Samsung Internet']
const names = ['$pageview', '$pageview', '$pageview', 'signed up', 'uploaded', 'invited']

export async function run(flags: { events?: string; rounds?: string }): Promise<void> {
  const total = Number(flags.events ?? 1_000_000)
  const rounds = Math.max(5, Number(flags.rounds ?? 5))
  const sandbox = await startSandbox()
  try {
    const started = performance.now()
    await fill(sandbox, total)
    console.log(
      `${total} events of ${persons(total)} persons stored in ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
    )
    console.log('| insight | median ms | min | max |\n| --- | ---: | ---: | ---: |')
    for (const [name, ask] of Object.entries(await questions(sandbox))) {
      const times: number[] = []
      for (let round = -2; round < rounds; round += 1) {
        const at = performance.now()
        await ask()
        if (round >= 0) times.push(performance.now() - at)
      }
      times.sort((left, right) => left - right)
      const ms = (value: number | undefined) => (value ?? 0).toFixed(0)
      console.log(`| ${name} | ${ms(times[Math.floor(times.length / 2)])} | ${ms(times[0])} | ${ms(times.at(-1))} |`)
    }
  } finally {
    await sandbox.close()
  }
}

const persons = (total: number): number => Math.max(1, Math.round(total / 50))

async function fill(sandbox: Sandbox, total: number): Promise<void> {
  const now = Date.now()
  const people = persons(total)
  for (let from = 0; from < total; from += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, total - from) }, (_, offset) => {
      const index = from + offset
      // A multiplicative hash: spread, and the same in every run.
      const person = (index * 2_654_435_761) % people
      return {
        event: names[(index * 7 + person) % names.length],
        distinct_id: `person-${person}`,
        timestamp: new Date(now - ((index * 40_503) % (days * day))).toISOString(),
        properties: {
          $browser: browsers[person % browsers.length],
          $current_url: `https://hedgebox.example/files/${index % 200}`,
          amount: index % 100,
          $process_person_profile: true,
        },
      }
    })
    const { status } = await post(sandbox, '/batch/', { api_key: sandbox.projectToken, batch })
    if (status !== 200) throw new Error(`/batch/ answered ${status}`)
  }
}

function post(sandbox: Sandbox, path: string, body: object): Promise<Response> {
  return fetch(sandbox.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${sandbox.personalApiKey}` },
    body: JSON.stringify(body),
  })
}

async function questions(sandbox: Sandbox): Promise<Record<string, () => Promise<void>>> {
  const api = `/api/projects/${sandbox.projectId}`
  const ask = (query: object) => async () => {
    const answer = await post(sandbox, `${api}/query/`, { query })
    if (answer.status !== 200) throw new Error(await answer.text())
    await answer.arrayBuffer()
  }
  const events = (event: string, extra: object = {}) => ({ kind: 'EventsNode', event, ...extra })
  const entity = { id: '$pageview', type: 'events' }
  const leaf = {
    type: 'behavioral',
    key: 'uploaded',
    event_type: 'events',
    value: 'performed_event_multiple',
    operator: 'gte',
    operator_value: 3,
    time_value: 30,
    time_interval: 'day',
  }
  const created = await post(sandbox, `${api}/cohorts/`, {
    name: 'Uploads often',
    filters: { properties: { type: 'AND', values: [{ type: 'AND', values: [leaf] }] } },
  })
  const { id } = (await created.json()) as { id: number }
  let turn = 0
  return {
    'trend of 30 days, daily users by browser': ask({
      kind: 'TrendsQuery',
      series: [events('$pageview', { math: 'dau' })],
      dateRange: { date_from: '-30d' },
      breakdownFilter: { breakdown: '$browser', breakdown_limit: 5 },
    }),
    'trend of 30 days, events': ask({
      kind: 'TrendsQuery',
      series: [events('$pageview')],
      dateRange: { date_from: '-30d' },
    }),
    'funnel of three steps, 30 days': ask({
      kind: 'FunnelsQuery',
      series: [events('$pageview'), events('signed up'), events('uploaded')],
      dateRange: { date_from: '-30d' },
    }),
    'weekly retention, eight weeks': ask({
      kind: 'RetentionQuery',
      retentionFilter: { period: 'Week', totalIntervals: 8, targetEntity: entity, returningEntity: entity },
    }),
    // Each time with another threshold, so that nothing that was worked out before is used.
    'cohort of behaviour, counted anew': async () => {
      turn += 1
      const filters = {
        properties: { type: 'AND', values: [{ type: 'AND', values: [{ ...leaf, operator_value: 2 + (turn % 3) }] }] },
      }
      const answer = await fetch(`${sandbox.url}${api}/cohorts/${id}/`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${sandbox.personalApiKey}` },
        body: JSON.stringify({ filters }),
      })
      if (answer.status !== 200) throw new Error(await answer.text())
      await answer.arrayBuffer()
      await calculated(sandbox, `${api}/cohorts/${id}/`)
    },
  }
}

/** Cohorts are calculated in the background: asks until this one is. */
async function calculated(sandbox: Sandbox, path: string): Promise<void> {
  for (;;) {
    const answer = await fetch(sandbox.url + path, { headers: { Authorization: `Bearer ${sandbox.personalApiKey}` } })
    const cohort = (await answer.json()) as { is_calculating: boolean; errors_calculating: number }
    if (cohort.errors_calculating > 0) throw new Error('the cohort could not be calculated')
    if (!cohort.is_calculating) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
