import type { SelectQuery } from '../../../hogql/ast.js'
import { HogQLError } from '../../../hogql/errors.js'
import type { LoadedResources } from '../resources.js'
import type { TableSettings } from '../tables/index.js'
import type { PropertyTypes } from '../types.js'
import { expression } from './expression.js'
import { select } from './select.js'
import { createTranslation, type Notice, type Translated, type Translation } from './translation.js'
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
  return finished(translation, translation.select(query, undefined))
}

function finished(translation: Translation, { sql, columns }: Translated): TranslatedQuery {
  return {
    sql,
    params: translation.params,
    columns: columns.map(column => column.name),
    kinds: columns.map(column => column.typed.type.kind),
    notices: translation.notices,
    tables: [...translation.tables],
  }
}

/**
 * Everything that is wrong with a query, for editors: after a fault it goes on with the rest. Says what was found beside the faults; its SQL
 * is not for running.
 */
export function findFaults(
  query: SelectQuery,
  options: TranslateOptions,
): { translated: TranslatedQuery; faults: HogQLError[] } {
  const faults: HogQLError[] = []
  const translation = createTranslation(options, { expr: expression, select }, faults)
  let result: Translated = { sql: '', columns: [] }
  try {
    result = translation.select(query, undefined)
  } catch (error) {
    if (!(error instanceof HogQLError)) throw error
    if (!faults.includes(error)) faults.push(error)
  }
  // What is written out at several places is wrong at each of them.
  const unique = new Map(faults.map(fault => [`${fault.start}:${fault.detail}`, fault]))
  return { translated: finished(translation, result), faults: [...unique.values()] }
}
