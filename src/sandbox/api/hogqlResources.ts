import type { HogQLPropertyFilter } from '../../hogql/index.js'
import type { HogQLResources } from '../hogql/resources.js'
import type { Project } from '../project.js'
import type { Database } from '../store/database.js'
import type { ResourceStore } from '../store/resources.js'
import { readWarnings } from '../store/warnings.js'
import type { CohortCalculation } from './cohorts/calculation.js'
import type { CohortMembers } from './cohorts/members.js'
import { calculationOf } from './cohorts/progress.js'
import type { FlagStore } from './featureFlags/store.js'
import type { Resources } from './resources.js'

export interface HogQLResourcesOptions {
  readonly database: Database
  readonly project: Project
  readonly resources: Resources
  readonly flags: FlagStore
  readonly cohortMembers: CohortMembers
  readonly cohortCalculation: CohortCalculation
  readonly groupTypes: () => ReadonlyMap<string, number>
}

type Rows = readonly Readonly<Record<string, unknown>>[]

/** The project's stored resources as HogQL reads them: cohorts, actions and the tables under `system.`. */
export function createHogQLResources(options: HogQLResourcesOptions): HogQLResources {
  const { database, project, resources, flags, cohortMembers, groupTypes } = options
  const tables: Record<string, () => Promise<Rows>> = {
    actions: async () =>
      (await rowsOf(resources.actions)).map(row => ({ ...row, steps_json: (row as { steps?: unknown }).steps })),
    annotations: () => rowsOf(resources.annotations),
    cohorts: async () =>
      Promise.all(
        (await resources.cohorts.all()).map(async cohort => ({
          ...cohort.fields,
          id: cohort.id,
          created_at: cohort.createdAt,
          ...(await calculationOf(cohort, options)),
        })),
      ),
    dashboards: () => rowsOf(resources.dashboards),
    dashboard_tiles: () => rowsOf(resources.dashboardTiles),
    experiments: () => rowsOf(resources.experiments),
    feature_flags: async () => (await flags.all()).map(flag => ({ ...flag })),
    groups: () =>
      database.all(
        'SELECT type_index AS "index", key, properties, created_at FROM groups ORDER BY type_index, key LIMIT 10001',
      ),
    group_type_mappings: async () =>
      Array.from(groupTypes(), ([name, index]) => ({ group_type: name, group_type_index: index })),
    ingestion_warnings: async () => (await readWarnings(database)).map(row => ({ source: 'sandbox', ...row })),
    insights: () => rowsOf(resources.insights),
    // PostHog knows surveys by uuid.
    surveys: async () =>
      (await resources.surveys.all()).map(({ uuid, createdAt, updatedAt, fields }) => ({
        ...fields,
        id: uuid,
        created_at: createdAt,
        updated_at: updatedAt,
      })),
    teams: async () => [
      {
        id: project.id,
        uuid: project.uuid,
        name: project.name,
        timezone: project.timezone,
        created_at: project.createdAt,
      },
    ],
  }
  return {
    async cohorts() {
      const stored = (await resources.cohorts.all()).filter(({ fields }) => !fields.deleted)
      return stored.map(({ id, fields }) => ({ id, name: fields.name }))
    },
    members: id => cohortMembers.of(id),
    async actions() {
      const stored = (await resources.actions.all()).filter(({ fields }) => !fields.deleted)
      return stored.map(({ id, fields }) => ({
        id,
        name: fields.name,
        // What a filter's parts are is checked where it is translated.
        steps: fields.steps.map(step => ({
          ...step,
          properties: step.properties as readonly HogQLPropertyFilter[] | null,
        })),
      }))
    },
    rows: async table => (Object.hasOwn(tables, table) ? ((await tables[table]?.()) ?? []) : []),
  }
}

async function rowsOf<TFields extends object>(store: ResourceStore<TFields>): Promise<Rows> {
  return (await store.all()).map(({ id, version, createdAt, updatedAt, fields }) => ({
    ...fields,
    id,
    version,
    created_at: createdAt,
    updated_at: updatedAt,
  }))
}
