import { json } from '../../http/respond.js'
import type { JsonObject } from '../../json.js'
import type { StoredResource } from '../../store/resources.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { validationError } from '../errors.js'
import { serializeInsight } from '../insights/handlers.js'
import { type InsightResult, readRefresh } from '../insights/results.js'
import { readOverride, shownAs } from '../query/overrides.js'
import { bool, choice, integer, list, nullable, object, readFields, tags, text } from '../resource/fields.js'
import { contains, flagParam, listParam } from '../resource/pages.js'
import { createResourceHandlers, findResource, nowIso, type ResourceDefinition } from '../resource/resource.js'
import { userBasic } from '../users.js'
import { applyTiles, checkTiles, copyTiles, type StoredTile, tilesOfDashboard } from './tiles.js'

export interface DashboardFields {
  readonly name: string | null
  readonly description: string
  readonly pinned: boolean
  readonly tags: readonly string[]
  readonly filters: JsonObject
  readonly variables: JsonObject | null
  readonly restriction_level: 21 | 37
  readonly creation_mode: 'default' | 'duplicate'
  readonly breakdown_colors: unknown
  readonly data_color_theme_id: number | null
  readonly deleted: boolean
}

const shape = {
  name: nullable(text({ max: 400 })),
  description: text(),
  pinned: bool,
  tags,
  filters: object,
  variables: nullable(object),
  restriction_level: choice([21, 37]),
  breakdown_colors: nullable(list(object)),
  data_color_theme_id: nullable(integer()),
  deleted: bool,
}

const defaults: DashboardFields = {
  name: null,
  description: '',
  pinned: false,
  tags: [],
  filters: {},
  variables: null,
  restriction_level: 21,
  creation_mode: 'default',
  breakdown_colors: [],
  data_color_theme_id: null,
  deleted: false,
}

type StoredDashboard = StoredResource<DashboardFields>

/** Insights and texts side by side. https://posthog.com/docs/api/dashboards */
export const dashboards: ResourceDefinition<DashboardFields> = {
  scope: 'Dashboard',
  store: ({ resources }) => resources.dashboards,
  nameOf: fields => fields.name,
  async create(body, services) {
    const template = body['use_template']
    if (typeof template === 'string' && template !== '') {
      throw validationError('invalid_input', `Invalid template provided: ${template.slice(0, 100)}`, 'use_template')
    }
    const source = await findSource(body, services)
    await checkTiles(undefined, body, services)
    const origin = source ? { ...source.fields, creation_mode: 'duplicate' as const, deleted: false } : defaults
    return { ...origin, ...readFields(shape, body) }
  },
  async update(current, body, services) {
    await checkTiles(current.id, body, services)
    return { ...current.fields, ...readFields(shape, body) }
  },
  filter: params => {
    const search = params.get('search')
    const pinned = flagParam(params, 'pinned')
    const wanted = listParam(params, 'tags')
    return ({ fields }) =>
      contains(search, fields.name, fields.description) &&
      (pinned === undefined || fields.pinned === pinned) &&
      (wanted.length === 0 || wanted.some(tag => fields.tags.includes(tag)))
  },
  // Pinned ones first, then by name, as the app lists them.
  order: () => (left, right) =>
    Number(right.fields.pinned) - Number(left.fields.pinned) ||
    (left.fields.name ?? '').localeCompare(right.fields.name ?? '') ||
    left.id - right.id,
  serialize: (dashboard, services) => serializeDashboard(dashboard, services),
  serializeListed: (dashboard, services) => serializeBasic(dashboard, services),
  async onWrite({ before, after, body }, services) {
    if (!after) return
    const source = before ? undefined : await findSource(body, services)
    if (source) await copyTiles(source.id, after.id, services)
    await applyTiles(after.id, body, services)
    if (after.fields.deleted && body['delete_insights'] === true) await deleteInsights(after.id, services)
  },
}

