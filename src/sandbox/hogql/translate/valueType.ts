import type { ConstantValue } from '../../../hogql/ast.js'
import type { ReturnKind } from '../../../hogql/functions.js'

/** What is known of a value before it is computed. */
export type Kind = Exclude<ReturnKind, 'first' | 'second'> | 'json' | 'null'

export interface ValueType {
  kind: Kind
  nullable: boolean
}

/** Whose properties a JSON column holds: decides which property definitions apply. */
export type PropertyOwner = 'event' | 'person' | `group_${number}`

/** A JSON text column and the way taken into it so far. */
export interface JsonAccess {
  /** SQL of the column. A function, because asking for it makes the table read the column. */
  column: () => string
  path: (string | number)[]
  owner: PropertyOwner | undefined
  /** SQL of the column that holds this property by itself, if there is one. */
  materialized: ((property: string) => string | undefined) | undefined
}

/** An expression as SQL with what is known of its value. */
export interface Typed {
  sql: string
  type: ValueType
  /** Set on constants of the query. */
  constant?: { value: ConstantValue }
  json?: JsonAccess
  /** The untyped text form, when `sql` is a property cast by its definition. */
  text?: string
  /** SQL of the same moment as it is stored, without the project's zone: what the index knows. */
  moment?: () => string
  /** What it holds, when it is an array. */
  element?: Typed['type']
}

/** A type that is not null. */
export function is(kind: Kind): ValueType {
  return { kind, nullable: false }
}

/** A type that may be null. */
export function maybe(kind: Kind): ValueType {
  return { kind, nullable: true }
}

export function isNumeric(type: ValueType): boolean {
  return type.kind === 'int' || type.kind === 'float'
}

export function isTemporal(type: ValueType): boolean {
  return type.kind === 'datetime' || type.kind === 'date'
}

/**
 * A name that a query gives, as an identifier. Plain words stay readable; anything else becomes hexadecimal, so that no other text of a query
 * is ever in the SQL. The same name always gives the same identifier.
 */
export function userName(name: string): string {
  if (/^[A-Za-z$][\w$]{0,63}$/.test(name)) return quote(name)
  return quote(`__n${Array.from(new TextEncoder().encode(name), byte => byte.toString(16).padStart(2, '0')).join('')}`)
}

/** An identifier for SQL. Names come from the schema or from {@link userName}; none can end the quotes. */
export function quote(name: string): string {
  return `\`${name.replace(/[\\`]/g, '\\$&').replaceAll('\0', '\\0')}\``
}
