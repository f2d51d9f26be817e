import type { SelectQuery } from '../../../hogql/ast.js'
import type { LoadedResources } from '../resources.js'
import type { TableSettings } from '../tables/index.js'
import type { PropertyTypes } from '../types.js'
import { expression } from './expression.js'
import { select } from './select.js'
import { createTranslation, type Notice } from './translation.js'
import type { Kind } from './valueType.js'

export type { Notice }

export interface TranslateOptions {
  settings: TableSettings
  propertyTypes: PropertyTypes
  resources: LoadedResources
  weekStartDay: 0 | 1
}

/** ClickHouse SQL with the values of its parameters, and the result's column names as the query gives them. */
export interface TranslatedQuery {
  sql: string
  params: Record<string, unknown>
  columns: string[]
  /** What each column is known to hold, as {@link Kind}. */
  kinds: Kind[]
  notices: Notice[]
  tables: string[]
}

/**
 * Turns a HogQL tree into ClickHouse SQL. Texts of the query become parameters, names come from the schema or are escaped aliases, functions
 * and tables come from lists of what is allowed, and every table carries the team's filter.
 *
 * @throws HogQLError for anything that cannot be translated exactly
 */
export function translate(query: SelectQuery, options: TranslateOptions): TranslatedQuery {
  const translation = createTranslation(options, { expr: expression, select })
  const { sql, columns } = translation.select(query, undefined)
  return {
    sql,
    params: translation.params,
    columns: columns.map(column => column.name),
    kinds: columns.map(column => column.typed.type.kind),
    notices: translation.notices,
    tables: [...translation.tables],
  }
}
