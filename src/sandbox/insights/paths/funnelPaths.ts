import type { Expr, SelectQuery } from '../../../hogql/ast.js'
import { bestQuery } from '../funnels/funnelQuery.js'
import { at, levelOf } from '../funnels/paths.js'
import { readFunnel } from '../funnels/readFunnel.js'
import { and, arithmetic, as, col, compare, eq, fn, lambda, lit, select } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import type { Reader } from '../shared/read.js'

/** Which part of a funnel paths are shown of. */
export interface FunnelPaths {
  /** Rows of `actor, begin, end`, in ms since 1970: who is looked at, and between which times. */
  readonly actors: SelectQuery
  /** How long the funnel may take. */
  readonly windowMs: number
}

const types = ['funnel_path_before_step', 'funnel_path_between_steps', 'funnel_path_after_step'] as const
const path = col('path')

/**
 * Reads `funnelPathsFilter`: the ways before, between or after steps of a funnel, of those who reached `funnelStep` (from 1), or who
 * dropped off before it (from -2).
 */
export async function readFunnelPaths(query: Reader, context: InsightContext): Promise<FunnelPaths | undefined> {
  const filter = query.object('funnelPathsFilter')
  if (!filter) return undefined
  const source = filter.object('funnelSource')
  if (!source) throw filter.error('funnelSource', 'Paths within a funnel need the FunnelsQuery in funnelSource.')
  const input = await readFunnel(source, context)
  const type = filter.choice('funnelPathType', types) ?? 'funnel_path_between_steps'
  const count = input.steps.length
  const step = filter.integer('funnelStep', { min: -count, max: count }) ?? count
  const isDropOff = step < 0
  const reached = isDropOff ? -step - 1 : step
  if (reached < 1 || (type === 'funnel_path_between_steps' && !isDropOff && reached < 2)) {
    throw filter.error(
      'funnelStep',
      `There is nothing before step ${Math.max(reached, 1)} of a funnel. Name a later one.`,
    )
  }
  const ms = (index: number): Expr => fn('intDiv', at(path, index), lit(1000))
  const window = lit(input.windowMs)
  // Who dropped off between two steps went on from the first of them.
  const goesOn = type === 'funnel_path_after_step' || (type === 'funnel_path_between_steps' && isDropOff)
  const [begin, end] = goesOn
    ? [ms(reached), arithmetic('+', ms(reached), window)]
    : type === 'funnel_path_before_step'
      ? [arithmetic('-', ms(reached), window), ms(reached)]
      : [ms(reached - 1), ms(reached)]
  const level = levelOf(path)
  return {
    actors: select({
      select: [col('actor'), as('begin', begin), as('end', end)],
      from: bestQuery({ input, breakdown: undefined, only: undefined }),
      where: isDropOff ? eq(level, lit(reached)) : compare('>=', level, lit(reached)),
    }),
    windowMs: input.windowMs,
  }
}

/** The events of `everybody` (rows of `actor, events_`) that are in that part of the funnel. */
export function withinFunnel(everybody: SelectQuery, { actors }: FunnelPaths): SelectQuery {
  const time = fn('tupleElement', col('s'), lit(1))
  const isWithin = and(compare('>=', time, col('f', 'begin')), compare('<=', time, col('f', 'end')))
  return select({
    select: [
      as('actor', col('e', 'actor')),
      as('events_', fn('arrayFilter', lambda(['s'], isWithin), col('e', 'events_'))),
    ],
    from: {
      node: 'JoinExpr',
      table: everybody,
      alias: 'e',
      next_join: {
        node: 'JoinExpr',
        join_type: 'INNER JOIN',
        table: actors,
        alias: 'f',
        constraint: {
          node: 'JoinConstraint',
          constraint_type: 'ON',
          expr: eq(col('e', 'actor'), col('f', 'actor')),
        },
      },
    },
  })
}
