/** One stored event. Timestamps are `YYYY-MM-DD hh:mm:ss.ffffff` in UTC; property fields are JSON text. */
export interface EventRow {
  team_id: number
  uuid: string
  event: string
  distinct_id: string
  person_id: string
  timestamp: string
  created_at: string
  properties: string
  /** The person's properties when the event came in. */
  person_properties: string
  person_mode: 'full' | 'propertyless' | 'force_upgrade'
  elements_chain: string
  group0_properties: string
  group1_properties: string
  group2_properties: string
  group3_properties: string
  group4_properties: string
}

/** One version of a person. The row with the highest `version` is the current one. */
export interface PersonRow {
  team_id: number
  id: string
  properties: string
  created_at: string
  is_identified: 0 | 1
  version: number
  is_deleted: 0 | 1
}

/** One version of the link from a distinct ID to its person. A merge is a new version. */
export interface PersonDistinctIdRow {
  team_id: number
  distinct_id: string
  person_id: string
  version: number
  is_deleted: 0 | 1
}

/** One version of a group. */
export interface GroupRow {
  team_id: number
  /** Group type index, 0 to 4. */
  index: number
  key: string
  properties: string
  created_at: string
  version: number
}

/** One person of one calculation of a cohort. `engine/cohorts.ts` writes them. */
export interface CohortPersonRow {
  team_id: number
  cohort_id: number
  person_id: string
  version: number
}

/** The tables of the engine and their rows. */
export interface EngineTables {
  events: EventRow
  person: PersonRow
  person_distinct_id2: PersonDistinctIdRow
  groups: GroupRow
  cohortpeople: CohortPersonRow
}

/** What one query may use. Defaults in {@link DEFAULT_LIMITS}. */
export interface QueryLimits {
  maxExecutionSeconds?: number
  maxMemoryBytes?: number
}

/** The limits of a query that names none. */
export const DEFAULT_LIMITS = {
  maxExecutionSeconds: 20,
  maxMemoryBytes: 1_000_000_000,
} as const satisfies Required<QueryLimits>

export interface QueryOptions {
  limits?: QueryLimits
  /** Stops the query in the engine, not only the wait for it. */
  signal?: AbortSignal
  /** Most rows of the answer; one more fails with `too_many_rows`. Default 50,001. */
  maxRows?: number
  /** IANA time zone of `now()`, of dates without zone and of text that becomes a date. Default UTC. */
  timezone?: string
  /** Handle for {@link Engine.cancel}; made up when absent. Letters, digits, `-` and `_`. */
  id?: string
}

export interface QueryResult {
  /** Names and ClickHouse types, as in `Nullable(DateTime64(6, 'UTC'))`. */
  columns: { name: string; type: string }[]
  /**
   * Values as ClickHouse's JSONCompact writes them: 64-bit integers and decimals as text, dates with time as ISO 8601 in UTC,
   * infinities and NaN as null, tuples as arrays, maps as objects.
   */
  rows: unknown[][]
  /** Rows scanned. */
  rowsRead: number
  elapsedMs: number
}

/** The storage and query engine of the sandbox. Everything a row or parameter holds is data; only `sql` is syntax, so it must never contain text of a user. */
export interface Engine {
  /** Resolves when the rows are stored and visible to queries. Large inserts go in chunks of at most 8 MB, each whole or not at all. */
  insert<TTable extends keyof EngineTables>(table: TTable, rows: readonly EngineTables[TTable][]): Promise<void>
  /** Removes every event of these persons, for good. Resolves when queries no longer see them. */
  deleteEvents(teamId: number, personUuids: readonly string[]): Promise<void>
  /** Which of these event uuids are stored already, in lower case. */
  knownUuids(uuids: readonly string[]): Promise<Set<string>>
  /** Runs one read-only query in a session of its own. `{name:Type}` in the SQL takes its value from `params`. */
  query(sql: string, params: Record<string, unknown>, options?: QueryOptions): Promise<QueryResult>
  /** Stops a query by its id; resolves when it has ended. Unknown ids are no error. */
  cancel(id: string): Promise<void>
  /** Ends the child process. Calls that wait are rejected with `closed`. */
  close(): Promise<void>
}
