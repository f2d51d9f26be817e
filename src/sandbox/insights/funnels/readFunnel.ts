import type { Expr } from '../../../hogql/ast.js'
import { readBreakdown, type Breakdown, type CohortBreakdown } from '../shared/breakdown.js'
import type { InsightContext } from '../shared/context.js'
import { intervals, readDateRange, type DateRange } from '../shared/dateRange.js'
import { actorOf, entityCondition, firstTime, hasActor, readEntity, type Entity } from '../shared/entities.js'
import { queryFilters } from '../shared/filters.js'
import type { Reader } from '../shared/read.js'
import { earliestEvent, readSample } from '../shared/query.js'

/** Who did this between two steps did not convert. */
export interface Exclusion {
  readonly entity: Entity
  readonly fromStep: number
  readonly toStep: number
}

export type Attribution = 'first_touch' | 'last_touch' | 'all_events' | { readonly step: number }

export interface FunnelInput {
  readonly steps: readonly Entity[]
  readonly range: DateRange
  readonly order: 'ordered' | 'strict' | 'unordered'
  readonly visual: 'steps' | 'time_to_convert' | 'trends'
  /** How long a conversion may take, from the first step. */
  readonly windowMs: number
  readonly exclusions: readonly Exclusion[]
  readonly breakdown: Breakdown | CohortBreakdown | undefined
  readonly attribution: Attribution
  readonly actor: Expr
  readonly filters: Expr | undefined
  readonly hasActor: Expr | undefined
  readonly sample: number | undefined
  /** Zero-based: between which steps times and trends are measured. */
  readonly fromStep: number
  readonly toStep: number
  readonly binCount: number | undefined
}

const maxSteps = 20
const minute = 60_000
const units = {
  second: 1000,
  minute,
  hour: 60 * minute,
  day: 24 * 60 * minute,
  week: 7 * 24 * 60 * minute,
  month: 30 * 24 * 60 * minute,
} as const

/** Reads a `FunnelsQuery`. https://posthog.com/docs/product-analytics/funnels */
export async function readFunnel(query: Reader, context: InsightContext): Promise<FunnelInput> {
  const given = query.objects('series', maxSteps)
  if (given.length < 2) throw query.error('series', `A funnel needs at least two steps, not ${given.length}.`)
  const steps = await Promise.all(
    given.map(async reader => {
      const entity = await readEntity(reader, context)
      switch (reader.text('math') ?? 'total') {
        case 'total':
          return entity
        case 'first_time_for_user':
          return firstTime(entity, entity.matches)
        case 'first_time_for_user_with_filters':
          return firstTime(entity, entityCondition(entity))
        default:
          throw reader.error(
            'math',
            'A funnel step counts all its events, or with first_time_for_user or first_time_for_user_with_filters the first of each person.',
          )
      }
    }),
  )
  const filter = query.object('funnelsFilter')
  const visual = filter?.choice('funnelVizType', ['steps', 'time_to_convert', 'trends']) ?? 'steps'
  const interval = query.choice('interval', intervals) ?? 'day'
  const groupTypeIndex = query.integer('aggregation_group_type_index', { min: 0, max: 4 })
  const aggregateBy = filter?.text('funnelAggregateByHogQL', 10_000)
  const range = await readDateRange(query.object('dateRange'), {
    interval,
    calendar: context.calendar,
    earliest: () => earliestEvent(context),
  })
  const fromStep = filter?.integer('funnelFromStep', { min: 0, max: steps.length - 2 }) ?? 0
  const toStep = filter?.integer('funnelToStep', { min: 1, max: steps.length - 1 }) ?? steps.length - 1
  if (fromStep >= toStep)
    throw query.error('funnelsFilter__funnelFromStep', 'funnelFromStep must be before funnelToStep.')
  return {
    steps,
    range,
    order: filter?.choice('funnelOrderType', ['ordered', 'strict', 'unordered']) ?? 'ordered',
    visual,
    windowMs: readWindow(filter),
    exclusions: await readExclusions(filter, steps.length, context),
    breakdown: readBreakdown(query, context),
    attribution: readAttribution(filter, steps.length),
    actor: aggregateBy && aggregateBy !== 'person_id' ? context.parseExpr(aggregateBy) : actorOf(groupTypeIndex),
    filters: queryFilters(query, context),
    hasActor: hasActor(groupTypeIndex),
    sample: readSample(query),
    fromStep,
    toStep,
    binCount: filter?.integer('binCount', { min: 1, max: 90 }),
  }
}

function readWindow(filter: Reader | undefined): number {
  const unit = filter?.choice('funnelWindowIntervalUnit', ['second', 'minute', 'hour', 'day', 'week', 'month']) ?? 'day'
  const count = filter?.number('funnelWindowInterval') ?? 14
  if (count <= 0)
    throw (
      filter?.error('funnelWindowInterval', 'The conversion window must be longer than nothing.') ?? new RangeError()
    )
  return count * units[unit]
}

function readAttribution(filter: Reader | undefined, stepCount: number): Attribution {
  const type =
    filter?.choice('breakdownAttributionType', ['first_touch', 'last_touch', 'all_events', 'step']) ?? 'first_touch'
  if (type !== 'step') return type
  return { step: filter?.integer('breakdownAttributionValue', { min: 0, max: stepCount - 1 }) ?? 0 }
}

async function readExclusions(
  filter: Reader | undefined,
  stepCount: number,
  context: InsightContext,
): Promise<Exclusion[]> {
  return Promise.all(
    (filter?.objects('exclusions', maxSteps) ?? []).map(async reader => {
      const fromStep = reader.integer('funnelFromStep', { min: 0, max: stepCount - 2 }) ?? 0
      const toStep = reader.integer('funnelToStep', { min: 1, max: stepCount - 1 }) ?? stepCount - 1
      if (fromStep >= toStep) {
        throw reader.error('funnelToStep', 'An exclusion must end at a later step than it begins at.')
      }
      return { entity: await readEntity(reader, context), fromStep, toStep }
    }),
  )
}
