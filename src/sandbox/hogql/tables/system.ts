import { errorAt } from '../../../hogql/errors.js'
import type { Located } from '../../../hogql/ast.js'
import { is, maybe } from '../translate/valueType.js'
import type { ColumnSpec, TableSpec } from './relation.js'
import type { TableSettings } from './settings.js'

/** Most rows of one `system.` table: they travel with the query. */
const MAX_ROWS = 10_000

type ColumnKind = 'int' | 'float' | 'text' | 'bool' | 'moment' | 'json'

/** The columns of each table as `name:kind`; text where no kind is named. Names are those of PostHog's tables. */
const TABLES: Record<string, string> = {
  actions: 'id:int name description tags:json steps_json:json deleted:bool created_at:moment updated_at:moment',
  annotations:
    'id:int content scope date_marker:moment dashboard_id:int insight_id:int deleted:bool created_at:moment updated_at:moment',
  cohorts:
    'id:int name description filters:json groups:json query:json is_static:bool count:int version:int deleted:bool created_at:moment last_calculation:moment',
  dashboards: 'id:int name description filters:json variables:json pinned:bool deleted:bool created_at:moment',
  dashboard_tiles: 'id:int dashboard_id:int insight_id:int layouts:json color deleted:bool',
  experiments:
    'id:int name description type feature_flag_id:int feature_flag_key filters:json parameters:json metrics:json archived:bool deleted:bool start_date:moment end_date:moment created_at:moment updated_at:moment',
  feature_flags:
    'id:int key name active:bool filters:json rollout_percentage:int version:int deleted:bool created_at:moment updated_at:moment',
  groups: 'index:int key properties:json created_at:moment',
  group_type_mappings: 'group_type_index:int group_type name_singular name_plural',
  ingestion_warnings: 'source type details:json timestamp:moment',
  insight_variables: 'id name code_name type default_value:json values:json created_at:moment',
  insights:
    'id:int short_id name derived_name description query:json filters:json tags:json favorited:bool saved:bool deleted:bool created_at:moment updated_at:moment last_modified_at:moment',
  notebooks: 'id short_id title content:json deleted:bool created_at:moment',
  surveys:
    'id name description type questions:json appearance:json conditions:json linked_flag_id:int archived:bool start_date:moment end_date:moment created_at:moment updated_at:moment',
  teams: 'id:int name timezone uuid created_at:moment',
}

/** Names of the tables under `system.`. */
export const SYSTEM_TABLE_NAMES: readonly string[] = Object.keys(TABLES)

/** Whether there is a table `system.<name>`. */
export function isSystemTable(name: string): boolean {
  return Object.hasOwn(TABLES, name)
}

/** A table of stored resources. Its rows are one bound parameter of JSON, so that no text of a resource is in the SQL. */
export function systemTable(
  name: string,
  settings: TableSettings,
  rows: readonly Readonly<Record<string, unknown>>[],
  bind: (value: string) => string,
  at: Located,
): TableSpec {
  if (rows.length > MAX_ROWS)
    throw errorAt(at, 'query_too_large', `system.${name} has ${rows.length} rows, the limit is ${MAX_ROWS}.`)
  const columns = (TABLES[name] ?? '').split(' ').map(entry => {
    const [column = '', kind = 'text'] = entry.split(':')
    return [column, columnSpec(column, kind as ColumnKind, settings)] as const
  })
  const known = columns.map(([column]) => column)
  const parameter = bind(JSON.stringify(rows.map(row => pick(row, known))))
  return {
    name: 'system',
    columns: Object.fromEntries(columns),
    from: () => `(SELECT arrayJoin(JSONExtractArrayRaw(${parameter})) AS row) AS system`,
    where: '1',
  }
}

/** The columns of a row, with objects and lists as JSON text. */
function pick(row: Readonly<Record<string, unknown>>, columns: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.flatMap(name => {
      const value = row[name]
      if (value === undefined || value === null) return []
      return [[name, typeof value === 'object' ? JSON.stringify(value) : value]]
    }),
  )
}

function columnSpec(name: string, kind: ColumnKind, settings: TableSettings): ColumnSpec {
  const read = (type: string): string => `JSONExtract(system.row, '${name}', 'Nullable(${type})')`
  switch (kind) {
    case 'int':
      return { sql: read('Int64'), type: maybe('int') }
    case 'float':
      return { sql: read('Float64'), type: maybe('float') }
    case 'bool':
      // PostHog gives these as 0 and 1.
      return { sql: `toInt64(ifNull(${read('Bool')}, false))`, type: is('int') }
    case 'moment':
      return {
        sql: `parseDateTime64BestEffortOrNull(${read('String')}, 6, '${settings.timezone}')`,
        type: maybe('datetime'),
      }
    case 'json':
      return { sql: `ifNull(${read('String')}, '')`, type: is('json') }
    default:
      return { sql: read('String'), type: maybe('string') }
  }
}
