import type { Engine, EventRow, GroupRow, PersonDistinctIdRow, PersonRow } from '../engine/types.js'
import type { Database, Statement } from '../store/database.js'
import { createDefinitionStore } from '../store/definitions.js'
import { createGroupStore } from '../store/groups.js'
import { addToOutbox, clearOutbox, readOutbox } from '../store/outbox.js'
import { createPersonStore, type PersonStore } from '../store/persons.js'
import { writeWarnings } from '../store/warnings.js'
import type { SandboxLog } from '../log.js'
import { DefinitionBatch, type KnownDefinitions, loadDefinitions } from './definitionBatch.js'
import { GroupBatch, groupsOfEvent } from './groupBatch.js'
import { PersonBatch } from './personBatch.js'
import { mergeSource, processEvent } from './processEvent.js'
import type { IncomingEvent } from './types.js'

/** Rows for the engine's tables. */
interface EngineRows {
  readonly persons: PersonRow[]
  readonly distinctIds: PersonDistinctIdRow[]
  readonly groups: GroupRow[]
  readonly events: EventRow[]
}

export interface Ingestion {
  /**
   * Resolves when the events are stored, safe against a crash and visible to queries. Rejects when they are not.
   * @param also what is written in the same transaction
   */
  ingest(events: readonly IncomingEvent[], also?: readonly Statement[]): Promise<void>
  /**
   * Changes persons other than by events: alone, between two commits of events. Resolves when the change is stored and visible to
   * queries. `load` the persons first; `store` reads what is not loaded.
   * @param also what is written in the same transaction
   */
  changePersons(
    change: (persons: PersonBatch, store: PersonStore) => Promise<void>,
    also?: readonly Statement[],
  ): Promise<void>
  /** Runs a change of the definitions and reads them anew. No event is taken in meanwhile. */
  changeDefinitions<TResult>(change: () => Promise<TResult>): Promise<TResult>
  /** Group type name to index, as of the last commit. */
  readonly groupTypes: ReadonlyMap<string, number>
  readonly definitions: KnownDefinitions
  /** Grows with every commit that changed a person. */
  readonly personsRevision: number
  /** Grows with every commit. */
  readonly eventsRevision: number
  /** Waits for what is in progress and takes nothing more. */
  close(): Promise<void>
}

export interface IngestionOptions {
  readonly database: Database
  readonly engine: Engine
  readonly teamId: number
  readonly now: () => number
  readonly log: SandboxLog
}

interface Waiting {
  readonly events: readonly IncomingEvent[]
  /** Written in the transaction of the events. */
  readonly also?: readonly Statement[]
  /** Instead of events: something that runs while nothing else does. */
  readonly alone?: () => Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Requests that arrive together are stored together: each insert costs the engine a file. */
const gatherMs = 3
const maxCommitEvents = 20_000
/** Events that may wait. Beyond it requests are refused, which tells clients to come back: memory has an end, their queues keep the rest. */
const maxWaitingEvents = 100_000

/**
 * Ingestion: one commit at a time. A commit is written to SQLite first, with its engine rows in the outbox of the same transaction, then
 * to the engine; only then is it acknowledged. Whatever a crash or a failing engine leaves in the outbox is replayed before the next
 * commit, and replaying is harmless: events are known by uuid, the other rows by version.
 */
export async function createIngestion(options: IngestionOptions): Promise<Ingestion> {
  const { database, log } = options
  const queue: Waiting[] = []
  let state: CommitState = {
    groupTypes: await createGroupStore(database).types(),
    definitions: await loadDefinitions(createDefinitionStore(database)),
    personsRevision: 0,
  }
  let eventsRevision = 0
  let running: Promise<void> | undefined
  let isClosed = false
  const replayed = await drainOutbox(options)
  if (replayed > 0) log({ level: 'info', message: `Stored ${replayed} events that an earlier run had accepted.` })

  async function run(): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, gatherMs))
    while (queue.length > 0) {
      const taken = takeCommit(queue)
      try {
        await taken[0]?.alone?.()
        const events = taken.flatMap(waiting => waiting.events)
        const also = taken.flatMap(waiting => waiting.also ?? [])
        await commit(options, { state, onStored: next => (state = next) }, events, also)
        eventsRevision += 1
        for (const waiting of taken) waiting.resolve()
      } catch (error) {
        for (const waiting of taken) waiting.reject(error)
      }
    }
  }

  function enqueue(work: Pick<Waiting, 'events' | 'also' | 'alone'>): Promise<void> {
    if (isClosed) return Promise.reject(new Error('The sandbox is closing and takes no more events.'))
    return new Promise<void>((resolve, reject) => {
      queue.push({ ...work, resolve, reject })
      running ??= run().finally(() => (running = undefined))
    })
  }

  return {
    ingest(events, also = []) {
      if (events.length === 0 && !isClosed) return Promise.resolve()
      const waiting = queue.reduce((total, item) => total + item.events.length, 0)
      if (waiting > maxWaitingEvents) return Promise.reject(new Error('More events came than can be stored in time.'))
      return enqueue({ events, also })
    },
    changePersons: (change, also = []) =>
      enqueue({
        events: [],
        alone: async () => {
          // What an earlier commit could not put into the engine yet: the change may look there.
          await drainOutbox(options)
          const persons = new PersonBatch(options.teamId)
          await change(persons, createPersonStore(database))
          await commitPersons(options, persons, also)
          state = { ...state, personsRevision: state.personsRevision + 1 }
        },
      }),
    async changeDefinitions(change) {
      let result: { readonly value: Awaited<ReturnType<typeof change>> } | undefined
      await enqueue({
        events: [],
        alone: async () => {
          result = { value: await change() }
          state = { ...state, definitions: await loadDefinitions(createDefinitionStore(database)) }
        },
      })
      if (!result) throw new Error('a change of definitions resolved without having run')
      return result.value
    },
    get groupTypes() {
      return state.groupTypes
    },
    get definitions() {
      return state.definitions
    },
    get eventsRevision() {
      return eventsRevision
    },
    get personsRevision() {
      return state.personsRevision
    },
    async close() {
      isClosed = true
      await running
    },
  }
}

