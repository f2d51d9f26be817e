import type { SelectQuery } from '../../../hogql/ast.js'
import type { InsightAnswer } from '../shared/answer.js'
import { place } from '../shared/breakdown.js'
import { col, compare, lit, unionAll } from '../shared/build.js'
import type { InsightContext } from '../shared/context.js'
import { dayLabel, dayText, keyOf } from '../shared/dateRange.js'
import type { Reader } from '../shared/read.js'
import { splitExpression } from '../shared/topValues.js'
import { durationsQuery, funnelCondition, stepsQuery, trendsQuery, type FunnelPlan } from './funnelQuery.js'
import { readFunnel, type FunnelInput } from './readFunnel.js'

/** Answers a `FunnelsQuery`. https://posthog.com/docs/product-analytics/funnels */
export async function runFunnel(query: Reader, context: InsightContext): Promise<InsightAnswer> {
  const input = await readFunnel(query, context)
  const plan: FunnelPlan = { input, breakdown: undefined, only: undefined }
  if (input.visual === 'time_to_convert') return timeToConvert(plan, context)
  const { breakdown } = input
  if (breakdown?.kind === 'cohorts') return byCohort(plan, breakdown.ids, context)
  const split = breakdown && (await splitExpression({ condition: funnelCondition(plan) }, breakdown, context))
  const answer = await runPlan({ ...plan, breakdown: split }, context)
  return {
    results: present(answer.groups, input, split !== undefined),
    hogql: answer.query,
    range: input.range,
    extra: { isUdf: false },
  }
}

/** One funnel of a breakdown: its value and its results. */
interface Group {
  readonly value: unknown
  readonly name?: string
  readonly count: number
  readonly result: unknown
}

async function runPlan(plan: FunnelPlan, context: InsightContext): Promise<{ groups: Group[]; query: SelectQuery }> {
  return plan.input.visual === 'trends' ? runTrend(plan, context) : runSteps(plan, context)
}

async function byCohort(
  plan: FunnelPlan,
  ids: readonly (number | 'all')[],
  context: InsightContext,
): Promise<InsightAnswer> {
  const parts = await Promise.all(
    ids.map(async id => {
      const only = id === 'all' ? undefined : compare('in cohort', col('person_id'), lit(id))
      const name = id === 'all' ? 'all users' : ((await context.cohortName(id)) ?? `cohort ${id}`)
      const { groups, query } = await runPlan({ ...plan, only }, context)
      const [group] = groups
      return { group: { ...(group ?? emptyGroup(plan.input)), value: id, name }, query }
    }),
  )
  return {
    results: present(
      parts.map(part => part.group),
      plan.input,
      true,
    ),
    hogql: unionAll(parts.map(part => part.query)),
    range: plan.input.range,
    extra: { isUdf: false },
  }
}

function emptyGroup(input: FunnelInput): Group {
  const zeros = input.range.buckets.map(() => 0)
  return {
    value: undefined,
    count: 0,
    result: input.visual === 'trends' ? zeros : input.steps.map((_, index) => toStep(input, index, {})),
  }
}

/** A funnel's own shape: without a breakdown one list, else a list for each value. */
function present(groups: readonly Group[], input: FunnelInput, isSplit: boolean): unknown {
  const [only = emptyGroup(input)] = groups
  if (input.visual === 'trends') {
    return (isSplit ? groups : [only]).map(group => ({
      count: input.range.buckets.length,
      data: group.result,
      days: input.range.buckets.map(bucket => dayText(bucket, input.range.interval)),
      labels: input.range.buckets.map(bucket => dayLabel(bucket, input.range.interval)),
      ...(isSplit && { breakdown_value: listed(group) }),
    }))
  }
  if (!isSplit) return only.result
  return groups.map(group =>
    (group.result as readonly Record<string, unknown>[]).map(step => ({
      ...step,
      breakdown: listed(group),
      breakdown_value: listed(group),
    })),
  )
}

