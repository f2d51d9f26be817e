import { json } from '../../http/respond.js'
import { isJsonObject, type JsonObject } from '../../json.js'
import { sandboxUser } from '../../project.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { conflict, notFound } from '../errors.js'
import { respondWithActivity } from '../resource/activity.js'
import { contains, flagParam, listParam, respondWithPage } from '../resource/pages.js'
import { checkCohorts } from './cohorts.js'
import { fieldsOnDelete, surveyFlagIds } from './deletion.js'
import { checkDependencies, checkDependents, dependentsOf } from './dependencies.js'
import { serializeFlag } from './serialize.js'
import { flagStatus } from './status.js'
import type { FlagStore, StoredFlag } from './store.js'
import { fieldsToCreate, fieldsToUpdate } from './validate.js'
import { writeFlag } from './write.js'

/** `GET feature_flags/`, newest first. https://posthog.com/docs/api/feature-flags */
export const listFlags: ApiHandler = async ({ url }, services) => {
  const { flags, now, resources } = services
  const hidden = await surveyFlagIds(services)
  const onFlags = new Set((await resources.experiments.all()).map(({ fields }) => fields.feature_flag_id))
  const isWanted = flagFilter(url.searchParams, { now: now(), hasExperiment: flag => onFlags.has(flag.id) })
  const found = (await flags.all()).filter(flag => !hidden.has(flag.id) && isWanted(flag))
  return respondWithPage(url, found, flag => serializeFlag(flag, services))
}

/** `POST feature_flags/` */
export const createFlag: ApiHandler = ({ body }, services) =>
  services.flags.exclusively(async () => {
    const { flags } = services
    const fields = await fieldsToCreate(body, flags)
    checkDependencies(fields, undefined, await flags.all())
    await checkCohorts(fields.filters, services)
    return json(await serializeFlag(await writeFlag(undefined, fields, services), services), 201)
  })

/** `GET feature_flags/:id/` */
export const getFlag: ApiHandler = async ({ params }, services) =>
  json(await serializeFlag(await findLiveFlag(params['id'], services), services))

/** `PATCH feature_flags/:id/`, which also deletes and restores. */
export const updateFlag: ApiHandler = ({ params, body }, services) =>
  services.flags.exclusively(async () => {
    const { flags } = services
    const flag = await findFlag(flags, params['id'])
    // A deleted flag can only be brought back.
    if (flag.deleted && body['deleted'] !== false) throw notFound()
    checkVersion(flag, body)
    const all = await flags.all()
    const changed = await fieldsToUpdate(flag, body, flags)
    checkDependencies(changed, flag.id, all)
    checkDependents(flag, changed, all)
    if (!changed.deleted && body['filters'] !== undefined) await checkCohorts(changed.filters, services)
    const fields = await fieldsOnDelete(flag, changed, services)
    return json(await serializeFlag(await writeFlag(flag, fields, services), services))
  })

/** `GET feature_flags/:id/status/` */
export const getFlagStatus: ApiHandler = async ({ params }, { flags, now }) =>
  json(flagStatus(await findFlag(flags, params['id']), now()))

/** `GET feature_flags/:id/activity/` */
export const listFlagActivity: ApiHandler = async ({ params, url }, { flags, activity }) => {
  const { id } = await findFlag(flags, params['id'])
  return respondWithActivity(url, activity, { scope: 'FeatureFlag', itemId: String(id) })
}

/** `GET feature_flags/:id/dependent_flags/`: the active flags that ask for this one. */
export const listDependentFlags: ApiHandler = async ({ params }, services) => {
  const flag = await findLiveFlag(params['id'], services)
  const dependents = dependentsOf(flag, await services.flags.all())
  return json(dependents.map(({ id, key, name }) => ({ id, key, name })))
}

async function findLiveFlag(id: string | undefined, { flags }: ApiServices): Promise<StoredFlag> {
  const flag = await findFlag(flags, id)
  if (flag.deleted) throw notFound()
  return flag
}

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

interface FlagListContext {
  readonly now: number
  readonly hasExperiment: (flag: StoredFlag) => boolean
}

function flagFilter(params: URLSearchParams, { now, hasExperiment }: FlagListContext): (flag: StoredFlag) => boolean {
  const search = params.get('search')
  const active = params.get('active')
  const type = params.get('type')
  const runtime = params.get('evaluation_runtime')
  const creator = params.get('created_by_id')
  const hasContexts = flagParam(params, 'has_evaluation_contexts')
  const tags = listParam(params, 'tags').map(tag => tag.toLowerCase())
  const excluded = new Set(listParam(params, 'excluded_properties'))
  return flag =>
    contains(search, flag.key, flag.name) &&
    (!active ||
      (active === 'STALE' ? flagStatus(flag, now).status === 'stale' : flag.active === (active === 'true'))) &&
    (!type || (type === 'experiment' ? hasExperiment(flag) : typeOf(flag) === type)) &&
    (!runtime || flag.evaluation_runtime === (runtime === 'both' ? 'all' : runtime)) &&
    (!creator || Number(creator) === sandboxUser.id) &&
    (hasContexts === undefined || flag.evaluation_contexts.length > 0 === hasContexts) &&
    (excluded.size === 0 || !propertiesOf(flag).some(name => excluded.has(name))) &&
    (tags.length === 0 || tags.some(tag => flag.tags.includes(tag)))
}

function propertiesOf({ filters }: StoredFlag): string[] {
  const groups = Array.isArray(filters['groups']) ? filters['groups'].filter(isJsonObject) : []
  return groups.flatMap(({ properties }) =>
    Array.isArray(properties) ? properties.filter(isJsonObject).map(property => String(property['key'])) : [],
  )
}

function typeOf(flag: StoredFlag): string {
  if (flag.is_remote_configuration) return 'remote_config'
  return flag.filters['multivariate'] ? 'multivariant' : 'boolean'
}
