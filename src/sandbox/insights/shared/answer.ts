import type { Select } from '../../../hogql/ast.js'
import type { DateRange } from './dateRange.js'

/** What a runner gives: PostHog's `results`, and the query that was run. */
export interface InsightAnswer {
  readonly results: unknown
  readonly hasMore?: boolean
  readonly hogql: Select
  readonly range?: Pick<DateRange, 'from' | 'until'>
  /** Fields that only this kind has. */
  readonly extra?: Readonly<Record<string, unknown>>
}
