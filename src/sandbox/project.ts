import type { HogQLPropertyFilter } from '../hogql/index.js'

/** The one project of a sandbox. */
export interface Project {
  /** PostHog's project and team id. */
  readonly id: number
  readonly uuid: string
  readonly organizationId: string
  readonly name: string
  /** `phc_…`, public. */
  readonly token: string
  /** ISO 8601. */
  readonly createdAt: string
  /** IANA name; times in queries print in it. */
  readonly timezone: string
  /** 0: weeks begin on Sunday, 1: on Monday. */
  readonly weekStartDay: 0 | 1
  readonly isDemo: boolean
  /** What `filterTestAccounts` leaves: everybody but the project's own people. */
  readonly testAccountFilters: readonly HogQLPropertyFilter[]
}

/** The person who owns the sandbox's keys. */
export const sandboxUser = {
  id: 1,
  uuid: '018f0000-0000-7000-8000-000000000001',
  distinct_id: 'sandbox-user',
  first_name: 'Sandbox',
  last_name: '',
  email: 'sandbox@localhost',
} as const
