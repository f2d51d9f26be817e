/**
 * The database, as steps that are applied once and in order. Never change a step that has been released: add one.
 * Bulk writes come in as one JSON array bound to `json_each`, so none of these tables ever meets text pasted into SQL.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
    `CREATE TABLE personal_api_keys (
      id TEXT PRIMARY KEY, label TEXT NOT NULL, secret_hash TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL, created_at TEXT NOT NULL
    )`,
    `CREATE TABLE persons (
      id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, properties TEXT NOT NULL, created_at TEXT NOT NULL,
      is_identified INTEGER NOT NULL, version INTEGER NOT NULL, last_seen_at TEXT,
      email TEXT GENERATED ALWAYS AS (json_extract(properties, '$.email')) STORED
    )`,
    `CREATE INDEX persons_by_age ON persons (created_at DESC, id DESC)`,
    `CREATE INDEX persons_by_email ON persons (email)`,
    `CREATE TABLE person_distinct_ids (
      distinct_id TEXT PRIMARY KEY, person_uuid TEXT NOT NULL, version INTEGER NOT NULL
    )`,
    `CREATE INDEX person_distinct_ids_by_person ON person_distinct_ids (person_uuid)`,
    `CREATE TABLE group_types (type_index INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL)`,
    `CREATE TABLE groups (
      type_index INTEGER NOT NULL, key TEXT NOT NULL, properties TEXT NOT NULL, created_at TEXT NOT NULL, version INTEGER NOT NULL,
      PRIMARY KEY (type_index, key)
    ) WITHOUT ROWID`,
    `CREATE TABLE event_definitions (
      id TEXT NOT NULL UNIQUE, name TEXT PRIMARY KEY, created_at TEXT NOT NULL, last_seen_at TEXT NOT NULL
    )`,
    `CREATE TABLE property_definitions (
      id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, group_type_index INTEGER NOT NULL, name TEXT NOT NULL, property_type TEXT,
      PRIMARY KEY (type, group_type_index, name)
    )`,
    `CREATE TABLE feature_flags (
      id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, active INTEGER NOT NULL, deleted INTEGER NOT NULL, version INTEGER NOT NULL,
      created_at TEXT NOT NULL, updated_at TEXT NOT NULL, body TEXT NOT NULL
    )`,
    `CREATE UNIQUE INDEX feature_flags_by_key ON feature_flags (key) WHERE deleted = 0`,
    `CREATE TABLE flag_hash_key_overrides (
      person_uuid TEXT NOT NULL, flag_key TEXT NOT NULL, hash_key TEXT NOT NULL, PRIMARY KEY (person_uuid, flag_key)
    ) WITHOUT ROWID`,
    `CREATE TABLE ingestion_warnings (id INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, details TEXT NOT NULL, timestamp TEXT NOT NULL)`,
    // What is committed here and not yet known to be in the engine. Replayed at start, so a crash between the two stores loses nothing.
    `CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, payload TEXT NOT NULL)`,
  ],
  [
    `CREATE TABLE resources (
      kind TEXT NOT NULL, id INTEGER NOT NULL, uuid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)
    ) WITHOUT ROWID`,
    // Ids are never given twice, also when their resource was deleted for good.
    `CREATE TABLE resource_ids (kind TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID`,
    `CREATE TABLE activity_log (
      id TEXT PRIMARY KEY, scope TEXT NOT NULL, item_id TEXT NOT NULL, activity TEXT NOT NULL, detail TEXT NOT NULL, created_at TEXT NOT NULL
    )`,
    `CREATE INDEX activity_log_by_item ON activity_log (scope, item_id)`,
    `CREATE TABLE cohort_members (
      cohort_id INTEGER NOT NULL, person_uuid TEXT NOT NULL, PRIMARY KEY (cohort_id, person_uuid)
    ) WITHOUT ROWID`,
    `CREATE INDEX cohort_members_by_person ON cohort_members (person_uuid)`,
    `CREATE TABLE deleted_recordings (session_id TEXT PRIMARY KEY) WITHOUT ROWID`,
    // The engine keeps the row with the highest version: who comes back with a deleted person's id has to start above it.
    `CREATE TABLE person_tombstones (distinct_id TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID`,
    // What people wrote about a definition, as JSON; the rest is what ingestion saw.
    `ALTER TABLE event_definitions ADD COLUMN body TEXT NOT NULL DEFAULT '{}'`,
    `ALTER TABLE property_definitions ADD COLUMN body TEXT NOT NULL DEFAULT '{}'`,
    `CREATE TABLE event_properties (event TEXT NOT NULL, property TEXT NOT NULL, PRIMARY KEY (event, property)) WITHOUT ROWID`,
  ],
  [
    // With the email in it, pages and searches are found in the index alone.
    `DROP INDEX persons_by_age`,
    `CREATE INDEX persons_by_age ON persons (created_at DESC, id DESC, email)`,
  ],
  [
    // Persons by their uuid, ids by themselves: a merged person comes back with its uuid when it is split off again.
    `DROP TABLE person_tombstones`,
    `CREATE TABLE person_tombstones (key TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID`,
  ],
  [
    `CREATE TABLE cohort_calculations (
      cohort_id INTEGER PRIMARY KEY, version INTEGER, pending_version INTEGER, is_calculating INTEGER NOT NULL, count INTEGER,
      last_calculation TEXT, errors_calculating INTEGER NOT NULL, last_error_at INTEGER, last_error_message TEXT
    )`,
  ],
  [
    // Changes of persons that were answered with 202 and wait for their turn. Made at start, so a crash loses none.
    `CREATE TABLE person_writes (id INTEGER PRIMARY KEY AUTOINCREMENT, payload TEXT NOT NULL)`,
  ],
  [
    // By the one user that a sandbox has.
    `CREATE TABLE viewed_recordings (session_id TEXT PRIMARY KEY) WITHOUT ROWID`,
  ],
]
