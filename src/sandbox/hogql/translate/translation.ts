import type { ConstantValue, Expr, Located, Select } from '../../../hogql/ast.js'
import { errorAt, HogQLError } from '../../../hogql/errors.js'
import type { LoadedResources } from '../resources.js'
import type { TableSettings } from '../tables/index.js'
import type { PropertyTypes } from '../types.js'
import type { Scope } from './scope.js'
import { is, maybe, type Kind, type Typed, type ValueType } from './valueType.js'

/** Longest SQL that is handed to the engine, and how many nodes may be translated: CTEs are written out at each use. */
const MAX_SQL_LENGTH = 2_000_000
const MAX_NODES = 200_000

/** Most faults that are collected in one query. */
const MAX_FAULTS = 50

/** A column of a translated SELECT. */
export interface OutputColumn {
  name: string
  /** Its name in the SQL, quoted. */
  as: string
  typed: Typed
}

/** A translated SELECT. */
export interface Translated {
  sql: string
  columns: OutputColumn[]
  /** Set where a fault was noted and nobody can say which columns there are. */
  open?: true
}

/** What stands for an expression in which a fault was noted: nothing is said about what is made of it. */
export const UNKNOWN: Typed = { sql: 'NULL', type: maybe('unknown') }

/** Something worth knowing about a place of a query, for editors. */
export interface Notice {
  message: string
  /** Offsets into the text. */
  start: number | undefined
  end: number | undefined
  /** Text to put in the place of it. */
  fix?: string
}

/** What one translation shares: parameters, counters, settings, and the functions that translate parts, so that each part stands in its own file. */
export interface Translation {
  readonly settings: TableSettings
  readonly propertyTypes: PropertyTypes
  readonly resources: LoadedResources
  readonly weekStartDay: 0 | 1
  readonly params: Record<string, unknown>
  readonly notices: Notice[]
  /** Tables of HogQL that the query reads, in the order of their first use. */
  readonly tables: Set<string>
  expr(node: Expr, scope: Scope): Typed
  select(node: Select, parent: Scope | undefined): Translated
  /** Runs what may find a fault. When faults are collected, it is noted and `otherwise` stands for the result. */
  attempt<TResult>(work: () => TResult, otherwise: () => TResult): TResult
  /** Binds a value and gives its place in the SQL. */
  bind(value: unknown, type: string): string
  /** A name that no query can write: `prefix0`, `prefix1`, … */
  fresh(prefix: string): string
}

/** The parts that {@link createTranslation} connects. */
export interface Parts {
  expr(translation: Translation, node: Expr, scope: Scope): Typed
  select(translation: Translation, node: Select, parent: Scope | undefined): Translated
}

/** Starts a translation. */
export function createTranslation(
  options: Pick<Translation, 'settings' | 'propertyTypes' | 'resources' | 'weekStartDay'>,
  parts: Parts,
  faults?: HogQLError[],
): Translation {
  const params: Record<string, unknown> = {}
  const bound = new Map<string, string>()
  let counter = 0
  let nodes = 0
  const translation: Translation = {
    ...options,
    params,
    notices: [],
    tables: new Set(),
    expr(node, scope) {
      nodes += 1
      if (nodes > MAX_NODES) throw tooLarge(node)
      const typed = faults
        ? translation.attempt(
            () => parts.expr(translation, node, scope),
            () => UNKNOWN,
          )
        : parts.expr(translation, node, scope)
      if (typed.sql.length > MAX_SQL_LENGTH) throw tooLarge(node)
      return typed
    },
    select: (node, parent) => {
      const translated = parts.select(translation, node, parent)
      if (translated.sql.length > MAX_SQL_LENGTH) throw tooLarge(node)
      return translated
    },
    attempt(work, otherwise) {
      try {
        return work()
      } catch (error) {
        if (!faults || !(error instanceof HogQLError) || error.code === 'query_too_large') throw error
        if (faults.push(error) >= MAX_FAULTS) throw error
        return otherwise()
      }
    },
    bind(value, type) {
      const key = typeof value === 'string' && value.length < 1000 ? `${type}:${value}` : undefined
      const known = key === undefined ? undefined : bound.get(key)
      if (known) return known
      const name = `p${Object.keys(params).length}`
      params[name] = value
      const sql = `{${name}:${type}}`
      if (key !== undefined) bound.set(key, sql)
      return sql
    },
    fresh: prefix => `${prefix}${(counter += 1)}`,
  }
  return translation
}

function tooLarge(at: Located): Error {
  return errorAt(
    at,
    'query_too_large',
    'The query becomes too large when written out. Use fewer nested or repeated WITH clauses, or pass long lists as `values`.',
  )
}

/** A constant as SQL. Text is always bound; numbers are written from their value, booleans and null as words. */
export function constantSql(translation: Translation, value: ConstantValue, isNumber: boolean, at?: Located): Typed {
  if (value === null) return { sql: 'NULL', type: { kind: 'null', nullable: true }, constant: { value } }
  if (typeof value === 'boolean') return { sql: value ? 'true' : 'false', type: is('bool'), constant: { value } }
  if (typeof value === 'string' && !isNumber)
    return { sql: translation.bind(value, 'String'), type: is('string'), constant: { value } }
  if (typeof value === 'string') return longNumber(translation, value, at)
  const kind: Kind = Number.isInteger(value) && Math.abs(value) < 1e15 ? 'int' : 'float'
  if (!Number.isFinite(value))
    return { sql: translation.bind(value, 'Float64'), type: is('float'), constant: { value } }
  return { sql: String(value), type: is(kind), constant: { value } }
}

function longNumber(translation: Translation, text: string, at?: Located): Typed {
  if (/^-?\d{1,78}$/.test(text)) {
    const number = BigInt(text)
    const type =
      number >= 0n && number < 1n << 64n ? 'UInt64' : number >= -(1n << 63n) && number < 0n ? 'Int64' : undefined
    if (type) return { sql: translation.bind(text, type), type: is('int'), constant: { value: text } }
  }
  const special: Record<string, string> = { Infinity: 'inf', '-Infinity': '-inf', NaN: 'nan' }
  const sql = special[text]
  if (sql) return { sql, type: is('float'), constant: { value: text } }
  throw errorAt(at, 'invalid_value', `The number ${text.slice(0, 40)} is too large.`)
}

/** The type of several values that stand for one another. */
export function unite(types: ValueType[]): ValueType {
  const known = types.filter(type => type.kind !== 'null')
  const kinds = new Set(known.map(type => type.kind))
  const [kind] = kinds
  const numeric = kinds.size === 2 && kinds.has('int') && kinds.has('float')
  return {
    kind: kinds.size === 1 && kind ? kind : numeric ? 'float' : 'unknown',
    nullable: types.some(type => type.nullable),
  }
}
