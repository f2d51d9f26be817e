import { isJsonObject, type JsonObject } from '../../json.js'
import type { StoredResource } from '../../store/resources.js'
import type { ApiServices } from '../context.js'
import { validationError } from '../errors.js'
import { bool, type FieldReader, integer, invalidInput, list, nullable, object, text } from '../resource/fields.js'
import { nowIso } from '../resource/resource.js'

/** An insight or a text on a dashboard. */
export interface TileFields {
  readonly dashboard_id: number
  readonly insight_id: number | null
  readonly text: { readonly body: string; readonly last_modified_at: string } | null
  /** Where it stands: `{sm: {x, y, w, h}, xs: …}`, in columns and rows. */
  readonly layouts: JsonObject
  readonly color: string | null
  readonly deleted: boolean
}

export type StoredTile = StoredResource<TileFields>

const newTile = { insight_id: null, text: null, layouts: {}, color: null, deleted: false } as const

/** The tiles of a dashboard, in reading order: by place, those without one last and oldest first. */
export async function tilesOfDashboard(dashboard: number, { resources }: ApiServices): Promise<StoredTile[]> {
  const tiles = (await resources.dashboardTiles.all()).filter(
    ({ fields }) => fields.dashboard_id === dashboard && !fields.deleted,
  )
  const shown: StoredTile[] = []
  for (const tile of tiles) {
    const insight = tile.fields.insight_id === null ? undefined : await resources.insights.find(tile.fields.insight_id)
    if (tile.fields.text || (insight && !insight.fields.deleted)) shown.push(tile)
  }
  return shown.toSorted((left, right) => place(left) - place(right) || left.id - right.id)
}

function place({ fields }: StoredTile): number {
  const layout = fields.layouts['sm']
  if (!isJsonObject(layout)) return Number.MAX_SAFE_INTEGER
  return Number(layout['y'] ?? 0) * 1000 + Number(layout['x'] ?? 0)
}

/** The tiles that show an insight on dashboards that are not deleted. */
export async function tilesOfInsight(insight: number, { resources }: ApiServices): Promise<StoredTile[]> {
  const tiles = (await resources.dashboardTiles.all()).filter(
    ({ fields }) => fields.insight_id === insight && !fields.deleted,
  )
  const alive: StoredTile[] = []
  for (const tile of tiles) {
    const dashboard = await resources.dashboards.find(tile.fields.dashboard_id)
    if (dashboard && !dashboard.fields.deleted) alive.push(tile)
  }
  return alive.toSorted((left, right) => left.id - right.id)
}

/** The dashboards an insight is to stand on. Throws when one of them does not exist. */
export async function readDashboards(value: unknown, { resources }: ApiServices): Promise<number[]> {
  const ids = list(integer({ min: 1 }), { max: 200 })(value, 'dashboards')
  for (const id of ids) {
    const dashboard = await resources.dashboards.find(id)
    if (!dashboard || dashboard.fields.deleted) {
      throw validationError('does_not_exist', `Invalid pk "${id}" - object does not exist.`, 'dashboards')
    }
  }
  return ids
}

/** Puts an insight on exactly these dashboards. */
export async function putOnDashboards(
  insight: number,
  dashboards: readonly number[],
  services: ApiServices,
): Promise<void> {
  const { dashboardTiles } = services.resources
  const wanted = new Set(dashboards)
  for (const tile of (await dashboardTiles.all()).filter(({ fields }) => fields.insight_id === insight)) {
    const isWanted = wanted.delete(tile.fields.dashboard_id)
    if (isWanted === tile.fields.deleted) {
      await dashboardTiles.update(tile.id, { ...tile.fields, deleted: !isWanted }, nowIso(services))
    }
  }
  for (const dashboard_id of wanted) {
    await dashboardTiles.create({ ...newTile, dashboard_id, insight_id: insight }, nowIso(services))
  }
}

const layout: FieldReader<JsonObject> = (value, attr) => {
  const layouts = object(value, attr)
  for (const [size, at] of Object.entries(layouts)) {
    const numbers = isJsonObject(at) ? [at['x'], at['y'], at['w'], at['h']] : []
    const isFine = numbers.length === 4 && numbers.every(number => number === undefined || Number.isInteger(number))
    if (!isFine) throw invalidInput('A layout has x, y, w and h as whole numbers.', `${attr}__${size}`)
  }
  return layouts
}

const colorOf = nullable(text({ max: 400 }))

type TileChange = Partial<Pick<TileFields, 'layouts' | 'color' | 'deleted' | 'text'>>

/** The `tiles` of a dashboard's body: changes by id, and new texts. Without a dashboard only new texts can be meant. */
async function readTiles(
  dashboard: number | undefined,
  value: unknown,
  services: ApiServices,
): Promise<{ tile: StoredTile | undefined; changes: TileChange }[]> {
  const read: { tile: StoredTile | undefined; changes: TileChange }[] = []
  for (const [index, body] of list(object, { max: 500 })(value, 'tiles').entries()) {
    const attr = `tiles__${index}`
    const changes = readTile(body, attr, nowIso(services))
    const id = body['id'] === undefined || body['id'] === null ? undefined : integer()(body['id'], `${attr}__id`)
    const tile = id === undefined ? undefined : await services.resources.dashboardTiles.find(id)
    const isKnown = tile !== undefined && tile.fields.dashboard_id === dashboard
    if (!isKnown && !(id === undefined && changes.text)) {
      throw validationError('does_not_exist', `There is no tile ${String(id)} on this dashboard.`, `${attr}__id`)
    }
    read.push({ tile, changes })
  }
  return read
}

function readTile(body: JsonObject, attr: string, at: string): TileChange {
  const { layouts, color, deleted, text: content } = body
  return {
    ...(layouts === undefined || layouts === null ? {} : { layouts: layout(layouts, `${attr}__layouts`) }),
    ...(color === undefined ? {} : { color: colorOf(color, `${attr}__color`) }),
    ...(deleted === undefined || deleted === null ? {} : { deleted: bool(deleted, `${attr}__deleted`) }),
    ...(isJsonObject(content)
      ? { text: { body: text({ max: 4000 })(content['body'] ?? '', `${attr}__text__body`), last_modified_at: at } }
      : {}),
  }
}

/** Throws what {@link applyTiles} would, before anything is written. */
export async function checkTiles(
  dashboard: number | undefined,
  body: JsonObject,
  services: ApiServices,
): Promise<void> {
  if (body['tiles'] !== undefined) await readTiles(dashboard, body['tiles'], services)
}

/** Applies the `tiles` of a dashboard's body. */
export async function applyTiles(dashboard: number, body: JsonObject, services: ApiServices): Promise<void> {
  if (body['tiles'] === undefined) return
  const { dashboardTiles } = services.resources
  for (const { tile, changes } of await readTiles(dashboard, body['tiles'], services)) {
    if (tile) await dashboardTiles.update(tile.id, { ...tile.fields, ...changes }, nowIso(services))
    else await dashboardTiles.create({ ...newTile, dashboard_id: dashboard, ...changes }, nowIso(services))
  }
}

/** Copies the tiles of another dashboard, which may be gone by now. */
export async function copyTiles(from: number, to: number, services: ApiServices): Promise<void> {
  for (const { fields } of await tilesOfDashboard(from, services)) {
    await services.resources.dashboardTiles.create({ ...fields, dashboard_id: to }, nowIso(services))
  }
}
