import type { SelectQuery } from '../../../hogql/ast.js'
import type { LoadedResources } from '../resources.js'
import type { TableSettings } from '../tables/index.js'
import type { PropertyTypes } from '../types.js'
import { expression } from './expression.js'
import { select } from './select.js'
import { createTranslation } from './translation.js'

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
  return { sql, params: translation.params, columns: columns.map(column => column.name) }
}
