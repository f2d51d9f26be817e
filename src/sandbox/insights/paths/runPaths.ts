import type { Expr, SelectQuery } from '../../../hogql/ast.js'
import type { InsightAnswer } from '../shared/answer.js'
import {
  and,
  arithmetic,
  as,
  asc,
  col,
  compare,
  desc,
  eq,
  fn,
  lambda,
  list,
  lit,
  not,
  or,
  select,
  tuple,
} from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { inRange, readDateRange, type DateRange } from '../shared/dateRange.js'
import { actorOf, hasActor } from '../shared/entities.js'
import { queryFilters } from '../shared/filters.js'
import { readFunnelPaths, withinFunnel, type FunnelPaths } from './funnelPaths.js'
import { earliestEvent, readSample } from '../shared/query.js'
import type { Reader } from '../shared/read.js'

const defaultSteps = 5
const defaultEdges = 50
const maxSteps = 20
const maxEdges = 1000
/** A longer pause begins a new path. */
const sessionGapMs = 30 * 60 * 1000

interface PathsInput {
  readonly range: DateRange
  readonly item: Expr
  readonly condition: Expr
  readonly actor: Expr
  /** Only the part of a funnel. */
  readonly within: FunnelPaths | undefined
  readonly sample: number | undefined
  readonly start: string | undefined
  readonly end: string | undefined
  readonly steps: number
  readonly edges: number
  readonly minWeight: number | undefined
  readonly maxWeight: number | undefined
}

/**
 * Answers a `PathsQuery`: the ways people take through pages and events, as edges from one step to the next.
 * https://posthog.com/docs/product-analytics/paths
 */
export async function runPaths(query: Reader, context: InsightContext): Promise<InsightAnswer> {
  const input = await readPaths(query, context)
  const sql = pathsQuery(input)
  const { results } = await context.run(sql)
  return {
    results: results.map(([source, target, value, took]) => ({
      source,
      target,
      value: Number(value),
      // ms, as PostHog gives it.
      average_conversion_time: Number(took),
    })),
    hogql: sql,
    range: input.range,
  }
}

async function readPaths(query: Reader, context: InsightContext): Promise<PathsInput> {
  const filter = query.object('pathsFilter')
  const groupTypeIndex = query.integer('aggregation_group_type_index', { min: 0, max: 4 })
  const range = await readDateRange(query.object('dateRange'), {
    interval: 'day',
    calendar: context.calendar,
    earliest: () => earliestEvent(context),
  })
  const { item, included } = readItems(filter, context)
  const excluded = (filter?.list('excludeEvents', 200) ?? []).map(String)
  return {
    range,
    item,
    condition: and(
      included,
      excluded.length > 0 ? not(isOneOf(item, excluded)) : undefined,
      queryFilters(query, context),
      hasActor(groupTypeIndex),
      inRange(range),
    ),
    actor: actorOf(groupTypeIndex),
    within: await readFunnelPaths(query, context),
    sample: readSample(query),
    start: filter?.text('startPoint', 2000),
    end: filter?.text('endPoint', 2000),
    steps: filter?.integer('stepLimit', { min: 2, max: maxSteps }) ?? defaultSteps,
    edges: filter?.integer('edgeLimit', { min: 1, max: maxEdges }) ?? defaultEdges,
    minWeight: filter?.integer('minEdgeWeight', { min: 0 }),
    maxWeight: filter?.integer('maxEdgeWeight', { min: 0 }),
  }
}

const pagePath = fn(
  'replaceRegexpOne',
  fn('ifNull', fn('toString', col('properties', '$current_url')), lit('')),
  lit('(.)/$'),
  lit('\\1'),
)
const pathname = fn(
  'replaceRegexpOne',
  fn('path', fn('ifNull', fn('toString', col('properties', '$current_url')), lit(''))),
  lit('(.)/$'),
  lit('\\1'),
)
const screenName = fn('ifNull', fn('toString', col('properties', '$screen_name')), lit(''))

/** What the steps are called, and which events are steps. */
function readItems(filter: Reader | undefined, context: InsightContext): { item: Expr; included: Expr | undefined } {
  const types = (filter?.list('includeEventTypes', 10) ?? []).map(String)
  const expression = filter?.text('pathsHogQLExpression', 10_000)
  const custom = expression ? fn('toString', context.parseExpr(expression)) : col('event')
  const page = filter?.boolean('showFullUrls') ? pagePath : pathname
  const named = fn(
    'multiIf',
    eq(col('event'), lit('$pageview')),
    page,
    eq(col('event'), lit('$screen')),
    screenName,
    custom,
  )
  const item = grouped(cleaned(named, filter), filter)
  if (types.length === 0) return { item, included: undefined }
  const isCustom = not(fn('startsWith', col('event'), lit('$')))
  const conditions: Record<string, Expr> = {
    $pageview: eq(col('event'), lit('$pageview')),
    $screen: eq(col('event'), lit('$screen')),
    custom_event: isCustom,
    hogql: lit(true),
  }
  const wanted = types.map(type => {
    const condition = conditions[type]
    if (!condition)
      throw (
        filter?.error('includeEventTypes', `"${type}" is none of: ${Object.keys(conditions).join(', ')}.`) ??
        new RangeError()
      )
    return condition
  })
  return { item, included: or(...wanted) }
}

