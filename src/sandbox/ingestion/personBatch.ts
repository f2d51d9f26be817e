import type { PersonDistinctIdRow, PersonRow } from '../engine/types.js'
import { type JsonObject, toJsonText } from '../json.js'
import type { Statement } from '../store/database.js'
import {
  idTombstone,
  personTombstone,
  type PersonStore,
  removeMergedPersons,
  removePersons,
  type StoredDistinctId,
  type StoredPerson,
  writeDistinctIds,
  writePersons,
  writeTombstones,
} from '../store/persons.js'
import { personUuid } from './distinctIds.js'
import { toEngineTime } from './timestamps.js'

export interface PersonChanges {
  readonly properties?: JsonObject
  readonly createdAt?: string
  readonly isIdentified?: boolean
  readonly lastSeenAt?: string
}

/** Past any version a removed row may still have had in flight. */
const removedAbove = 100

/**
 * The persons that one commit of ingestion works on: read once, changed in memory, written at the end.
 * Ingestion is serialised, so nobody else changes them in between.
 */
export class PersonBatch {
  readonly #teamId: number
  readonly #persons = new Map<string, StoredPerson>()
  readonly #distinctIds = new Map<string, StoredDistinctId>()
  readonly #changedPersons = new Set<string>()
  readonly #changedDistinctIds = new Set<string>()
  /** Removed person to survivor. */
  readonly #merged = new Map<string, StoredPerson>()
  readonly #survivors = new Map<string, string>()
  readonly #removed = new Map<string, StoredPerson>()
  readonly #removedDistinctIds = new Map<string, StoredDistinctId>()
  readonly #tombstones = new Map<string, number>()

  constructor(teamId: number) {
    this.#teamId = teamId
  }

