import { json } from '../../http/respond.js'
import type { Database } from '../../store/database.js'
import { calculationOf } from '../cohorts/progress.js'
import type { ApiHandler } from '../context.js'
import { list, required, text } from '../resource/fields.js'
import { minimalPersons } from './serialize.js'
import { findPerson } from './write.js'

const maxLookups = 200

/** `POST persons/batch_by_distinct_ids/` with `{distinct_ids}`; what is past the 200th is left out without a word, as in PostHog. */
export const personsByDistinctIds: ApiHandler = async ({ body }, { persons }) => {
  if (body['distinct_ids'] === undefined) throw required('distinct_ids')
  const ids = list(text(), { max: 100_000 })(body['distinct_ids'], 'distinct_ids').slice(0, maxLookups)
  // Object.fromEntries defines keys: an id like __proto__ is a key like any other.
  return json({ results: Object.fromEntries(await minimalPersons(persons, ids)) })
}

/** `GET persons/cohorts/?person_id=`, by integer id or uuid. */
export const listPersonCohorts: ApiHandler = async ({ url }, services) => {
  const id = url.searchParams.get('person_id')
  if (!id) throw required('person_id')
  const person = await findPerson(id, services)
  const cohorts = await services.cohortMembers.cohortsOf(person.uuid)
  return json({
    results: await Promise.all(
      cohorts.map(async cohort => ({
        id: cohort.id,
        name: cohort.fields.name,
        count: (await calculationOf(cohort, services)).count,
      })),
    ),
  })
}

const maxValues = 50

/** `GET persons/values/?key=&value=`: the values a person property has, the most frequent ones first. */
export const listPersonValues: ApiHandler = async ({ url }, { database }) => {
  const key = url.searchParams.get('key')
  if (!key) throw required('key')
  const counted = await valuesOf(database, key, url.searchParams.get('value') ?? '')
  return json({ results: counted.map(({ value, count }) => ({ name: value, count })), refreshing: false })
}

async function valuesOf(database: Database, key: string, search: string): Promise<{ value: unknown; count: number }[]> {
  // A label in a JSON path cannot hold a quote; nobody names properties so, and a search for one finds nothing.
  if (key.includes('"') || key.includes('\\')) return []
  const rows = await database.all(
    `SELECT value, count(*) AS total FROM (SELECT properties -> ?1 AS value FROM persons)
     WHERE value != 'null' AND (?2 = '' OR instr(lower(value), lower(?2)) > 0)
     GROUP BY value ORDER BY total DESC, value LIMIT ?3`,
    [`$."${key}"`, search, maxValues],
  )
  return rows.map(row => ({ value: JSON.parse(String(row['value'])) as unknown, count: Number(row['total']) }))
}
