import type { Database, Statement } from '../../store/database.js'
import type { ResourceStore, StoredResource } from '../../store/resources.js'
import type { CohortFields } from './fields.js'

/** Who is in which cohort: by hand in static ones, by the last finished calculation in the others. */
export interface CohortMembers {
  /**
   * The uuids of a cohort's persons, in the order in which persons are listed: the same set as long as nothing changed. A cohort that is
   * gone, or was not calculated yet, has none.
   */
  of(id: number): Promise<ReadonlySet<string>>
  /** The cohorts a person is in. */
  cohortsOf(personUuid: string): Promise<StoredResource<CohortFields>[]>
  /** Their ids; also of cohorts that were deleted. */
  idsOf(personUuid: string): Promise<ReadonlySet<number>>
  /** Puts persons into a static cohort; those who are in it stay. */
  add(id: number, personUuids: readonly string[]): Promise<void>
  remove(id: number, personUuid: string): Promise<boolean>
  /** Makes these persons the members, in one transaction with what else is written. */
  replace(id: number, personUuids: ReadonlySet<string>, also: readonly Statement[]): Promise<void>
}

export interface CohortMembersOptions {
  readonly database: Database
  readonly cohorts: ResourceStore<CohortFields>
  /** Grows with every change of a person. */
  readonly personsRevision: () => number
}

export function createCohortMembers({ database, cohorts, personsRevision }: CohortMembersOptions): CohortMembers {
  const revisions = new Map<number, number>()
  const read = new Map<number, { readonly key: string; readonly members: Promise<ReadonlySet<string>> }>()
  const changed = (id: number) => revisions.set(id, (revisions.get(id) ?? 0) + 1)
  const idsOf: CohortMembers['idsOf'] = async personUuid => {
    const rows = await database.all('SELECT cohort_id FROM cohort_members WHERE person_uuid = ?', [personUuid])
    return new Set(rows.map(row => Number(row['cohort_id'])))
  }

  function load(id: number): Promise<ReadonlySet<string>> {
    const key = `${personsRevision()}/${revisions.get(id) ?? 0}`
    const known = read.get(id)
    if (known?.key === key) return known.members
    const members = readMembers(database, id)
    read.set(id, { key, members })
    // What failed is tried again by whoever asks next.
    members.catch(() => {
      if (read.get(id)?.members === members) read.delete(id)
    })
    return members
  }

  return {
    async of(id) {
      const cohort = await cohorts.find(id)
      return !cohort || cohort.fields.deleted ? new Set() : load(id)
    },
    idsOf,
    async cohortsOf(personUuid) {
      const ids = await idsOf(personUuid)
      return (await cohorts.all()).filter(({ id, fields }) => ids.has(id) && !fields.deleted)
    },
    async add(id, personUuids) {
      await database.transaction([insertion(id, personUuids)])
      changed(id)
    },
    async remove(id, personUuid) {
      const { rowsAffected } = await database.run(
        'DELETE FROM cohort_members WHERE cohort_id = ? AND person_uuid = ?',
        [id, personUuid],
      )
      changed(id)
      return rowsAffected > 0
    },
    async replace(id, personUuids, also) {
      const emptied = { sql: 'DELETE FROM cohort_members WHERE cohort_id = ?', args: [id] }
      await database.transaction([emptied, insertion(id, [...personUuids]), ...also])
      changed(id)
    },
  }
}

function insertion(id: number, personUuids: readonly string[]): Statement {
  return {
    sql: `INSERT OR IGNORE INTO cohort_members (cohort_id, person_uuid)
          SELECT ?, uuid FROM persons WHERE uuid IN (SELECT value FROM json_each(?))`,
    args: [id, JSON.stringify(personUuids)],
  }
}

/** Persons who were deleted since are left out. */
async function readMembers(database: Database, id: number): Promise<ReadonlySet<string>> {
  const rows = await database.all(
    `SELECT p.uuid FROM cohort_members m JOIN persons p ON p.uuid = m.person_uuid WHERE m.cohort_id = ?
     ORDER BY p.created_at DESC, p.id DESC`,
    [id],
  )
  return new Set(rows.map(row => String(row['uuid'])))
}
