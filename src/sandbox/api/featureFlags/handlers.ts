import { json } from '../../http/respond.js'
import { isJsonObject, type JsonObject, parseJson } from '../../json.js'
import { sandboxUser } from '../../project.js'
import type { ApiHandler } from '../context.js'
import { conflict, notFound } from '../errors.js'
import { pageUrl, previousUrl, readPage } from '../pagination.js'
import { checkDependencies, checkDependents } from './dependencies.js'
import { serializeFlag } from './serialize.js'
import type { FlagStore, StoredFlag } from './store.js'
import { fieldsToCreate, fieldsToUpdate } from './validate.js'

/** `GET feature_flags/`, newest first. https://posthog.com/docs/api/feature-flags */
export const listFlags: ApiHandler = async ({ url }, { flags, now }) => {
  const all = (await flags.all()).filter(flagFilter(url.searchParams, now()))
  const page = readPage(url)
  const results = all.slice(page.offset, page.offset + page.limit)
  const hasMore = page.offset + page.limit < all.length
  return json({
    count: all.length,
    next: hasMore ? pageUrl(url, { ...page, offset: page.offset + page.limit }) : null,
    previous: previousUrl(url, page),
    results: results.map(serializeFlag),
  })
}

/** `POST feature_flags/` */
export const createFlag: ApiHandler = ({ body }, { flags, now }) =>
  flags.exclusively(async () => {
    const fields = await fieldsToCreate(body, flags)
    checkDependencies(fields, undefined, await flags.all())
    return json(serializeFlag(await flags.create(fields, new Date(now()).toISOString())), 201)
  })

/** `GET feature_flags/:id/` */
export const getFlag: ApiHandler = async ({ params }, { flags }) => {
  const flag = await findFlag(flags, params['id'])
  if (flag.deleted) throw notFound()
  return json(serializeFlag(flag))
}

/** `PATCH feature_flags/:id/`, which also deletes and restores. */
export const updateFlag: ApiHandler = ({ params, body }, { flags, now }) =>
  flags.exclusively(async () => {
    const flag = await findFlag(flags, params['id'])
    // A deleted flag can only be brought back.
    if (flag.deleted && body['deleted'] !== false) throw notFound()
    checkVersion(flag, body)
    const fields = await fieldsToUpdate(flag, body, flags)
    const all = await flags.all()
    checkDependencies(fields, flag.id, all)
    checkDependents(flag, fields, all)
    return json(serializeFlag(await flags.update(flag.id, fields, new Date(now()).toISOString())))
  })

async function findFlag(flags: FlagStore, id: string | undefined): Promise<StoredFlag> {
  const flag = id && /^\d{1,15}$/.test(id) ? await flags.find(Number(id)) : undefined
  if (!flag) throw notFound()
  return flag
}

const comparedFields = ['key', 'name', 'filters', 'active', 'deleted', 'tags', 'ensure_experience_continuity'] as const

/**
 * Two people edit one flag: refused when the writer saw an older version (`version`, `original_flag`) and writes a field that the other
 * one changed meanwhile. Without a version, or with -1, nothing is checked.
 */
function checkVersion(flag: StoredFlag, body: JsonObject): void {
  const { version, original_flag: original } = body
  if (typeof version !== 'number' || version === -1 || version === flag.version || !isJsonObject(original)) return
  const conflicting = comparedFields.filter(
    name => name in body && name in original && !sameJson(original[name], flag[name]),
  )
  if (conflicting.length === 0) return
  throw conflict(
    `The feature flag was updated by ${sandboxUser.email} since you started editing it (${conflicting.join(', ')}). Please refresh and try again.`,
  )
}

function sameJson(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

function flagFilter(params: URLSearchParams, now: number): (flag: StoredFlag) => boolean {
  const search = params.get('search')?.toLowerCase()
  const active = params.get('active')
  const type = params.get('type')
  const runtime = params.get('evaluation_runtime')
  const tags = readTags(params.get('tags'))
  return flag =>
    (!search || flag.key.toLowerCase().includes(search) || flag.name.toLowerCase().includes(search)) &&
    (!active || (active === 'STALE' ? isStale(flag, now) : flag.active === (active === 'true'))) &&
    (!type || typeOf(flag) === type) &&
    (!runtime || flag.evaluation_runtime === (runtime === 'both' ? 'all' : runtime)) &&
    (tags.length === 0 || tags.some(tag => flag.tags.includes(tag)))
}

function typeOf(flag: StoredFlag): string {
  if (flag.is_remote_configuration) return 'remote_config'
  return flag.filters['multivariate'] ? 'multivariant' : 'boolean'
}

const staleAfterMs = 30 * 24 * 3_600_000

/** Fully rolled out and untouched for a month: the flag could be removed from the code. */
function isStale(flag: StoredFlag, now: number): boolean {
  const groups = Array.isArray(flag.filters['groups']) ? flag.filters['groups'].filter(isJsonObject) : []
  const isForAll = groups.some(
    group =>
      (group['rollout_percentage'] ?? 100) === 100 &&
      (!Array.isArray(group['properties']) || group['properties'].length === 0),
  )
  return flag.active && isForAll && !flag.filters['multivariate'] && Date.parse(flag.updated_at) + staleAfterMs < now
}

function readTags(text: string | null): string[] {
  if (!text) return []
  try {
    const tags = parseJson(text)
    return Array.isArray(tags) ? tags.map(String) : []
  } catch {
    return []
  }
}
