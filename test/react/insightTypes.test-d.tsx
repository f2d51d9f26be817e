import { useFunnel, useLifecycle, useRetention, useTopEvents, useTrends, type TopEntry } from 'hogkit'
import type { FunnelStepsResult, TimeToConvert, TrendsResult } from 'hogkit/api'
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
  // @ts-expect-error a lifecycle is that of one series
  useLifecycle({ series: [view, view] })
  // @ts-expect-error retention needs its filter
  useRetention({})
}

export function Results() {
  const trends = useTrends({ series: [view] })
  if (trends.isSuccess) expectTypeOf(trends.data.results).toEqualTypeOf<readonly TrendsResult[]>()
  const funnel = useFunnel({ series: [view, view] })
  if (funnel.isSuccess) expectTypeOf<FunnelStepsResult | TimeToConvert>().toExtend<typeof funnel.data.results>()
  expectTypeOf(useTopEvents().data).toEqualTypeOf<TopEntry[] | undefined>()
  const total = useTrends({ series: [view] }, { select: ({ results }) => results[0]?.aggregated_value })
  expectTypeOf(total.data).toEqualTypeOf<number | undefined>()
}
