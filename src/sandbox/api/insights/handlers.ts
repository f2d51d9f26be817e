import { randomInt } from 'node:crypto'
import { json } from '../../http/respond.js'
import type { JsonObject } from '../../json.js'
import type { StoredResource } from '../../store/resources.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { putOnDashboards, readDashboards, tilesOfInsight } from '../dashboards/tiles.js'
import { readOverride, shownAs } from '../query/overrides.js'
import { readFields } from '../resource/fields.js'
import { readMoment } from '../resource/moments.js'
import { contains, flagParam, listParam } from '../resource/pages.js'
import { createResourceHandlers, findResource, type ResourceDefinition } from '../resource/resource.js'
import { sandboxUser } from '../../project.js'
import { userBasic } from '../users.js'
import { type InsightFields, insightShape, insightTypeOf } from './fields.js'
import { type InsightResult, readRefresh } from './results.js'

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

function newShortId(): string {
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

const defaults: Omit<InsightFields, 'short_id'> = {
  name: null,
  derived_name: null,
  description: null,
  query: null,
  order: null,
  tags: [],
  favorited: false,
  saved: true,
  last_viewed_at: null,
  deleted: false,
}

type StoredInsight = StoredResource<InsightFields>

/** Saved questions and their charts. https://posthog.com/docs/api/insights */
export const insights: ResourceDefinition<InsightFields> = {
  scope: 'Insight',
  store: ({ resources }) => resources.insights,
  nameOf: fields => fields.name ?? fields.derived_name,
  async create(body, services) {
    if (body['dashboards'] !== undefined) await readDashboards(body['dashboards'], services)
    return { short_id: newShortId(), ...defaults, ...readFields(insightShape, body) }
  },
  async update(current, body, services) {
    if (body['dashboards'] !== undefined) await readDashboards(body['dashboards'], services)
    return { ...current.fields, ...readFields(insightShape, body) }
  },
  isNamed: (insight, id) => String(insight.id) === id || insight.fields.short_id === id,
  filter: listFilter,
  order: params => orders[params.get('order') ?? ''],
  serialize: (insight, services) => serializeInsight(insight, services),
  serializeListed: async (insight, services, url) => {
    const serialized = await serializeInsight(insight, services)
    return flagParam(url.searchParams, 'basic') ? withoutResult(serialized) : serialized
  },
  async onWrite({ after, body }, services) {
    if (!after || body['dashboards'] === undefined) return
    await putOnDashboards(after.id, await readDashboards(body['dashboards'], services), services)
  },
}

const byTime =
  (read: (insight: StoredInsight) => string | null, sign: 1 | -1) => (a: StoredInsight, b: StoredInsight) =>
    sign * (read(a) ?? '').localeCompare(read(b) ?? '')
const byName = (sign: 1 | -1) => byTime(({ fields }) => (fields.name ?? fields.derived_name ?? '').toLowerCase(), sign)

const orders: Record<string, (left: StoredInsight, right: StoredInsight) => number> = {
  name: byName(1),
  '-name': byName(-1),
  created_at: byTime(insight => insight.createdAt, 1),
  '-created_at': byTime(insight => insight.createdAt, -1),
  last_modified_at: byTime(insight => insight.updatedAt, 1),
  '-last_modified_at': byTime(insight => insight.updatedAt, -1),
  last_viewed_at: byTime(({ fields }) => fields.last_viewed_at, 1),
  '-last_viewed_at': byTime(({ fields }) => fields.last_viewed_at, -1),
}

async function listFilter(params: URLSearchParams, services: ApiServices) {
  const saved = flagParam(params, 'saved')
  const favorited = flagParam(params, 'favorited')
  const type = params.get('insight')?.toUpperCase()
  const search = params.get('search')
  const shortId = params.get('short_id')
  const tags = listParam(params, 'tags').map(tag => tag.toLowerCase())
  const dashboards = listParam(params, 'dashboards').map(Number)
  const onDashboards = await insightsOn(dashboards, services)
  // There is one user: what another one made is nothing.
  const creators = listParam(params, 'created_by').map(Number)
  const isMine = creators.length === 0 || creators.includes(sandboxUser.id)
  const created = between(params, 'created_date', services)
  const modified = between(params, 'date', services)
  const viewed = between(params, 'last_viewed_date', services)
  return ({ id, fields, createdAt, updatedAt }: StoredInsight) =>
    isMine &&
    (saved === undefined || fields.saved === saved) &&
    (favorited !== true || fields.favorited) &&
    (!type || insightTypeOf(fields) === type) &&
    (!shortId || fields.short_id === shortId) &&
    (tags.length === 0 || tags.some(tag => fields.tags.includes(tag))) &&
    (!onDashboards || onDashboards.has(id)) &&
    created(createdAt) &&
    modified(updatedAt) &&
    viewed(fields.last_viewed_at) &&
    contains(search, fields.name, fields.derived_name, fields.description, ...fields.tags)
}

async function insightsOn(dashboards: readonly number[], { resources }: ApiServices): Promise<Set<number> | undefined> {
  if (dashboards.length === 0) return undefined
  const tiles = (await resources.dashboardTiles.all()).filter(tile => !tile.fields.deleted)
  const all = new Set(tiles.flatMap(({ fields }) => fields.insight_id ?? []))
  const isOn = (insight: number, dashboard: number) =>
    tiles.some(({ fields }) => fields.insight_id === insight && fields.dashboard_id === dashboard)
  return new Set([...all].filter(insight => dashboards.every(dashboard => isOn(insight, dashboard))))
}

/** `<name>_from` and `<name>_to`. */
function between(params: URLSearchParams, name: string, { now }: ApiServices): (time: string | null) => boolean {
  const from = readMoment(params.get(`${name}_from`), now())
  const to = readMoment(params.get(`${name}_to`), now())
  if (from === undefined && to === undefined) return () => true
  return time => {
    const at = time === null ? Number.NaN : Date.parse(time)
    return (from === undefined || at >= from) && (to === undefined || at <= to)
  }
}

/** An insight as PostHog returns it, with the result that was computed for it, else the last one. */
export async function serializeInsight(insight: StoredInsight, services: ApiServices, computed?: InsightResult) {
  const { id, version, fields, createdAt, updatedAt } = insight
  const tiles = await tilesOfInsight(id, services)
  const { saved, ...shown } = fields
  return {
    id,
    ...shown,
    dashboards: tiles.map(tile => tile.fields.dashboard_id),
    dashboard_tiles: tiles.map(tile => ({ id: tile.id, dashboard_id: tile.fields.dashboard_id, deleted: false })),
    saved,
    ...(computed ?? services.insightResults.read(id, version)),
    created_at: createdAt,
    created_by: userBasic(),
    updated_at: updatedAt,
    last_modified_at: updatedAt,
    last_modified_by: userBasic(),
    is_sample: false,
    effective_restriction_level: 21,
    effective_privilege_level: 37,
    user_access_level: 'editor',
    timezone: services.project.timezone,
    alerts: [],
  }
}

function withoutResult(serialized: Awaited<ReturnType<typeof serializeInsight>>) {
  return { ...serialized, result: null, columns: null, types: null, hasMore: null, hogql: null }
}

/** The filters of the dashboard that an insight is looked at from, with those that the address names over them. */
async function filtersFor(url: URL, { resources }: ApiServices): Promise<JsonObject> {
  const from = Number(url.searchParams.get('from_dashboard'))
  const dashboard = from ? await resources.dashboards.find(from) : undefined
  return { ...dashboard?.fields.filters, ...readOverride(url, 'filters_override') }
}

const base = createResourceHandlers(insights)

/** `GET insights/:id/`, which computes the result when `refresh` says so. */
const get: ApiHandler = async ({ params, url, request }, services) => {
  const insight = await findResource(insights, params['id'], services)
  const options = { refresh: readRefresh(url), signal: request.signal }
  const shown = shownAs(insight.fields.query, await filtersFor(url, services), readOverride(url, 'variables_override'))
  const computed = await services.insightResults.compute({ ...insight, ...shown }, options)
  return json(await serializeInsight(insight, services, computed))
}

export const insightHandlers = { ...base, get }
