import type { Database, Row, Statement } from './database.js'

/** How far the calculation of a cohort is. */
export interface CohortCalculationState {
  /** The calculation that its members come from; null before the first has finished. */
  readonly version: number | null
  /** The newest that was asked for. */
  readonly pendingVersion: number | null
  readonly isCalculating: boolean
  /** How many members the last one found. */
  readonly count: number | null
  /** ISO 8601, UTC. */
  readonly lastCalculation: string | null
  /** Failures since the last success. */
  readonly errors: number
  /** Milliseconds since 1970. */
  readonly lastErrorAt: number | null
  readonly lastErrorMessage: string | null
}

export const NEVER_CALCULATED: CohortCalculationState = {
  version: null,
  pendingVersion: null,
  isCalculating: false,
  count: null,
  lastCalculation: null,
  errors: 0,
  lastErrorAt: null,
  lastErrorMessage: null,
}

/** What is stored of the calculations of cohorts, by the cohort's id. */
export async function readCalculations(database: Database): Promise<Map<number, CohortCalculationState>> {
  const rows = await database.all('SELECT * FROM cohort_calculations')
  return new Map(rows.map(row => [Number(row['cohort_id']), fromRow(row)]))
}

/** Stores how far a cohort's calculation is. */
export function calculationStatement(cohortId: number, state: CohortCalculationState): Statement {
  return {
    sql: `INSERT OR REPLACE INTO cohort_calculations (cohort_id, version, pending_version, is_calculating, count, last_calculation,
          errors_calculating, last_error_at, last_error_message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    args: [
      cohortId,
      state.version,
      state.pendingVersion,
      Number(state.isCalculating),
      state.count,
      state.lastCalculation,
      state.errors,
      state.lastErrorAt,
      state.lastErrorMessage,
    ],
  }
}

function fromRow(row: Row): CohortCalculationState {
  const number = (name: string) => (typeof row[name] === 'number' ? row[name] : null)
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : null)
  return {
    version: number('version'),
    pendingVersion: number('pending_version'),
    isCalculating: row['is_calculating'] === 1,
    count: number('count'),
    lastCalculation: text('last_calculation'),
    errors: number('errors_calculating') ?? 0,
    lastErrorAt: number('last_error_at'),
    lastErrorMessage: text('last_error_message'),
  }
}
