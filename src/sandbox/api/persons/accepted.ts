import { v7 } from 'uuid'
import { personUuid } from '../../ingestion/distinctIds.js'
import type { Statement } from '../../store/database.js'
import {
  type AcceptedWrite,
  addPersonWrite,
  clearPersonWrite,
  type PersonWrite,
  readPersonWrites,
} from '../../store/personWrites.js'
import type { ApiServices } from '../context.js'
import { deleteRecordingsOf } from '../sessionRecordings/store.js'

type Services = Pick<ApiServices, 'database' | 'engine' | 'ingestion' | 'persons' | 'project' | 'log'>

/**
 * Accepts a change of persons. As in PostHog it is made a moment later, in its turn among the events; but once this resolves it is kept,
 * so that it may be answered: a crash does not lose it. What goes wrong later is in the log, and is tried again at the next start.
 */
export async function acceptPersonWrite(write: PersonWrite, services: Services): Promise<void> {
  const id = await addPersonWrite(services.database, write)
  void makeLogged({ id, write }, services)
}

/** Makes what an earlier run accepted and did not come to. Call it before anything else can change a person. */
export async function makeAcceptedWrites(services: Services): Promise<void> {
  const left = await readPersonWrites(services.database)
  // Asked for together and made in this order: ingestion is one line.
  const made = await Promise.all(left.map(accepted => makeLogged(accepted, services)))
  const count = made.filter(Boolean).length
  if (count === 0) return
  services.log({ level: 'info', message: `Made ${count} changes of persons that an earlier run had accepted.` })
}

async function makeLogged(accepted: AcceptedWrite, services: Services): Promise<boolean> {
  try {
    await make(accepted.write, clearPersonWrite(accepted.id), services)
    return true
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    services.log({
      level: 'error',
      message: `A change of a person (${accepted.write.kind}) failed after it was accepted; it is tried again at the next start: ${reason}`,
    })
    return false
  }
}

function make(write: PersonWrite, done: Statement, services: Services): Promise<void> {
  if (write.kind === 'event') return services.ingestion.ingest([write.event], [done])
  return write.kind === 'split' ? split(write, done, services) : remove(write, done, services)
}

function split(
  { uuid, leaving, clears, at }: Extract<PersonWrite, { kind: 'split' }>,
  done: Statement,
  { ingestion, project }: Services,
): Promise<void> {
  return ingestion.changePersons(
    async (persons, store) => {
      await persons.load(store, [...leaving], { allIds: true })
      const createdAt = new Date(at).toISOString()
      for (const id of new Set(leaving)) {
        // Another change may have come between.
        if (persons.find(id)?.uuid !== uuid) continue
        const derived = personUuid(project.id, id)
        const isTaken = derived === uuid || (await store.find(derived)) !== undefined
        persons.create([id], { properties: {}, createdAt, isIdentified: false }, isTaken ? v7() : derived)
      }
      if (clears && leaving.length > 0) persons.update(uuid, { properties: {} })
    },
    [done],
  )
}

function remove(
  { uuids, events, recordings, keepPerson }: Extract<PersonWrite, { kind: 'delete' }>,
  done: Statement,
  services: Services,
): Promise<void> {
  return services.ingestion.changePersons(
    async (persons, store) => {
      // In this order, each of which may happen twice: recordings are found by their events, and both by persons that are still there.
      if (recordings) await deleteRecordingsOf(uuids, services)
      if (events) await services.engine.deleteEvents(services.project.id, uuids)
      if (keepPerson) return
      const ids = await store.distinctIdsOf(uuids)
      await persons.load(
        store,
        ids.map(id => id.distinctId),
        { allIds: true },
      )
      for (const id of ids) if (persons.find(id.distinctId)) persons.remove(id.personUuid)
    },
    [done],
  )
}
