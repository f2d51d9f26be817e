import type { Engine } from '../engine/types.js'
import type { createHogQL } from '../hogql/createHogQL.js'
import type { PropertyTypes } from '../hogql/types.js'
import type { Ingestion } from '../ingestion/ingestion.js'
import type { JsonObject } from '../json.js'
import type { SandboxLog } from '../log.js'
import type { Project } from '../project.js'
import type { Database } from '../store/database.js'
import type { GroupStore } from '../store/groups.js'
import type { KeyStore } from '../store/keys.js'
import type { ActivityStore } from '../store/activity.js'
import type { PersonStore } from '../store/persons.js'
import type { CohortCalculation } from './cohorts/calculation.js'
import type { CohortMembers } from './cohorts/members.js'
import type { FlagStore } from './featureFlags/store.js'
import type { InsightResults } from './insights/results.js'
import type { RateLimiter } from './rateLimits.js'
import type { Resources } from './resources.js'
import type { QueryJobs } from './query/jobs.js'

/** Everything the private endpoints work with. One for each sandbox. */
export interface ApiServices {
  readonly project: Project
  readonly database: Database
  readonly engine: Engine
  readonly keys: KeyStore
  readonly rateLimiter: RateLimiter
  readonly persons: PersonStore
  readonly groups: GroupStore
  readonly flags: FlagStore
  readonly resources: Resources
  readonly activity: ActivityStore
  readonly cohortMembers: CohortMembers
  readonly cohortCalculation: CohortCalculation
  readonly insightResults: InsightResults
  readonly ingestion: Ingestion
  /** What property definitions say of the values of properties. */
  readonly propertyTypes: () => PropertyTypes
  readonly hogql: ReturnType<typeof createHogQL>
  /** Queries that run in the background. */
  readonly jobs: QueryJobs
  readonly now: () => number
  readonly log: SandboxLog
}

/** One request to a private endpoint, authenticated and with its scope checked. */
export interface ApiRequest {
  readonly request: Request
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  /** The parsed JSON body; empty for requests without one. */
  readonly body: JsonObject
}

export type ApiHandler = (request: ApiRequest, services: ApiServices) => Promise<Response>
