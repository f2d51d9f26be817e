import type { Engine } from './types.js'

/** The member of a cohort that has none. It is in no answer. */
export const NO_PERSON = '00000000-0000-0000-0000-000000000000'

let latest = 0

/**
 * Makes these persons (uuids) the members of a cohort, in place of those it had. Queries with `IN COHORT` and the table `cohort_people`
 * see the new ones as soon as this resolves. The cohort's id is the one that stored cohorts have.
 */
export async function replaceCohort(
  engine: Pick<Engine, 'insert'>,
  teamId: number,
  cohortId: number,
  personIds: readonly string[],
): Promise<void> {
  // Counts up with the clock, so that a restart goes on above what is stored.
  latest = Math.max(latest + 1, Date.now() * 1000)
  const version = latest
  const members = personIds.length > 0 ? [...new Set(personIds)] : [NO_PERSON]
  await engine.insert(
    'cohortpeople',
    members.map(id => ({ team_id: teamId, cohort_id: cohortId, person_id: id, version })),
  )
}

/** The persons (uuids) that are in a cohort now. */
export async function cohortMembers(
  engine: Pick<Engine, 'query'>,
  teamId: number,
  cohortId: number,
): Promise<string[]> {
  const { rows } = await engine.query(
    `SELECT DISTINCT toString(person_id) FROM hogkit.cohortpeople
     WHERE team_id = {teamId:UInt32} AND cohort_id = {cohortId:Int64} AND person_id != {none:UUID} AND version =
       (SELECT max(version) FROM hogkit.cohortpeople WHERE team_id = {teamId:UInt32} AND cohort_id = {cohortId:Int64})`,
    { teamId, cohortId, none: NO_PERSON },
    { maxRows: 1_000_000 },
  )
  return rows.map(([id]) => String(id))
}