interface CommitState {
  readonly groupTypes: ReadonlyMap<string, number>
  readonly definitions: KnownDefinitions
  readonly personsRevision: number
}

function takeCommit(queue: Waiting[]): Waiting[] {
  const taken: Waiting[] = []
  let size = 0
  for (const waiting of queue) {
    if (waiting.alone && taken.length === 0) taken.push(waiting)
    if (waiting.alone) break
    if (taken.length > 0 && size + waiting.events.length > maxCommitEvents) break
    taken.push(waiting)
    size += waiting.events.length
  }
  queue.splice(0, taken.length)
  return taken
}

async function commitPersons(
  options: IngestionOptions,
  persons: PersonBatch,
  also: readonly Statement[],
): Promise<void> {
  const { database, engine } = options
  if (!persons.hasChanges) return database.transaction(also)
  const rows: EngineRows = { ...persons.engineRows(), groups: [], events: [] }
  await database.transaction([...persons.statements(), ...also, addToOutbox(JSON.stringify(rows))])
  await insertRows(engine, rows)
  await clearWholeOutbox(database)
}

async function commit(
  options: IngestionOptions,
  { state, onStored }: { state: CommitState; onStored: (next: CommitState) => void },
  received: readonly IncomingEvent[],
  also: readonly Statement[],
): Promise<void> {
  const { database, engine } = options
  await drainOutbox(options)
  const events = await withoutDuplicates(engine, received)
  if (events.length === 0) return database.transaction(also)
  const { statements, rows, next } = await prepare(options, state, events)
  await database.transaction([...statements, ...also, addToOutbox(JSON.stringify(rows))])
  // From here on it will happen, whatever the engine says now: what was learned has to be known to the next commit.
  onStored(next)
  await insertRows(engine, rows)
  await clearWholeOutbox(database)
}

/** Everything a commit writes, worked out in memory. */
async function prepare(
  { database, teamId, now }: IngestionOptions,
  state: CommitState,
  events: readonly IncomingEvent[],
): Promise<{ statements: Statement[]; rows: EngineRows; next: CommitState }> {
  const persons = new PersonBatch(teamId)
  const groups = new GroupBatch(teamId, state.groupTypes)
  const definitions = new DefinitionBatch(state.definitions)
  await persons.load(createPersonStore(database), distinctIdsOf(events), {
    allIds: events.some(event => mergeSource(event.event, event.properties) !== undefined),
  })
  await groups.load(createGroupStore(database), groupKeysOf(events))
  const context = { teamId, persons, groups, definitions, warnings: [] }
  const eventRows = events.flatMap(event => processEvent(context, event) ?? [])
  return {
    statements: [
      ...persons.statements(),
      ...groups.statements(now()),
      ...definitions.statements(),
      ...writeWarnings(context.warnings),
    ],
    rows: { ...persons.engineRows(), groups: groups.engineRows(), events: eventRows },
    next: {
      groupTypes: groups.types,
      definitions: definitions.merged(),
      personsRevision: state.personsRevision + (persons.hasChanges ? 1 : 0),
    },
  }
}

/** One event for each uuid: the first one that came. */
async function withoutDuplicates(engine: Engine, events: readonly IncomingEvent[]): Promise<IncomingEvent[]> {
  const byUuid = new Map<string, IncomingEvent>()
  for (const event of events) if (!byUuid.has(event.uuid)) byUuid.set(event.uuid, event)
  const known = await engine.knownUuids([...byUuid.keys()])
  return [...byUuid.values()].filter(event => !known.has(event.uuid))
}

function distinctIdsOf(events: readonly IncomingEvent[]): string[] {
  const ids = new Set<string>()
  for (const event of events) {
    ids.add(event.distinctId)
    const other = mergeSource(event.event, event.properties)
    if (other !== undefined) ids.add(other)
  }
  return [...ids]
}

function groupKeysOf(events: readonly IncomingEvent[]): { type: string; key: string }[] {
  return events.flatMap(({ event, properties }) => {
    const keys = groupsOfEvent(properties)
    if (event !== '$groupidentify') return keys
    return [...keys, { type: String(properties['$group_type']), key: String(properties['$group_key']) }]
  })
}

async function insertRows(engine: Engine, rows: EngineRows): Promise<void> {
  // Persons before events: whoever sees an event finds its person.
  if (rows.persons.length > 0) await engine.insert('person', rows.persons)
  if (rows.distinctIds.length > 0) await engine.insert('person_distinct_id2', rows.distinctIds)
  if (rows.groups.length > 0) await engine.insert('groups', rows.groups)
  if (rows.events.length > 0) await engine.insert('events', rows.events)
}

/** Puts into the engine what is committed and may not be there yet. Gives the number of events stored. */
async function drainOutbox({ database, engine }: IngestionOptions): Promise<number> {
  let stored = 0
  for (const entry of await readOutbox(database)) {
    const rows = JSON.parse(entry.payload) as EngineRows
    const known = await engine.knownUuids(rows.events.map(row => row.uuid))
    const events = rows.events.filter(row => !known.has(row.uuid))
    await insertRows(engine, { ...rows, events })
    await database.transaction([clearOutbox(entry.id)])
    stored += events.length
  }
  return stored
}

function clearWholeOutbox(database: Database): Promise<void> {
  return database.transaction([clearOutbox(Number.MAX_SAFE_INTEGER)])
}
