import { expect, vi } from 'vitest'
import type { TestSandbox } from './sandbox.js'

/** A cohort as the API tells it, with what tests read of its calculation. */
export interface CohortBody {
  readonly id: number
  readonly count: number | null
  readonly is_calculating: boolean
  readonly version: number | null
  readonly pending_version: number | null
  readonly last_calculation: string | null
  readonly errors_calculating: number
  readonly last_error_message: string | null
}

/** How long a busy machine may take to calculate a cohort. */
export const cohortWait = { timeout: 30_000, interval: 25 }

/** The cohort once its calculation has ended. */
export async function calculated({ get }: Pick<TestSandbox, 'get'>, id: number): Promise<CohortBody> {
  return vi.waitFor(async () => {
    const { body } = await get<CohortBody>(`cohorts/${id}/`)
    expect(body.is_calculating).toBe(false)
    return body
  }, cohortWait)
}
