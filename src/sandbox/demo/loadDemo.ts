import { fieldsToCreate } from '../api/featureFlags/validate.js'
import type { FlagStore } from '../api/featureFlags/store.js'
import type { Engine, EventRow } from '../engine/types.js'
import { DefinitionBatch, noDefinitions } from '../ingestion/definitionBatch.js'
import { toEngineTime } from '../ingestion/timestamps.js'
import { type JsonObject, toJsonText } from '../json.js'
import { createDemoData, type DemoData, type DemoEvent } from '../seed/index.js'
import type { Database, Statement } from '../store/database.js'
import { type StoredGroup, writeGroups, writeGroupTypes } from '../store/groups.js'
import { createMetaStore, setMeta } from '../store/meta.js'
import { writeDistinctIds, writePersons } from '../store/persons.js'

/** Which demo data a data directory has, and whether all of it is in. */
interface SeedState {
  readonly name: 'demo'
  readonly seed: number
  readonly now: number
  readonly isLoaded: boolean
}

export interface DemoOptions {
  readonly seed: number
  /** The moment the demo data leads up to, ms since 1970. */
  readonly now: number
}

export interface DemoServices {
  readonly database: Database
  readonly engine: Engine
  readonly flags: FlagStore
  readonly teamId: number
}

/** Where a data directory says that it has demo data. */
export const seedMetaKey = 'seed'
const chunkSize = 5000

/**
 * Fills a data directory with the demo product, once: a directory that has it keeps it as it is. A load that was interrupted is
 * finished, with the same data, because it depends on nothing but the two stored numbers.
 */
export async function loadDemo(
  services: DemoServices,
  wanted: DemoOptions,
): Promise<DemoOptions & { readonly outcome: 'loaded' | 'present' }> {
  const meta = createMetaStore(services.database)
  const stored = await meta.get(seedMetaKey)
  const state = stored ? (JSON.parse(stored) as SeedState) : undefined
  if (state?.isLoaded) return { ...state, outcome: 'present' }
  const seed: SeedState = state ?? { name: 'demo', ...wanted, isLoaded: false }
  const data = createDemoData({ seed: seed.seed, now: seed.now })
  if (!state) await storeRecords(services, data, setMeta(seedMetaKey, JSON.stringify(seed)))
  await storeRows(services, data, { isRepeated: state !== undefined })
  await meta.set(seedMetaKey, JSON.stringify({ ...seed, isLoaded: true }))
  return { ...seed, outcome: 'loaded' }
}

async function storeRecords({ database, flags }: DemoServices, data: DemoData, mark: Statement): Promise<void> {
  const startedAt = data.events[0]?.timestamp ?? new Date().toISOString()
  const definitions = new DefinitionBatch(noDefinitions)
  for (const event of sampleByName(data.events)) {
    definitions.observe(event.event, { ...event.properties }, Date.parse(event.timestamp))
  }
  for (const group of data.groups) definitions.observeGroup(group.typeIndex, group.properties)
  for (const person of data.persons) definitions.observe('$set', { $set: person.properties }, Date.parse(startedAt))
  for (const body of data.flags) {
    if (!(await flags.findByKey(body.key))) await flags.create(await fieldsToCreate({ ...body }, flags), startedAt)
  }
  await database.transaction([
    ...writePersons(
      data.persons.map(person => ({
        ...person,
        properties: { ...person.properties },
        id: 0,
        version: 0,
        lastSeenAt: null,
      })),
    ),
    ...writeDistinctIds(
      data.persons.flatMap(person =>
        person.distinctIds.map(distinctId => ({ distinctId, personUuid: person.uuid, version: 0 })),
      ),
    ),
    ...writeGroupTypes(
      data.groupTypes.map((name, index) => [name, index] as const),
      startedAt,
    ),
    ...writeGroups(data.groups.map(toStoredGroup)),
    ...definitions.statements(),
    mark,
  ])
}

const sampleSize = 200

