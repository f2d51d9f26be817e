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

/**
 * Writes the members of cohorts to the engine where they differ from what was written last. What was written in another run is not known,
 * so the first time writes.
 */
export function createCohortSync(
  engine: Pick<Engine, 'insert'>,
  teamId: number,
): (cohortId: number, members: ReadonlySet<string>) => Promise<void> {
  const written = new Map<number, { members: ReadonlySet<string>; done: Promise<void> }>()
  return async (cohortId, members) => {
    const last = written.get(cohortId)
    if (last && (last.members === members || isSame(last.members, members))) return last.done
    const done = replaceCohort(engine, teamId, cohortId, [...members])
    written.set(cohortId, { members, done })
    try {
      await done
    } catch (error) {
      written.delete(cohortId)
      throw error
    }
  }
}

function isSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  if (left.size !== right.size) return false
  for (const id of left) if (!right.has(id)) return false
  return true
}
