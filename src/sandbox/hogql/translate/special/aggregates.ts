import type { Call, Expr } from '../../../../hogql/ast.js'
import { errorAt } from '../../../../hogql/errors.js'
import type { Scope } from '../scope.js'
import type { Translation } from '../translation.js'
import { is, maybe, type Typed } from '../valueType.js'
import { args, textOf, type Special } from './support.js'

/** Aggregates that ClickHouse writes in another way, or has not. */
export const AGGREGATE: Record<string, Special> = {
  windowFunnel,
  every: aggregated(([value]) => `toBool(min(${value?.sql}))`, 'bool'),
  json_agg: aggregated(([value]) => `toJSONString(groupArray(${value?.sql}))`, 'string'),
  string_agg: aggregated(
    ([value, separator]) => `arrayStringConcat(groupArray(${textOf(value)}), ${separator?.sql})`,
    'string',
  ),
  percentile_cont: percentile((value, share) => `quantileExactInclusiveOrNull(${share})(${value})`),
  // The first value that at least this share of the rows does not exceed.
  percentile_disc: percentile(
    (value, share) =>
      `arrayElementOrNull(arraySort(groupArray(${value})), greatest(1, toUInt64(ceil(${share} * count(${value})))))`,
  ),
}

/** Refuses an aggregate inside another one while `translate` runs. */
function alone(node: Call, scope: Scope, translate: () => Typed): Typed {
  if (scope.aggregates > 0)
    throw errorAt(
      node,
      'wrong_arguments',
      `${node.name}() stands inside another aggregate. Compute the inner one in a subquery.`,
    )
  if (node.filter_expr)
    throw errorAt(node.filter_expr, 'unsupported', `FILTER is not supported for ${node.name}(). Use WHERE.`)
  scope.aggregates += 1
  try {
    return translate()
  } finally {
    scope.aggregates -= 1
  }
}

function aggregated(print: (values: Typed[]) => string, kind: Typed['type']['kind']): Special {
  return (translation, node, scope) =>
    alone(node, scope, () => ({ sql: print(args(translation, node, scope)), type: is(kind) }))
}

/** `percentile_cont(0.5) WITHIN GROUP (ORDER BY x)`. */
function percentile(print: (value: string, share: string) => string): Special {
  return (translation, node, scope) =>
    alone(node, scope, () => {
      const [order, second] = node.within_group ?? []
      if (!order || second)
        throw errorAt(
          node,
          'wrong_arguments',
          `${node.name}() needs one value to order by: ${node.name}(0.5) WITHIN GROUP (ORDER BY x).`,
        )
      const share = fraction(node.params?.[0] ?? node.args[0], node)
      const value = translation.expr(order.expr, scope)
      return {
        sql: print(value.sql, String(order.order === 'DESC' ? 1 - share : share)),
        type: maybe(node.name.toLowerCase() === 'percentile_cont' ? 'float' : value.type.kind),
      }
    })
}

function fraction(node: Expr | undefined, call: Call): number {
  if (node?.node === 'Constant' && typeof node.value === 'number' && node.value >= 0 && node.value <= 1)
    return node.value
  throw errorAt(node ?? call, 'wrong_arguments', `${call.name}() takes a number from 0 to 1.`)
}

const FUNNEL_MODES = ['strict_deduplication', 'strict_order', 'strict_increase', 'strict_once'] as const

/** ClickHouse counts the window in whole seconds; on microseconds the order within a second is kept. */
function windowFunnel(translation: Translation, node: Call, scope: Scope): Typed {
  return alone(node, scope, () => {
    const [time, ...steps] = args(translation, node, scope)
    const [window, ...modes] = node.params ?? []
    if (!time || window?.node !== 'Constant' || typeof window.value !== 'number' || !(window.value >= 0))
      throw errorAt(
        window ?? node,
        'wrong_arguments',
        'windowFunnel() takes its window in seconds first: windowFunnel(86400)(timestamp, …).',
      )
    const words = modes.map(mode => {
      const known = mode.node === 'Constant' && FUNNEL_MODES.find(word => word === mode.value)
      if (!known) throw errorAt(mode, 'wrong_arguments', `windowFunnel() knows the modes ${FUNNEL_MODES.join(', ')}.`)
      return `, '${known}'`
    })
    const exact = time.type.kind === 'datetime'
    const clock = exact ? `toUInt64(toUnixTimestamp64Micro(toDateTime64(${time.sql}, 6)))` : time.sql
    const span = exact ? BigInt(Math.round(window.value * 1e6)).toString() : String(window.value)
    return {
      sql: `windowFunnel(${span}${words.join('')})(${[clock, ...steps.map(step => step.sql)].join(', ')})`,
      type: is('int'),
    }
  })
}
