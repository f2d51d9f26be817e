/** Query kinds PostHog runs. `PersonsQuery` is none of them: `ActorsQuery` is what it became. */
const kinds = new Set([
  'HogQLQuery',
  'EventsQuery',
  'ActorsQuery',
  'TrendsQuery',
  'FunnelsQuery',
  'RetentionQuery',
  'PathsQuery',
  'StickinessQuery',
  'LifecycleQuery',
  'GroupsQuery',
  'SessionsQuery',
  'HogQLMetadata',
  'HogQLAutocomplete',
  'DatabaseSchemaQuery',
  'WebOverviewQuery',
  'WebStatsTableQuery',
  'ExperimentQuery',
  'ExperimentExposureQuery',
  'RecordingsQuery',
  'InsightVizNode',
  'DataTableNode',
  'DataVisualizationNode',
])

export function isKnownKind(kind: unknown): kind is string {
  return typeof kind === 'string' && kinds.has(kind)
}
