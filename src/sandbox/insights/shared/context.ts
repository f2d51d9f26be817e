import type { Expr, Select } from '../../../hogql/ast.js'
import type { HogQLPropertyFilter } from '../../../hogql/filters.js'
import type { HogQLResult } from '../../hogql/types.js'
import type { Experiment } from '../experiments/exposures.js'
import type { Calendar } from './dateRange.js'

/** What an insight is computed with: the project's data, calendar and stored resources. */
export interface InsightContext {
  readonly calendar: Calendar
  /** Runs a query tree and gives all its rows, up to 50,000. */
  readonly run: (query: Select) => Promise<HogQLResult>
  /** Reads a HogQL expression that the caller wrote, as in `math_hogql`. Throws HogQLError with line and column. */
  readonly parseExpr: (text: string) => Expr
  /** The project's filters for internal and test users. */
  readonly testAccountFilters: readonly HogQLPropertyFilter[]
  /** An action's name; `undefined` when there is no such action. */
  readonly actionName: (id: number) => Promise<string | undefined>
  /** A cohort's name; `undefined` when there is no such cohort. */
  readonly cohortName: (id: number) => Promise<string | undefined>
  /** An experiment that was launched; `draft` for one that was not, `undefined` when there is none. */
  readonly experiment: (id: number) => Promise<Experiment | 'draft' | undefined>
  /** Whether a property is defined as Boolean, whose values ClickHouse gives as text. */
  readonly isBoolean: (type: 'event' | 'person' | 'group', name: string, groupTypeIndex?: number) => boolean
}
