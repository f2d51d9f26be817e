import type { Api, Page } from '../api/index.js'
import { ConfigError } from '../core/errors.js'

/** A resource as the commands `list`, `get`, `create`, … use it: what it cannot do, it has not. */
export interface CliResource {
  list(params: Record<string, unknown>): Promise<Page<Row>>
  iterate(params: Record<string, unknown>): AsyncIterable<Row>
  get?(id: string): Promise<unknown>
  create?(input: object): Promise<unknown>
  update?(id: string, changes: object): Promise<unknown>
  delete?(id: string): Promise<unknown>
  restore?(id: string): Promise<unknown>
}

type Row = Record<string, unknown>

interface Known {
  readonly name: keyof Api
  /** The columns of its table. */
  readonly columns: readonly string[]
}

/** By PostHog's own name, as in its URLs. */
const resources: Readonly<Record<string, Known>> = {
  persons: { name: 'persons', columns: ['id', 'uuid', 'name', 'distinct_ids', 'created_at'] },
  feature_flags: { name: 'featureFlags', columns: ['id', 'key', 'name', 'active', 'version'] },
  insights: { name: 'insights', columns: ['id', 'short_id', 'name', 'description', 'last_modified_at'] },
  dashboards: { name: 'dashboards', columns: ['id', 'name', 'pinned', 'created_at'] },
  annotations: { name: 'annotations', columns: ['id', 'date_marker', 'content', 'scope'] },
  cohorts: { name: 'cohorts', columns: ['id', 'name', 'count', 'is_static', 'created_at'] },
  experiments: { name: 'experiments', columns: ['id', 'name', 'feature_flag_key', 'start_date', 'end_date'] },
  surveys: { name: 'surveys', columns: ['id', 'name', 'type', 'start_date', 'archived'] },
  actions: { name: 'actions', columns: ['id', 'name', 'description', 'created_at'] },
  session_recordings: {
    name: 'sessionRecordings',
    columns: ['id', 'distinct_id', 'start_time', 'recording_duration', 'click_count'],
  },
  users: { name: 'users', columns: ['uuid', 'email', 'first_name', 'last_name'] },
  event_definitions: { name: 'eventDefinitions', columns: ['id', 'name', 'last_seen_at', 'verified'] },
  property_definitions: { name: 'propertyDefinitions', columns: ['id', 'name', 'property_type', 'verified'] },
  groups: { name: 'groups', columns: ['group_type_index', 'group_key', 'group_properties', 'created_at'] },
}

/** The names that `list <resource>` knows. */
export const resourceNames = Object.keys(resources)

/** `feature-flags`, `featureFlags` and `flags` mean `feature_flags`. */
function toName(text: string): string {
  const name = text.replace(/-/g, '_').replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
  return (
    {
      flags: 'feature_flags',
      recordings: 'session_recordings',
      events: 'event_definitions',
      properties: 'property_definitions',
    }[name] ?? name
  )
}

/** @throws ConfigError that lists the known ones */
export function findResource(api: Api, text: string): CliResource & Pick<Known, 'columns'> {
  const known = resources[toName(text)]
  if (!known) throw new ConfigError(`"${text}" is no resource. Known: ${resourceNames.join(', ')}.`)
  return { ...(api[known.name] as unknown as CliResource), columns: known.columns }
}

/** The method, or what the resource can do instead. */
export function requireMethod<TName extends keyof CliResource>(
  resource: CliResource,
  method: TName,
  text: string,
): NonNullable<CliResource[TName]> {
  const found = resource[method]
  if (found) return found
  const has = ['list', 'get', 'create', 'update', 'delete', 'restore'].filter(name => name in resource)
  throw new ConfigError(
    `${text} cannot be used with "${method}", only with ${has.join(', ')}: PostHog has no more of it.`,
  )
}
