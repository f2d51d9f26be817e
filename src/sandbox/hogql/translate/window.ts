import type { Expr, OrderExpr, WindowExpr, WindowFunction } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { printFrame } from '../../../hogql/print.js'
import { checkNumeric, checked, parameters, resultType } from './call.js'
import type { Scope } from './scope.js'
import { SPECIAL } from './special/index.js'
import type { Translation } from './translation.js'
import { isTemporal, userName, type Typed } from './valueType.js'

/** Translates `f(…) OVER (…)`. */
export function windowFunction(translation: Translation, node: WindowFunction, scope: Scope): Typed {
  const exprs = node.exprs ?? []
  const meta = checked(node, exprs.length, node.args?.length ?? 0)
  if (meta.kind === 'aggregate' && Object.hasOwn(SPECIAL, meta.name))
    throw errorAt(node, 'unsupported', `${meta.name}() cannot be used with OVER. Compute it in a subquery.`)
  if (meta.kind !== 'aggregate' && meta.kind !== 'window')
    throw errorAt(node, 'wrong_arguments', `${meta.name}() cannot be used with OVER.`)
  const star =
    meta.name === 'count' && exprs.length === 1 && exprs[0]?.node === 'Field' && exprs[0].chain.join('.') === '*'
  const args = star ? [] : exprs.map(expr => translation.expr(expr, scope))
  checkNumeric(meta, args, node)
  // Beyond the first and last row there is nothing, and nothing is null rather than 0 or ''.
  const list = args.map((arg, index) =>
    index === 0 && /^(lag|lead)$/.test(meta.name) && !arg.type.nullable ? `toNullable(${arg.sql})` : arg.sql,
  )
  const over = node.over_expr
    ? `(${windowDefinition(translation, node.over_expr, scope)})`
    : userName(namedWindow(node, scope))
  const params = parameters({ params: node.args ?? null, start: node.start ?? null, end: node.end ?? null })
  return { sql: `${meta.clickhouse}${params}(${list.join(', ')}) OVER ${over}`, type: resultType(meta, args) }
}

function namedWindow(node: WindowFunction, scope: Scope): string {
  const name = node.over_identifier ?? ''
  if (!Object.hasOwn(scope.windows, name))
    throw errorAt(node, 'unknown_alias', `There is no window named "${name}". Define it with WINDOW ${name} AS (…).`)
  return name
}

/** The inside of `OVER (…)` or `WINDOW w AS (…)`. */
export function windowDefinition(translation: Translation, window: WindowExpr, scope: Scope): string {
  const parts: string[] = []
  if (window.partition_by?.length)
    parts.push(`PARTITION BY ${window.partition_by.map(expr => translation.expr(expr, scope).sql).join(', ')}`)
  if (window.order_by?.length) parts.push(`ORDER BY ${orderBy(translation, window.order_by, scope)}`)
  if (window.frame_method && window.frame_start) {
    for (const frame of [window.frame_start, window.frame_end]) {
      const value = frame?.frame_value
      if (value !== undefined && value !== null && !(typeof value === 'number' && Number.isFinite(value)))
        throw errorAt(window, 'unsupported', 'The bounds of a window frame must be numbers.')
    }
    const start = printFrame(window.frame_start)
    parts.push(
      `${window.frame_method === 'ROWS' ? 'ROWS' : 'RANGE'} ${window.frame_end ? `BETWEEN ${start} AND ${printFrame(window.frame_end)}` : start}`,
    )
  }
  return parts.join(' ')
}

/** The list after ORDER BY. */
export function orderBy(translation: Translation, order: OrderExpr[], scope: Scope): string {
  return order
    .map(item => {
      const key = translation.expr(item.expr, scope)
      return `${key.sql} ${item.order === 'DESC' ? 'DESC' : 'ASC'}${withFill(translation, item, key, scope)}`
    })
    .join(', ')
}

function withFill(translation: Translation, { with_fill: fill }: OrderExpr, key: Typed, scope: Scope): string {
  if (!fill) return ''
  const part = (word: string, expr: Expr | null | undefined): string => {
    if (!expr) return ''
    const value = translation.expr(expr, scope)
    // Bounds must be of the type of what is filled; text stands for a day or a time.
    if (typeof value.constant?.value !== 'string' || !isTemporal(key.type)) return ` ${word} ${value.sql}`
    const zone = `'${translation.settings.timezone}'`
    return ` ${word} ${key.type.kind === 'date' ? `toDate(${value.sql})` : `toDateTime64(${value.sql}, 6, ${zone})`}`
  }
  return ` WITH FILL${part('FROM', fill.from_value)}${part('TO', fill.to_value)}${part('STEP', fill.step_value)}`
}
