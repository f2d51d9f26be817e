import type { Database } from '../store/database.js'

/** Keeps the id that these persons' flags are bucketed by, unless one is kept already. */
export async function storeOverrides(
  database: Database,
  personUuids: readonly string[],
  flagKeys: readonly string[],
  hashKey: string,
): Promise<void> {
  await database.transaction([
    {
      sql: `INSERT OR IGNORE INTO flag_hash_key_overrides (person_uuid, flag_key, hash_key)
            SELECT person.value, flag.value, ? FROM json_each(?) person, json_each(?) flag`,
      args: [hashKey, JSON.stringify(personUuids), JSON.stringify(flagKeys)],
    },
  ])
}

/** Flag key to the kept id; the first person in the list that has one decides. */
export async function readOverrides(
  database: Database,
  personUuids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.all(
    `SELECT o.flag_key, o.hash_key FROM json_each(?) person JOIN flag_hash_key_overrides o ON o.person_uuid = person.value
     ORDER BY person.key DESC`,
    [JSON.stringify(personUuids)],
  )
  return new Map(rows.map(row => [String(row['flag_key']), String(row['hash_key'])]))
}
