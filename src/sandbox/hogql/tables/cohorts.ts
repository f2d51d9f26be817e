import { NO_PERSON } from '../../engine/cohorts.js'
import { is } from '../translate/valueType.js'
import type { TableSpec } from './relation.js'
import type { TableSettings } from './settings.js'

/** `cohort_people`: who is in which cohort, by its last calculation. `raw_cohort_people` and `static_cohort_people` read the same. */
export function cohortPeopleTable(settings: TableSettings): TableSpec {
  return {
    name: 'cohort_people',
    columns: {
      person_id: { sql: 'cohort_people.person_id', type: is('uuid') },
      cohort_id: { sql: 'cohort_people.cohort_id', type: is('int') },
      version: { sql: 'cohort_people.version', type: is('int'), hidden: true },
      sign: { sql: 'toInt8(1)', type: is('int'), hidden: true },
      team_id: { sql: `toUInt32(${settings.teamId})`, type: is('int'), hidden: true },
    },
    from: () => 'hogkit.cohortpeople AS cohort_people FINAL',
    where: `cohort_people.team_id = ${settings.teamId} AND cohort_people.person_id != toUUID('${NO_PERSON}') AND tuple(cohort_people.cohort_id, cohort_people.version) IN (SELECT cohort_id, max(version) FROM hogkit.cohortpeople WHERE team_id = ${settings.teamId} GROUP BY cohort_id)`,
  }
}
