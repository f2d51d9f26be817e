import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openEngine } from '../../src/sandbox/engine/openEngine.js'
import type { Engine } from '../../src/sandbox/engine/types.js'
import { createIngestion, type Ingestion } from '../../src/sandbox/ingestion/ingestion.js'
import { type Database, openDatabase } from '../../src/sandbox/store/database.js'

/** The real stores, and an engine that can be told to fail between two of its inserts: no request can hit that moment at will. */
let directory: string
let database: Database
let real: Engine
let failsAt: string | undefined

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hogkit-ingestion-'))
  database = await openDatabase(join(directory, 'a.db'))
  real = await openEngine({ dataDir: join(directory, 'engine') })
})
afterAll(async () => {
  await real.close()
  database.close()
  await rm(directory, { recursive: true, force: true })
})

function start(): Promise<Ingestion> {
  const engine: Engine = {
    ...real,
    insert(table, rows) {
      if (table !== failsAt) return real.insert(table, rows)
      failsAt = undefined
      return Promise.reject(new Error('the engine has died'))
    },
  }
  return createIngestion({ database, engine, teamId: 1, now: Date.now, log: () => {} })
}

const event = (distinctId: string, properties: Record<string, unknown>) => ({
  uuid: randomUUID(),
  event: 'used',
  distinctId,
  properties,
  timestamp: Date.now(),
  receivedAt: Date.now(),
})

const stored = async (distinctId: string) => {
  const sql = `SELECT e.properties, p.latest FROM hogkit.events AS e
    JOIN (SELECT id, argMax(properties, version) AS latest FROM hogkit.person GROUP BY id) AS p ON p.id = e.person_id
    WHERE e.distinct_id = {id:String}`
  const { rows } = await real.query(sql, { id: distinctId })
  return rows.map(([properties, person]) => ({
    properties: JSON.parse(String(properties)) as object,
    person: JSON.parse(String(person)) as object,
  }))
}

it.each(['person', 'person_distinct_id2', 'groups', 'events'])(
  'finishes a commit that broke off before %s, once, when the next one comes',
  async table => {
    const ingestion = await start()
    const broken = event(`broken-${table}`, { $set: { plan: 'pro' }, $groups: { company: 'acme' } })
    const identify = {
      ...event(`broken-${table}`, { $group_type: 'company', $group_key: 'acme', $group_set: { table } }),
      event: '$groupidentify',
    }
    failsAt = table
    await expect(ingestion.ingest([broken, identify])).rejects.toThrow('the engine has died')
    await ingestion.ingest([broken, event(`other-${table}`, {})])
    const rows = await stored(`broken-${table}`)
    expect(rows).toHaveLength(2)
    expect(rows[0]?.person).toMatchObject({ plan: 'pro' })
    expect(await stored(`other-${table}`)).toHaveLength(1)
    await ingestion.close()
  },
)

it('finishes it at the next start too', async () => {
  const first = await start()
  failsAt = 'events'
  await expect(first.ingest([event('restarted', {})])).rejects.toThrow('the engine has died')
  await first.close()
  const second = await start()
  expect(await stored('restarted')).toHaveLength(1)
  await second.close()
})

it('remembers group types and definitions of a commit that broke off in the engine', async () => {
  const ingestion = await start()
  failsAt = 'events'
  await expect(ingestion.ingest([event('u', { $groups: { project: 'p' }, new_number: 1 })])).rejects.toThrow('died')
  await ingestion.ingest([event('u', { $groups: { workspace: 'w' }, new_number: 'text' })])
  const again = await start()
  expect([...ingestion.groupTypes]).toEqual([...again.groupTypes])
  expect(ingestion.groupTypes.get('project')).toBe(1)
  expect(ingestion.groupTypes.get('workspace')).toBe(2)
  expect(ingestion.definitions.properties.get('event:-1:new_number')?.propertyType).toBe('Numeric')
  await ingestion.close()
  await again.close()
})