/** PostHog gives the value of a funnel's breakdown as a list. */
const listed = ({ value, name }: Group): unknown => (name === undefined ? [value].flat() : value)

async function runSteps(plan: FunnelPlan, context: InsightContext): Promise<{ groups: Group[]; query: SelectQuery }> {
  const query = stepsQuery(plan)
  const { columns, results } = await context.run(query)
  const groups = results.map((row): Group => {
    const cells = Object.fromEntries(columns.map((name, index) => [name, row[index]]))
    return {
      value: cells['breakdown_value'],
      count: Number(cells['count_1']),
      result: plan.input.steps.map((_, index) => toStep(plan.input, index, cells)),
    }
  })
  return { groups: groups.sort(bySize), query }
}

function bySize(a: Group, b: Group): number {
  return place(a.value) - place(b.value) || b.count - a.count || String(a.value).localeCompare(String(b.value), 'en')
}

function toStep(input: FunnelInput, index: number, cells: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const step = input.steps[index]
  const seconds = (name: string) => {
    const value = Number(cells[name] ?? NaN)
    return index === 0 || Number.isNaN(value) ? null : value
  }
  return {
    action_id: step?.id ?? null,
    name: step?.label,
    custom_name: step?.customName ?? null,
    order: index,
    people: [],
    count: Math.round(Number(cells[`count_${index + 1}`] ?? 0) / (input.sample ?? 1)),
    type: step?.type,
    average_conversion_time: seconds(`average_${index + 1}`),
    median_conversion_time: seconds(`median_${index + 1}`),
  }
}

async function runTrend(plan: FunnelPlan, context: InsightContext): Promise<{ groups: Group[]; query: SelectQuery }> {
  const query = trendsQuery(plan)
  const { columns, results } = await context.run(query)
  const { buckets } = plan.input.range
  const indexOf = new Map(buckets.map((bucket, index) => [keyOf(bucket), index]))
  const groups = new Map<string, { value: unknown; count: number; result: number[] }>()
  for (const row of results) {
    const cells = Object.fromEntries(columns.map((name, index) => [name, row[index]]))
    const value = cells['breakdown_value']
    const group = groups.get(JSON.stringify(value) ?? '') ?? { value, count: 0, result: buckets.map(() => 0) }
    groups.set(JSON.stringify(value) ?? '', group)
    const index = indexOf.get(Number(cells['bucket']))
    const entered = Number(cells['entered'])
    group.count += entered
    // Percent, to the hundredth.
    if (index !== undefined && entered > 0)
      group.result[index] = Math.round((Number(cells['converted']) / entered) * 10_000) / 100
  }
  return { groups: [...groups.values()].sort(bySize), query }
}

/** How long conversions took, in bins: PostHog takes the cube root of their number for the number of bins, 60 at most. */
async function timeToConvert(plan: FunnelPlan, context: InsightContext): Promise<InsightAnswer> {
  const query = durationsQuery(plan)
  const { results } = await context.run(query)
  const took = results.map(row => Number(row[0]))
  const from = Math.floor(took.reduce((least, value) => Math.min(least, value), Infinity))
  const to = Math.ceil(took.reduce((most, value) => Math.max(most, value), 0))
  const count = plan.input.binCount ?? Math.min(60, Math.max(1, Math.ceil(Math.cbrt(took.length))))
  const width = Math.ceil((to - from) / count) || 60
  const bins =
    took.length === 0
      ? []
      : Array.from({ length: count + 1 }, (_, index): [number, number] => [from + index * width, 0])
  for (const value of took) {
    const bin = bins[Math.min(count, Math.floor((value - from) / width))]
    if (bin) bin[1] += 1
  }
  return {
    results: {
      bins,
      average_conversion_time: took.length > 0 ? took.reduce((sum, value) => sum + value, 0) / took.length : null,
    },
    hogql: query,
    range: plan.input.range,
    extra: { isUdf: false },
  }
}