async function findSource(body: JsonObject, { resources }: ApiServices): Promise<StoredDashboard | undefined> {
  const id = body['use_dashboard']
  if (id === undefined || id === null) return undefined
  const source = await resources.dashboards.find(integer()(id, 'use_dashboard'))
  if (!source || source.fields.deleted) {
    throw validationError('invalid_input', 'Invalid value provided', 'use_dashboard')
  }
  return source
}

/** Insights that stand on no other dashboard go with the one that is deleted. */
async function deleteInsights(dashboard: number, services: ApiServices): Promise<void> {
  const { dashboardTiles, insights } = services.resources
  const tiles = (await dashboardTiles.all()).filter(({ fields }) => !fields.deleted)
  for (const { fields } of tiles.filter(tile => tile.fields.dashboard_id === dashboard)) {
    const isElsewhere = tiles.some(
      other => other.fields.insight_id === fields.insight_id && other.fields.dashboard_id !== dashboard,
    )
    const insight = fields.insight_id === null ? undefined : await insights.find(fields.insight_id)
    if (insight && !isElsewhere) {
      await insights.update(insight.id, { ...insight.fields, deleted: true }, nowIso(services))
    }
  }
}

function serializeBasic({ id, fields, createdAt }: StoredDashboard, { project }: ApiServices) {
  const { filters: _filters, variables: _variables, breakdown_colors: _c, data_color_theme_id: _t, ...basic } = fields
  return {
    id,
    ...basic,
    created_at: createdAt,
    created_by: userBasic(),
    last_accessed_at: null,
    last_viewed_at: null,
    is_shared: false,
    effective_restriction_level: fields.restriction_level,
    effective_privilege_level: 37,
    user_access_level: 'editor',
    access_control_version: 'v2',
    last_refresh: null,
    team_id: project.id,
  }
}

async function serializeDashboard(dashboard: StoredDashboard, services: ApiServices) {
  const { fields } = dashboard
  const tiles = await tilesOfDashboard(dashboard.id, services)
  return {
    ...serializeBasic(dashboard, services),
    filters: fields.filters,
    variables: fields.variables,
    breakdown_colors: fields.breakdown_colors,
    data_color_theme_id: fields.data_color_theme_id,
    persisted_filters: fields.filters,
    persisted_variables: fields.variables,
    quick_filter_ids: null,
    tiles: await Promise.all(tiles.map((tile, order) => serializeTile(tile, order, services))),
  }
}

async function serializeTile(tile: StoredTile, order: number, services: ApiServices, computed?: InsightResult) {
  const { insight_id, text, layouts, color } = tile.fields
  const insight = insight_id === null ? undefined : await services.resources.insights.find(insight_id)
  const shown = insight ? await serializeInsight(insight, services, computed) : null
  return {
    id: tile.id,
    layouts,
    color,
    order,
    insight: shown,
    text: text && { ...text, id: tile.id, created_by: userBasic(), last_modified_by: userBasic() },
    is_cached: shown?.is_cached ?? false,
    last_refresh: shown?.last_refresh ?? null,
  }
}

export const dashboardHandlers = createResourceHandlers(dashboards)

/** `GET dashboards/:id/run_insights/`: every insight of a dashboard with its result. */
export const runDashboardInsights: ApiHandler = async ({ params, url, request }, services) => {
  const { id, fields } = await findResource(dashboards, params['id'], services)
  const filters = { ...fields.filters, ...readOverride(url, 'filters_override') }
  const variables = { ...fields.variables, ...readOverride(url, 'variables_override') }
  const refresh = url.searchParams.has('refresh') ? readRefresh(url) : 'none'
  const tiles = (await tilesOfDashboard(id, services)).filter(tile => tile.fields.insight_id !== null)
  const results = []
  for (const [order, tile] of tiles.entries()) {
    const insight = await services.resources.insights.find(tile.fields.insight_id ?? 0)
    if (!insight) continue
    const wanted = { ...insight, ...shownAs(insight.fields.query, filters, variables) }
    const computed = await services.insightResults.compute(wanted, { refresh, signal: request.signal })
    results.push(await serializeTile(tile, order, services, computed))
  }
  return json({ results })
}
