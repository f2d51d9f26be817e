import {
  useFunnel,
  useLifecycle,
  usePaths,
  useRetention,
  useStickiness,
  useTopEvents,
  useTrends,
  useWebStats,
  type TopEntry,
} from 'hogkit'
import type { BoxPlotDatum, FunnelStepsResult, RetentionRow, TimeToConvert, TrendsResult } from 'hogkit/api'
import { expectTypeOf } from 'vitest'

const view = { kind: 'EventsNode', event: '$pageview' } as const

export function Inputs() {
  useTrends({ series: [view, { ...view, math: 'dau' }, { ...view, math: 'p90_count_per_actor' }] })
  useTrends({ series: [{ ...view, math: 'sum', math_property: 'amount' }] })
  useTrends({ series: [{ ...view, math: 'unique_group', math_group_type_index: 0 }] })
  useTrends({ series: [{ ...view, math: 'hogql', math_hogql: 'max(properties.amount)' }] })
  useTrends({ series: [{ kind: 'ActionsNode', id: 3, math: 'total' }], breakdownFilter: { breakdown: '$browser' } })
  useTrends({ series: [view], breakdownFilter: { breakdown_type: 'cohort', breakdown: ['all', 4] } })
  useTrends({
    series: [view],
    breakdownFilter: { breakdowns: [{ property: '$os' }, { property: 'plan', type: 'person' }] },
  })
  useFunnel({ series: [view, view] })
  useFunnel({ series: [{ ...view, math: 'first_time_for_user' }, view] })
  useRetention({
    retentionFilter: { timeWindowMode: '24_hour_windows', retentionType: 'retention_first_ever_occurrence' },
  })
  usePaths({ funnelPathsFilter: { funnelSource: { kind: 'FunnelsQuery', series: [view, view] }, funnelStep: -2 } })
  useTrends({ series: [view], properties: [{ type: 'element', key: 'selector', value: 'button.primary' }] })

  // @ts-expect-error there is no such math
  useTrends({ series: [{ ...view, math: 'mode' }] })
  // @ts-expect-error a sum of what?
  useTrends({ series: [{ ...view, math: 'sum' }] })
  // @ts-expect-error a count has no property
  useTrends({ series: [{ ...view, math: 'dau', math_property: 'amount' }] })
  // @ts-expect-error groups of which type?
  useTrends({ series: [{ ...view, math: 'unique_group' }] })
  // @ts-expect-error there are five group types
  useTrends({ series: [{ ...view, math: 'unique_group', math_group_type_index: 5 }] })
  // @ts-expect-error an event or an action
  useTrends({ series: [{ kind: 'EventsNode' }] })
  // @ts-expect-error no such kind of breakdown
  useTrends({ series: [view], breakdownFilter: { breakdown: 'x', breakdown_type: 'mood' } })
  // @ts-expect-error a group property of which group type?
  useTrends({ series: [view], breakdownFilter: { breakdown: 'tier', breakdown_type: 'group' } })
  // @ts-expect-error one way of splitting at a time
  useTrends({ series: [view], breakdownFilter: { breakdown: 'a', breakdowns: [{ property: 'b' }] } })
  // @ts-expect-error no such interval
  useTrends({ series: [view], interval: 'fortnight' })
  // @ts-expect-error a funnel has two steps or more
  useFunnel({ series: [view] })
  // @ts-expect-error steps are counted one by one
  useFunnel({ series: [{ ...view, math: 'sum', math_property: 'amount' }, view] })
  // @ts-expect-error how often a person did it is no way to count a step
  useFunnel({ series: [{ ...view, math: 'dau' }, view] })
  // @ts-expect-error no such order
  useFunnel({ series: [view, view], funnelsFilter: { funnelOrderType: 'loose' } })
  // @ts-expect-error the paths of which funnel?
  usePaths({ funnelPathsFilter: { funnelStep: 2 } })
  // @ts-expect-error a selector is, or is not
  useTrends({ series: [view], properties: [{ type: 'element', key: 'selector', value: 'a', operator: 'gt' }] })
  // @ts-expect-error no such operator
  useTrends({ series: [view], properties: [{ type: 'event', key: 'a', value: 1, operator: 'about' }] })
  // @ts-expect-error a cohort is named by its id
  useTrends({ series: [view], properties: [{ type: 'cohort', key: 'id', value: 'Paying' }] })
  // @ts-expect-error cohorts are named by their ids
  useTrends({ series: [view], breakdownFilter: { breakdown_type: 'cohort', breakdown: ['Paying'] } })
  // @ts-expect-error no such display
  useTrends({ series: [view], trendsFilter: { display: 'Sparkles' } })
  // @ts-expect-error an aggregate without its text
  useTrends({ series: [{ ...view, math: 'hogql' }] })
  // @ts-expect-error no such period
  useRetention({ retentionFilter: { period: 'Year' } })
  // @ts-expect-error no such comparison
  useStickiness({ series: [view], stickinessFilter: { stickinessCriteria: { operator: 'near', value: 2 } } })
  // @ts-expect-error no such table
  useWebStats({ breakdownBy: 'Mood' })
  // @ts-expect-error a lifecycle is that of one series
  useLifecycle({ series: [view, view] })
  // @ts-expect-error retention needs its filter
  useRetention({})
}

export function Results() {
  const trends = useTrends({ series: [view] })
  if (trends.isSuccess) expectTypeOf(trends.data.results).toEqualTypeOf<readonly TrendsResult[]>()
  if (trends.isSuccess) expectTypeOf(trends.data.boxplot_data).toEqualTypeOf<readonly BoxPlotDatum[] | undefined>()
  const retention = useRetention({ retentionFilter: {} })
  if (retention.isSuccess) expectTypeOf(retention.data.results).toEqualTypeOf<readonly RetentionRow[]>()
  const funnel = useFunnel({ series: [view, view] })
  if (funnel.isSuccess) expectTypeOf<FunnelStepsResult | TimeToConvert>().toExtend<typeof funnel.data.results>()
  expectTypeOf(useTopEvents().data).toEqualTypeOf<TopEntry[] | undefined>()
  const total = useTrends({ series: [view] }, { select: ({ results }) => results[0]?.aggregated_value })
  expectTypeOf(total.data).toEqualTypeOf<number | undefined>()
}
