import type { Expr, Located, Select } from '../ast.js'
import { HogQLError } from '../errors.js'
import type { HogQLText } from '../tag.js'

/** A condition on the rows of a table, in terms of that table's own fields: text, `` hogql`…` `` with values, or a tree. */
export type PolicyCondition = string | HogQLText | Expr

/** What queries may do. Whatever is not named is refused. */
export interface Policy {
  /** Tables and table functions that may be read, `persons` also for `person.…` of events. Names as written in FROM: `events`, `system.cohorts`, `numbers`. */
  tables: readonly string[]
  /** Functions that may be called, in any case; `'any'` for all. Operators and what syntax stands for (if, concat, intervals) are always allowed. */
  functions: readonly string[] | 'any'
  /**
   * Fields that may be read, by table; tables without an entry are open. An entry covers what lies below it: `properties.plan`, `properties`,
   * `person.properties`. With an entry, `*` and COLUMNS are refused, `count(*)` is not.
   */
  columns?: Readonly<Record<string, readonly string[]>> | undefined
  /** Most rows of an answer. A larger LIMIT is lowered; without one, PostHog's 100 rows or fewer. */
  maxLimit?: number | undefined
  /**
   * Conditions that every row must meet, by table, wherever the table is read: subqueries, WITH, joins, unions, and lazily through `person.…`,
   * `session.…`, `group_0.…`.
   */
  where?: Readonly<Record<string, PolicyCondition>> | undefined
}

/** What a refusal is about. */
export type PolicyReason = 'table' | 'function' | 'column' | 'alias' | 'limit' | 'placeholder' | 'syntax'

/** Why a query was refused. `start` and `end` are offsets into its text, as in every {@link HogQLError}. */
export class PolicyRefusal extends HogQLError {
  constructor(
    readonly reason: PolicyReason,
    detail: string,
    at?: Located | null,
  ) {
    super('not_allowed', detail, { start: at?.start?.offset, end: at?.end?.offset })
  }
}

/** The query that may run instead, or why none may. */
export type PolicyResult =
  | { allowed: true; query: Select; refusal?: undefined }
  | { allowed: false; refusal: PolicyRefusal; query?: undefined }