/** Aliases for what a regular expression matches. */
function cleaned(item: Expr, filter: Reader | undefined): Expr {
  return (filter?.objects('localPathCleaningFilters', 50) ?? []).reduce((subject, rule) => {
    const regex = rule.text('regex', 1000)
    const alias = rule.text('alias', 400)
    return regex && alias !== undefined ? fn('replaceRegexpAll', subject, lit(regex), lit(alias)) : subject
  }, item)
}

/** Patterns with `*`: all that match are one step, named by the pattern. */
function grouped(item: Expr, filter: Reader | undefined): Expr {
  const patterns = (filter?.list('pathGroupings', 50) ?? []).map(String)
  if (patterns.length === 0) return item
  const cases = patterns.flatMap(pattern => [
    compare('=~', item, lit(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)),
    lit(pattern),
  ])
  return fn('multiIf', ...cases, item)
}

const isOneOf = (item: Expr, patterns: readonly string[]): Expr => compare('in', item, list(patterns))

/** Rows of `source, target, value, took`. */
function pathsQuery(input: PathsInput): SelectQuery {
  const s = col('s')
  const i = col('i')
  const part = (event: Expr, index: number): Expr => fn('tupleElement', event, lit(index))
  const at = (events: Expr, index: Expr): Expr => fn('arrayElement', events, index)
  const time = fn('toUnixTimestamp64Milli', col('timestamp'))
  const everybody = select({
    select: [as('actor', input.actor), as('events_', fn('arraySort', fn('groupArray', tuple(time, input.item))))],
    from: 'events',
    sample: input.sample,
    where: input.condition,
    groupBy: [col('actor')],
  })
  const actors = input.within ? withinFunnel(everybody, input.within) : everybody
  // A way through a funnel may take as long as the funnel allows.
  const gapMs = input.within?.windowMs ?? sessionGapMs
  const gaps = fn('arrayDifference', fn('arrayMap', lambda(['s'], part(s, 1)), col('events_')))
  const sessions = select({
    select: [
      as(
        'session_',
        fn(
          'arrayJoin',
          fn('arraySplit', lambda(['s', 'gap'], compare('>', col('gap'), lit(gapMs))), col('events_'), gaps),
        ),
      ),
    ],
    from: actors,
  })
  const events = col('session_')
  // The same step twice in a row is one.
  const changes = or(eq(i, lit(1)), compare('!=', part(at(events, arithmetic('-', i, lit(1))), 2), part(s, 2)))
  const distinct = select({
    select: [as('steps', fn('arrayFilter', lambda(['s', 'i'], changes), events, fn('arrayEnumerate', events)))],
    from: sessions,
  })
  const cut = select({ select: [as('way', window(input))], from: distinct })
  const way = col('way')
  const label = (index: Expr): Expr => fn('concat', fn('toString', index), lit('_'), part(at(way, index), 2))
  const next = arithmetic('+', i, lit(1))
  const edge = tuple(label(i), label(next), arithmetic('-', part(at(way, next), 1), part(at(way, i), 1)))
  const edges = select({
    select: [as('edge', fn('arrayJoin', fn('arrayMap', lambda(['i'], edge), fn('range', lit(1), fn('length', way)))))],
    from: cut,
    where: compare('>', fn('length', way), lit(1)),
  })
  return select({
    select: [
      as('source', part(col('edge'), 1)),
      as('target', part(col('edge'), 2)),
      as('value', fn('count')),
      as('took', fn('avg', part(col('edge'), 3))),
    ],
    from: edges,
    groupBy: [col('source'), col('target')],
    having: and(
      input.minWeight === undefined ? undefined : compare('>=', fn('count'), lit(input.minWeight)),
      input.maxWeight === undefined ? undefined : compare('<=', fn('count'), lit(input.maxWeight)),
    ),
    orderBy: [desc(col('value')), asc(col('source')), asc(col('target'))],
    limit: input.edges,
  })
}

/** The part of a path that is shown: from the start point on, up to the end point, as many steps as asked for. */
function window({ start, end, steps }: PathsInput): Expr {
  const all = col('steps')
  const names = (events: Expr): Expr => fn('arrayMap', lambda(['s'], fn('tupleElement', col('s'), lit(2))), events)
  const first = start === undefined ? lit(1) : fn('indexOf', names(all), lit(start))
  const from = fn('if', eq(first, lit(0)), fn('arraySlice', all, lit(1), lit(0)), fn('arraySlice', all, first))
  if (end === undefined) return fn('arraySlice', from, lit(1), lit(steps))
  const last = fn('arrayLastIndex', lambda(['s'], eq(fn('tupleElement', col('s'), lit(2)), lit(end))), from)
  const upTo = fn('arraySlice', from, lit(1), last)
  // With an end and no start, the steps that lead to the end.
  return start === undefined
    ? fn('arraySlice', upTo, fn('greatest', arithmetic('-', fn('toInt', fn('length', upTo)), lit(steps - 1)), lit(1)))
    : fn('arraySlice', upTo, lit(1), lit(steps))
}
