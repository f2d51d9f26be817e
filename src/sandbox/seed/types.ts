import type { FlagFilters } from '../../core/flags/evaluation/index.js'

/** A body for `POST /api/projects/:id/feature_flags/`, in PostHog's spelling. */
export interface FlagCreateBody {
  readonly key: string
  /** The human description. */
  readonly name: string
  readonly active: boolean
  readonly filters: FlagFilters
  readonly tags: readonly string[]
}

export interface DemoPerson {
  /** UUIDv5 of `1:<first distinct id>`, as PostHog derives it in team 1. */
  readonly uuid: string
  /** The known id (an email) first, then the anonymous ids that were merged into it. */
  readonly distinctIds: readonly string[]
  /** As they stand at `now`. */
  readonly properties: Readonly<Record<string, unknown>>
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly isIdentified: boolean
}

export interface DemoGroup {
  /** Index in {@link DemoData.groupTypes}. */
  readonly typeIndex: number
  readonly key: string
  readonly properties: Readonly<Record<string, unknown>>
  /** ISO 8601, UTC. */
  readonly createdAt: string
}

export interface DemoEvent {
  /** UUIDv7 of the event's time. */
  readonly uuid: string
  readonly event: string
  readonly distinctId: string
  /** Merges are already resolved: events before a sign-up carry the person who signed up. */
  readonly personUuid: string
  /** ISO 8601, UTC. */
  readonly timestamp: string
  readonly properties: Readonly<Record<string, unknown>>
  /** As they stood at that time; empty for `propertyless` events. Objects are shared between events. */
  readonly personProperties: Readonly<Record<string, unknown>>
  readonly personMode: 'full' | 'propertyless'
  /** Group type to group key. */
  readonly groups: Readonly<Record<string, string>>
}

/** Everything a sandbox starts with. */
export interface DemoData {
  /** People with a profile. Visitors who never signed up have events only, as in PostHog. */
  readonly persons: readonly DemoPerson[]
  readonly groupTypes: readonly string[]
  readonly groups: readonly DemoGroup[]
  /** In order of time. */
  readonly events: readonly DemoEvent[]
  readonly flags: readonly FlagCreateBody[]
}
