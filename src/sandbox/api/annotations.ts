import { userBasic } from './users.js'
import { bool, choice, dateTime, integer, nullable, readFields, text } from './resource/fields.js'
import { contains } from './resource/pages.js'
import { createResourceHandlers, nowIso, type ResourceDefinition } from './resource/resource.js'
import type { ApiServices } from './context.js'
import { validationError } from './errors.js'

const scopes = ['dashboard_item', 'dashboard', 'project', 'organization'] as const

export interface AnnotationFields {
  readonly content: string | null
  /** ISO 8601. */
  readonly date_marker: string | null
  readonly creation_type: 'USR' | 'GIT'
  readonly scope: (typeof scopes)[number]
  /** An insight's id. */
  readonly dashboard_item: number | null
  readonly dashboard_id: number | null
  readonly deleted: boolean
}

const shape = {
  content: nullable(text({ max: 8192 })),
  date_marker: nullable(dateTime),
  creation_type: choice(['USR', 'GIT']),
  scope: (value: unknown, attr: string) => {
    // Recordings have comments of their own now.
    if (value === 'recording') {
      throw validationError('invalid_input', 'Recording scope is deprecated, use comments instead.', attr)
    }
    return choice(scopes)(value, attr)
  },
  dashboard_item: nullable(integer()),
  dashboard_id: nullable(integer()),
  deleted: bool,
}

const defaults: AnnotationFields = {
  content: null,
  date_marker: null,
  creation_type: 'USR',
  scope: 'dashboard_item',
  dashboard_item: null,
  dashboard_id: null,
  deleted: false,
}

async function checkLinks(fields: AnnotationFields, { resources }: ApiServices): Promise<AnnotationFields> {
  const missing = (id: number, attr: string) =>
    validationError('does_not_exist', `Invalid pk "${id}" - object does not exist.`, attr)
  const { dashboard_item, dashboard_id } = fields
  if (dashboard_item !== null && !(await resources.insights.find(dashboard_item))) {
    throw missing(dashboard_item, 'dashboard_item')
  }
  if (dashboard_id !== null && !(await resources.dashboards.find(dashboard_id))) {
    throw missing(dashboard_id, 'dashboard_id')
  }
  return fields
}

/** Notes on a moment. https://posthog.com/docs/api/annotations */
export const annotations: ResourceDefinition<AnnotationFields> = {
  scope: 'Annotation',
  store: ({ resources }) => resources.annotations,
  nameOf: fields => fields.content,
  create(body, services) {
    const sent = readFields(shape, body)
    return checkLinks({ ...defaults, date_marker: nowIso(services), ...sent }, services)
  },
  update(current, body, services) {
    const sent = readFields(shape, body)
    return checkLinks({ ...current.fields, ...sent }, services)
  },
  filter: params => {
    const search = params.get('search')
    const scope = params.get('scope')
    return ({ fields }) => contains(search, fields.content) && (!scope || fields.scope === scope)
  },
  async serialize({ id, fields, createdAt, updatedAt }, { resources }) {
    const insight = fields.dashboard_item === null ? undefined : await resources.insights.find(fields.dashboard_item)
    const dashboard = fields.dashboard_id === null ? undefined : await resources.dashboards.find(fields.dashboard_id)
    return {
      id,
      ...fields,
      dashboard_name: dashboard?.fields.name ?? null,
      insight_short_id: insight?.fields.short_id ?? null,
      insight_name: insight?.fields.name ?? null,
      insight_derived_name: insight?.fields.derived_name ?? null,
      created_by: userBasic(),
      created_at: createdAt,
      updated_at: updatedAt,
    }
  },
}

export const annotationHandlers = createResourceHandlers(annotations)
