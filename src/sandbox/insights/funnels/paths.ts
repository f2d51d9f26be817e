import type { Expr } from '../../../hogql/ast.js'
import { and, arithmetic, array, compare, eq, fn, lambda, lit, not, tuple } from '../shared/build.js'
import { entityCondition } from '../shared/entities.js'
import type { Exclusion, FunnelInput } from './readFunnel.js'

/*
 * A path is a list of times (microseconds since 1970), one for each step; 0 where it was not reached. Every event that can begin a
 * funnel begins a path, which takes the earliest event for each next step that the window allows. No other choice gets further.
 */

const micro = 1000
const p = { node: 'Field', chain: ['p'] } as const satisfies Expr
const x = { node: 'Field', chain: ['x'] } as const satisfies Expr
const name = (text: string): Expr => ({ node: 'Field', chain: [text] })
export const at = (list_: Expr, index: number): Expr => fn('arrayElement', list_, lit(index))

/** How many steps a path has reached. */
export const levelOf = (path: Expr): Expr => fn('arrayCount', lambda(['x'], compare('>', x, lit(0))), path)

/** All paths of one person. The names of the arrays of times come from {@link timesColumns}. */
export function pathsExpression(input: FunnelInput): Expr {
  const paths =
    input.order === 'unordered'
      ? unorderedPaths(input)
      : input.order === 'strict'
        ? strictPaths(input)
        : orderedPaths(input)
  if (input.exclusions.length === 0) return paths
  return fn(
    'arrayFilter',
    lambda(['p'], and(...input.exclusions.map((item, index) => isClean(item, index, input)))),
    paths,
  )
}

const until = ({ windowMs }: FunnelInput): Expr => arithmetic('+', at(p, 1), lit(windowMs * micro))

function orderedPaths(input: FunnelInput): Expr {
  const begin = fn('arrayMap', lambda(['x'], array(x)), name('s0'))
  return input.steps.slice(1).reduce<Expr>((paths, step, index) => {
    const before = at(p, index + 1)
    // One event is never two steps; two different events may have the same time.
    const isSame = JSON.stringify(entityCondition(step)) === JSON.stringify(entityCondition(input.steps[index] ?? step))
    const follows = and(compare(isSame ? '>' : '>=', x, before), compare('<=', x, until(input)))
    const next = fn('if', eq(before, lit(0)), lit(0), fn('arrayFirst', lambda(['x'], follows), name(`s${index + 1}`)))
    return fn('arrayMap', lambda(['p'], fn('arrayPushBack', p, next)), paths)
  }, begin)
}

/** Positions in the list of all events of a person, each right after the other; then their times. */
function strictPaths(input: FunnelInput): Expr {
  const all = name('all_events')
  const event = (index: Expr): Expr => fn('arrayElement', all, index)
  const time = (index: Expr): Expr => fn('tupleElement', event(index), lit(1))
  const is = (step: number, index: Expr): Expr => eq(fn('tupleElement', event(index), lit(step + 2)), lit(1))
  const begin = fn(
    'arrayMap',
    lambda(['x'], array(fn('toInt', x))),
    fn('arrayFilter', lambda(['x'], is(0, x)), fn('arrayEnumerate', all)),
  )
  const positions = input.steps.slice(1).reduce<Expr>((paths, _, index) => {
    const next = arithmetic('+', at(p, index + 1), lit(1))
    const follows = and(
      compare('>', at(p, index + 1), lit(0)),
      is(index + 1, next),
      compare('<=', arithmetic('-', time(next), time(at(p, 1))), lit(input.windowMs * micro)),
    )
    return fn('arrayMap', lambda(['p'], fn('arrayPushBack', p, fn('if', follows, next, lit(0)))), paths)
  }, begin)
  const times = fn('arrayMap', lambda(['x'], fn('if', eq(x, lit(0)), lit(0), time(x))), p)
  return fn('arrayMap', lambda(['p'], times), positions)
}

/** From each event on: the first of every step, in the order in which they came. */
function unorderedPaths(input: FunnelInput): Expr {
  const start = name('a')
  const inWindow = and(compare('>=', x, start), compare('<=', x, arithmetic('+', start, lit(input.windowMs * micro))))
  const firsts = array(...input.steps.map((_, index) => fn('arrayFirst', lambda(['x'], inWindow), name(`s${index}`))))
  const reached = fn('arraySort', fn('arrayFilter', lambda(['x'], compare('>', x, lit(0))), firsts))
  const path = fn('arrayResize', reached, lit(input.steps.length), lit(0))
  const starts = fn('arrayConcat', ...input.steps.map((_, index) => name(`s${index}`)))
  return fn('arrayMap', lambda(['a'], path), starts)
}

/** No excluded event between two steps of a path; up to the end of the window where the later one was not reached. */
function isClean({ fromStep, toStep }: Exclusion, index: number, input: FunnelInput): Expr {
  const from = at(p, fromStep + 1)
  const to = fn('if', compare('>', at(p, toStep + 1), lit(0)), at(p, toStep + 1), until(input))
  const between = and(compare('>', from, lit(0)), compare('>', x, from), compare('<', x, to))
  return not(fn('arrayExists', lambda(['x'], between), name(`e${index}`)))
}

/** The path that got furthest; of those the earliest. */
export function bestPath(paths: Expr): Expr {
  const order = tuple(arithmetic('*', levelOf(p), lit(-1)), at(p, 1))
  return at(fn('arraySort', lambda(['p'], order), paths), 1)
}

/** The columns that {@link pathsExpression} needs of the events of a person: `s0, s1, …` for steps, `e0, …` for exclusions. */
export function timesColumns(input: FunnelInput, time: Expr): { readonly name: string; readonly expr: Expr }[] {
  const times = (condition: Expr): Expr => fn('arraySort', fn('groupArrayIf', time, condition))
  const exclusions = input.exclusions.map(({ entity }, index) => ({
    name: `e${index}`,
    expr: times(entityCondition(entity)),
  }))
  if (input.order === 'strict') {
    const flags = input.steps.map(step => fn('if', entityCondition(step), lit(1), lit(0)))
    const all = fn('arraySort', fn('groupArray', tuple(time, ...flags)))
    return [{ name: 'all_events', expr: all }, ...exclusions]
  }
  return [
    ...input.steps.map((step, index) => ({ name: `s${index}`, expr: times(entityCondition(step)) })),
    ...exclusions,
  ]
}
