import type { Select } from '../../hogql/ast.js'
import type { HogQLFilters, HogQLPropertyFilter } from '../../hogql/filters.js'
import type { HogQLVariable } from '../../hogql/placeholders.js'
import type { Engine } from '../engine/types.js'
import type { HogQLResources } from './resources.js'

/** What a property definition says of a property's values. Without one, a property is text. */
export type PropertyType = 'String' | 'Numeric' | 'Boolean' | 'DateTime' | 'Duration'

/** The property types of a project by the name of the property. https://posthog.com/docs/data/property-management */
export interface PropertyTypes {
  event?: Readonly<Record<string, PropertyType>>
  person?: Readonly<Record<string, PropertyType>>
  /** By group type index. */
  group?: Readonly<Record<number, Readonly<Record<string, PropertyType>>>>
}

/**
 * Where `person.properties` of an event come from, in PostHog's words:
 * the values when the event came in, or the person's current values.
 * https://posthog.com/docs/how-posthog-works/queries#filtering-on-person-properties
 */
export type PersonsOnEventsMode = 'person_id_override_properties_on_events' | 'person_id_override_properties_joined'

export interface HogQLOptions {
  engine: Engine
  teamId: number
  /** The project's IANA time zone. */
  timezone: () => string
  propertyTypes: () => Promise<PropertyTypes> | PropertyTypes
  /** Default `person_id_override_properties_on_events`, as PostHog Cloud has it. */
  personsOnEventsMode?: () => PersonsOnEventsMode
  /** 0: weeks begin on Sunday (default), 1: on Monday. */
  weekStartDay?: () => 0 | 1
  /** Names of the project's group types by index, to write `company.properties.x` for `group_0.properties.x`. */
  groupTypes?: () => Readonly<Record<number, string>>
  /** The project's filters for internal and test users, used by `filters.filterTestAccounts`. */
  testAccountFilters?: () => HogQLPropertyFilter[]
  /** The project's cohorts, actions and `system.` tables. Without them, queries that mention them find none. */
  resources?: HogQLResources
}

/** A HogQL query with everything that fills its placeholders. */
export interface HogQLRequest {
  /** Text, or a tree put together from parsed parts. */
  query: string | Select
  values?: Record<string, unknown> | undefined
  variables?: Record<string, HogQLVariable> | undefined
  filters?: HogQLFilters | undefined
  /** Rows when the text has no LIMIT. Default 100, most 50,000. */
  limit?: number | undefined
  /** Most rows, whatever LIMIT says. Default 50,000, as for everything that users write. */
  maxLimit?: number | undefined
}

/** A result in the shape of PostHog's query endpoint. */
export interface HogQLResult {
  columns: string[]
  /** Column name and ClickHouse type. */
  types: [string, string][]
  results: unknown[][]
  hasMore: boolean
  limit: number
  offset: number
  hogql: string
  clickhouse: string
  /** Seconds. */
  timings: { k: string; t: number }[]
}
