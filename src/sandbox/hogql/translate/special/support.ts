import type { Call } from '../../../../hogql/ast.js'
import type { FunctionMeta } from '../../../../hogql/functions.js'
import { asText } from '../property.js'
import type { Scope } from '../scope.js'
import type { Translation } from '../translation.js'
import type { Typed, ValueType } from '../valueType.js'

/** Translates one function in its own way. */
export type Special = (translation: Translation, node: Call, scope: Scope, meta: FunctionMeta) => Typed

/** The place of a call, for nodes that stand in for it. */
export function at(node: Call): Pick<Call, 'start' | 'end'> {
  return { start: node.start ?? null, end: node.end ?? null }
}

export function args(translation: Translation, node: Call, scope: Scope): Typed[] {
  return node.args.map(arg => translation.expr(arg, scope))
}

/** A function whose SQL is written from that of its arguments. The number of arguments has been checked against the function table. */
export function written(
  print: (args: string[], translation: Translation) => string,
  type: ValueType | ((args: Typed[]) => ValueType),
  prepare: (value: Typed) => string = value => value.sql,
): Special {
  return (translation, node, scope) => {
    const values = args(translation, node, scope)
    return { sql: print(values.map(prepare), translation), type: typeof type === 'function' ? type(values) : type }
  }
}

/** Text for a function that cannot take null: null is the empty text, as in PostHog's `concat`. */
export function tolerant(value: Typed | undefined): string {
  if (!value) return "''"
  const text = asText(value)
  return text.type.nullable || text.type.kind === 'unknown' ? `ifNull(${text.sql}, '')` : text.sql
}

/** Text as it is, or made text; null stays null. */
export function textOf(value: Typed | undefined): string {
  return value ? asText(value).sql : "''"
}
