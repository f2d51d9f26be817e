import type { Expr } from '../../../hogql/ast.js'
import { binExpression, binsOf, noValue, otherValues, type Breakdown, type BreakdownProperty } from './breakdown.js'
import { and, array, as, asc, col, compare, desc, eq, fn, lit, parametric, select } from './build.js'
import type { InsightContext } from './context.js'

/** What is split: events, and what their values are ranked by. */
export interface Splitting {
  readonly condition: Expr
  /** Default: how many events there are. */
  readonly rank?: Expr | undefined
}

/** The expression that splits a series: a text, or a list of texts for several properties. */
export async function splitExpression(plan: Splitting, breakdown: Breakdown, context: InsightContext): Promise<Expr> {
  const values = await Promise.all(breakdown.properties.map(property => valueOf(property, plan, context)))
  const value = breakdown.isMultiple ? array(...values) : (values[0] ?? lit(noValue))
  const tops = await topValues(plan, value, breakdown, context)
  const other = breakdown.isMultiple ? array(...values.map(() => lit(otherValues))) : lit(otherValues)
  // One more than the limit: there is something to leave out.
  if (tops.length <= breakdown.limit) return value
  const kept = tops.slice(0, breakdown.limit).map(top => (Array.isArray(top) ? array(...top.map(text)) : text(top)))
  return fn('if', fn('has', array(...kept), value), value, other)
}

const text = (value: unknown): Expr => lit(String(value))

async function valueOf(property: BreakdownProperty, plan: Splitting, context: InsightContext): Promise<Expr> {
  if (property.bins === undefined) return property.value
  const levels = Array.from({ length: property.bins + 1 }, (_, index) => index / (property.bins ?? 1))
  const { results } = await context.run(
    select({
      select: [parametric('quantiles', levels, property.number)],
      from: 'events',
      where: and(plan.condition, fn('isNotNull', property.number)),
    }),
  )
  const bounds = (results[0]?.[0] ?? []) as unknown[]
  return binExpression(property.number, binsOf(bounds.map(Number).filter(Number.isFinite)))
}

/** The largest values, those without a value last. */
async function topValues(
  plan: Splitting,
  value: Expr,
  { limit, isMultiple }: Breakdown,
  context: InsightContext,
): Promise<unknown[]> {
  const name = col('breakdown_value')
  const isEmpty = isMultiple ? fn('has', name, lit(noValue)) : eq(name, lit(noValue))
  const { results } = await context.run(
    select({
      select: [as('breakdown_value', value), as('rank', plan.rank ?? fn('count'))],
      from: 'events',
      where: plan.condition,
      groupBy: [name],
      orderBy: [asc(fn('toInt', compare('==', isEmpty, lit(true)))), desc(col('rank')), asc(name)],
      limit: limit + 1,
    }),
  )
  return results.map(row => row[0])
}