/** The last events of each name: enough to have every property, far fewer than all. */
function sampleByName(events: readonly DemoEvent[]): DemoEvent[] {
  const counts = new Map<string, number>()
  return events.toReversed().filter(({ event }) => {
    const count = (counts.get(event) ?? 0) + 1
    counts.set(event, count)
    return count <= sampleSize
  })
}

function toStoredGroup(group: DemoData['groups'][number]): StoredGroup {
  return { ...group, properties: { ...group.properties }, version: 1 }
}

async function storeRows(
  { engine, teamId }: DemoServices,
  data: DemoData,
  { isRepeated }: { isRepeated: boolean },
): Promise<void> {
  await engine.insert(
    'person',
    data.persons.map(person => ({
      team_id: teamId,
      id: person.uuid,
      properties: toJsonText(person.properties),
      created_at: toEngineTime(Date.parse(person.createdAt)),
      is_identified: person.isIdentified ? 1 : 0,
      version: 0,
      is_deleted: 0,
    })),
  )
  await engine.insert(
    'person_distinct_id2',
    data.persons.flatMap(person =>
      person.distinctIds.map(distinctId => ({
        team_id: teamId,
        distinct_id: distinctId,
        person_id: person.uuid,
        version: 0,
        is_deleted: 0 as const,
      })),
    ),
  )
  await engine.insert(
    'groups',
    data.groups.map(group => ({
      team_id: teamId,
      index: group.typeIndex,
      key: group.key,
      properties: toJsonText(group.properties),
      created_at: toEngineTime(Date.parse(group.createdAt)),
      version: 1,
    })),
  )
  const toRow = createRowMaker(teamId, data)
  // The engine takes in one chunk, in its own process, while the next one is made here.
  let inFlight: Promise<void> = Promise.resolve()
  for (let start = 0; start < data.events.length; start += chunkSize) {
    const chunk = data.events.slice(start, start + chunkSize)
    const known = isRepeated ? await engine.knownUuids(chunk.map(event => event.uuid)) : new Set<string>()
    const rows = chunk.filter(event => !known.has(event.uuid)).map(toRow)
    await inFlight
    inFlight = engine.insert('events', rows)
    // Its failure is thrown where it is awaited next, not before.
    inFlight.catch(() => undefined)
  }
  await inFlight
}

/** Property texts are made once for each shared object: most of the demo's bytes are the same persons again and again. */
function createRowMaker(teamId: number, data: DemoData): (event: DemoEvent) => EventRow {
  const typeIndex = new Map(data.groupTypes.map((name, index) => [name, index]))
  const groupTexts = new Map(
    data.groups.map(group => [`${group.typeIndex}:${group.key}`, toJsonText(group.properties)]),
  )
  const personTexts = new WeakMap<object, string>()
  const personText = (properties: object): string => {
    const known = personTexts.get(properties)
    if (known !== undefined) return known
    const text = toJsonText(properties)
    personTexts.set(properties, text)
    return text
  }
  return event => {
    const groups = Object.entries(event.groups).flatMap(([type, key]) => {
      const index = typeIndex.get(type)
      return index === undefined ? [] : [{ index, key }]
    })
    const groupText = (index: number) => {
      const group = groups.find(candidate => candidate.index === index)
      return group ? (groupTexts.get(`${index}:${group.key}`) ?? '{}') : ''
    }
    const keys: JsonObject = Object.fromEntries(groups.map(({ index, key }) => [`$group_${index}`, key]))
    const groupProperties = groups.length > 0 ? { $groups: event.groups, ...keys } : {}
    return {
      team_id: teamId,
      uuid: event.uuid,
      event: event.event,
      distinct_id: event.distinctId,
      person_id: event.personUuid,
      timestamp: toEngineTime(Date.parse(event.timestamp)),
      created_at: toEngineTime(Date.parse(event.timestamp)),
      properties: JSON.stringify({ ...event.properties, ...groupProperties }),
      person_properties: personText(event.personProperties),
      person_mode: event.personMode,
      elements_chain: '',
      group0_properties: groupText(0),
      group1_properties: groupText(1),
      group2_properties: groupText(2),
      group3_properties: groupText(3),
      group4_properties: groupText(4),
    }
  }
}