  /** Reads the persons behind these ids, and with `allIds` every other id they have, which a merge has to move. */
  async load(store: PersonStore, distinctIds: readonly string[], options: { allIds: boolean }): Promise<void> {
    const found = await store.findByDistinctIds(distinctIds)
    for (const person of found.persons) this.#persons.set(person.uuid, person)
    const ids = options.allIds ? await store.distinctIdsOf([...this.#persons.keys()]) : found.distinctIds
    for (const id of ids) this.#distinctIds.set(id.distinctId, id)
    const keys = distinctIds.flatMap(id => [idTombstone(id), personTombstone(personUuid(this.#teamId, id))])
    for (const [key, version] of await store.tombstonesOf(keys)) this.#tombstones.set(key, version)
  }

  find(distinctId: string): StoredPerson | undefined {
    const id = this.#distinctIds.get(distinctId)
    return id && this.#persons.get(id.personUuid)
  }

  /** A new person, named by the first of its ids unless it is given another uuid. */
  create(
    distinctIds: readonly [string, ...string[]],
    initial: Required<Omit<PersonChanges, 'lastSeenAt'>>,
    uuid: string = personUuid(this.#teamId, distinctIds[0]),
  ): StoredPerson {
    const version = this.#nextVersion(personTombstone(uuid))
    const person: StoredPerson = { id: 0, uuid, version, lastSeenAt: null, ...initial }
    this.#persons.set(uuid, person)
    this.#changedPersons.add(uuid)
    for (const distinctId of distinctIds) this.attach(distinctId, uuid)
    return person
  }

  update(uuid: string, changes: PersonChanges): StoredPerson {
    const person = this.#require(uuid)
    const next = {
      ...person,
      ...changes,
      version: this.#changedPersons.has(uuid) ? person.version : person.version + 1,
    }
    this.#persons.set(uuid, next)
    this.#changedPersons.add(uuid)
    return next
  }

  attach(distinctId: string, uuid: string): void {
    const known = this.#distinctIds.get(distinctId)
    const isChanged = this.#changedDistinctIds.has(distinctId)
    const version = known ? known.version + (isChanged ? 0 : 1) : this.#nextVersion(idTombstone(distinctId))
    this.#distinctIds.set(distinctId, { distinctId, personUuid: uuid, version })
    this.#changedDistinctIds.add(distinctId)
  }

  /** Moves every id of `other` to `target` and removes `other`. */
  merge(other: string, target: string): void {
    // Attaching replaces entries that exist, which does not disturb the iteration.
    for (const id of this.#distinctIds.values()) if (id.personUuid === other) this.attach(id.distinctId, target)
    this.#merged.set(other, this.#require(other))
    this.#survivors.set(other, target)
    this.#persons.delete(other)
    this.#changedPersons.delete(other)
  }

  /** Removes persons, with all the ids that were loaded for them. */
  remove(uuid: string): void {
    this.#removed.set(uuid, this.#require(uuid))
    this.#persons.delete(uuid)
    for (const id of this.#distinctIds.values()) {
      if (id.personUuid !== uuid) continue
      this.#removedDistinctIds.set(id.distinctId, id)
      this.#distinctIds.delete(id.distinctId)
    }
  }

  get hasChanges(): boolean {
    return this.#changedPersons.size + this.#changedDistinctIds.size + this.#merged.size + this.#removed.size > 0
  }

  /** The writes for SQLite. */
  statements(): Statement[] {
    return [
      ...writePersons(this.#changed()),
      ...removeMergedPersons(new Map([...this.#survivors].map(([from]) => [from, this.#survivorOf(from)]))),
      ...writeDistinctIds([...this.#changedDistinctIds].flatMap(id => this.#distinctIds.get(id) ?? [])),
      ...removePersons([...this.#removed.keys()]),
      ...writeTombstones(this.#newTombstones()),
    ]
  }

  /** The same writes for the engine's replicas. */
  engineRows(): { persons: PersonRow[]; distinctIds: PersonDistinctIdRow[] } {
    const alive = this.#changed().map(person => this.#row(person, person.version, 0))
    const removed = [...this.#merged.values(), ...this.#removed.values()].map(person =>
      this.#row(person, person.version + removedAbove, 1),
    )
    const ids = [...this.#changedDistinctIds].flatMap(id => this.#distinctIds.get(id) ?? [])
    const removedIds = [...this.#removedDistinctIds.values()].map(id => ({ ...id, version: id.version + removedAbove }))
    return {
      persons: [...alive, ...removed],
      distinctIds: [...ids.map(id => this.#idRow(id, 0)), ...removedIds.map(id => this.#idRow(id, 1))],
    }
  }

  #idRow(id: StoredDistinctId, isDeleted: 0 | 1): PersonDistinctIdRow {
    const { distinctId, personUuid: person_id, version } = id
    return { team_id: this.#teamId, distinct_id: distinctId, person_id, version, is_deleted: isDeleted }
  }

  /** Above what a person or an id had in the engine when it was removed. */
  #nextVersion(key: string): number {
    const tombstone = this.#tombstones.get(key)
    return tombstone === undefined ? 0 : tombstone + 1
  }

  #newTombstones(): Map<string, number> {
    const persons = [...this.#merged.values(), ...this.#removed.values()]
    return new Map([
      ...persons.map(({ uuid, version }) => [personTombstone(uuid), version + removedAbove] as const),
      ...[...this.#removedDistinctIds.values()].map(
        ({ distinctId, version }) => [idTombstone(distinctId), version + removedAbove] as const,
      ),
    ])
  }

  #row(person: StoredPerson, version: number, isDeleted: 0 | 1): PersonRow {
    return {
      team_id: this.#teamId,
      id: person.uuid,
      properties: toJsonText(person.properties),
      created_at: toEngineTime(Date.parse(person.createdAt)),
      is_identified: person.isIdentified ? 1 : 0,
      version,
      is_deleted: isDeleted,
    }
  }

  #changed(): StoredPerson[] {
    return [...this.#changedPersons].flatMap(uuid => this.#persons.get(uuid) ?? [])
  }

  #survivorOf(uuid: string): string {
    const next = this.#survivors.get(uuid)
    return next === undefined ? uuid : this.#survivorOf(next)
  }

  #require(uuid: string): StoredPerson {
    const person = this.#persons.get(uuid)
    if (!person) throw new Error(`person ${uuid} is not part of this commit`)
    return person
  }
}
