import { json } from '../../http/respond.js'
import type { JsonObject } from '../../json.js'
import type { ResourceStore, StoredResource } from '../../store/resources.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { notFound } from '../errors.js'
import { changesBetween } from './activity.js'
import { respondWithPage } from './pages.js'

/** Deleted ones are kept and left out of every answer. Resources that are deleted for good have no such field. */
function isDeleted(fields: object): boolean {
  return 'deleted' in fields && fields.deleted === true
}

/** What makes one kind of stored resource different from the others. */
export interface ResourceDefinition<TFields extends object> {
  /** PostHog's name for it in the activity log: `Annotation`. */
  readonly scope: string
  readonly store: (services: ApiServices) => ResourceStore<TFields>
  readonly nameOf: (fields: TFields) => string | null
  /** The fields of a new one. Throws PostHog's 400 for the first that is wrong. */
  readonly create: (body: JsonObject, services: ApiServices) => TFields | Promise<TFields>
  /** The fields after a `PATCH`. */
  readonly update: (
    current: StoredResource<TFields>,
    body: JsonObject,
    services: ApiServices,
  ) => TFields | Promise<TFields>
  /** As the API returns it. */
  readonly serialize: (resource: StoredResource<TFields>, services: ApiServices, url: URL) => unknown
  /** As it stands in lists, where that is less. */
  readonly serializeListed?: (resource: StoredResource<TFields>, services: ApiServices, url: URL) => unknown
  /** Which ones a list's parameters ask for. */
  readonly filter: (
    params: URLSearchParams,
    services: ApiServices,
  ) => ((resource: StoredResource<TFields>) => boolean) | Promise<(resource: StoredResource<TFields>) => boolean>
  /** How a list is ordered where not newest first. */
  readonly order?: (
    params: URLSearchParams,
  ) => ((left: StoredResource<TFields>, right: StoredResource<TFields>) => number) | undefined
  /** Whether a path's id means this one. Default: its number. */
  readonly isNamed?: (resource: StoredResource<TFields>, id: string) => boolean
  /** What else a write changes. `before` is undefined for a new one, `after` for one that was deleted for good. */
  readonly onWrite?: (
    change: { before?: StoredResource<TFields>; after?: StoredResource<TFields>; body: JsonObject },
    services: ApiServices,
  ) => Promise<void>
}

/** The handlers of a kind of stored resource. Which of them are offered is the endpoint table's to say. */
export interface ResourceHandlers {
  readonly list: ApiHandler
  readonly create: ApiHandler
  readonly get: ApiHandler
  readonly update: ApiHandler
  /** For good, with 204. */
  readonly remove: ApiHandler
}

/** Makes a kind of stored resource out of its definition. */
export function createResourceHandlers<TFields extends object>(
  definition: ResourceDefinition<TFields>,
): ResourceHandlers {
  const { store, serialize } = definition
  return {
    async list({ url }, services) {
      const found = await listResources(definition, url.searchParams, services)
      const show = definition.serializeListed ?? serialize
      return respondWithPage(url, found, resource => show(resource, services, url))
    },
    create: ({ body, url }, services) =>
      store(services).exclusively(async () => {
        const fields = await definition.create(body, services)
        const after = await createResource(definition, fields, { body }, services)
        return json(await serialize(after, services, url), 201)
      }),
    async get({ params, url }, services) {
      return json(await serialize(await findResource(definition, params['id'], services), services, url))
    },
    update: ({ params, body, url }, services) =>
      store(services).exclusively(async () => {
        const before = await findAny(definition, params['id'], services)
        // What was deleted can only be brought back.
        if (!before || (isDeleted(before.fields) && body['deleted'] !== false)) throw notFound()
        const fields = await definition.update(before, body, services)
        const after = await updateResource(definition, before, fields, body, services)
        return json(await serialize(after, services, url))
      }),
    remove: ({ params, body }, services) =>
      store(services).exclusively(async () => {
        const before = await findResource(definition, params['id'], services)
        await store(services).remove(before.id)
        await log(definition, before, 'deleted', null, services)
        await definition.onWrite?.({ before, body }, services)
        return new Response(null, { status: 204 })
      }),
  }
}

/** Every one that is not deleted and that a list's parameters ask for, in order. */
export async function listResources<TFields extends object>(
  { store, filter, order }: ResourceDefinition<TFields>,
  params: URLSearchParams,
  services: ApiServices,
): Promise<StoredResource<TFields>[]> {
  const isWanted = await filter(params, services)
  const found = (await store(services).all()).filter(resource => !isDeleted(resource.fields) && isWanted(resource))
  const compare = order?.(params)
  return compare ? found.toSorted(compare) : found
}

/** The one that a path names. Throws 404 when there is none, or it is deleted. */
export async function findResource<TFields extends object>(
  definition: ResourceDefinition<TFields>,
  id: string | undefined,
  services: ApiServices,
): Promise<StoredResource<TFields>> {
  const found = await findAny(definition, id, services)
  if (!found || isDeleted(found.fields)) throw notFound()
  return found
}

async function findAny<TFields extends object>(
  { store, isNamed }: ResourceDefinition<TFields>,
  id: string | undefined,
  services: ApiServices,
): Promise<StoredResource<TFields> | undefined> {
  if (id === undefined) return undefined
  if (isNamed) return (await store(services).all()).find(resource => isNamed(resource, id))
  return /^\d{1,15}$/.test(id) ? store(services).find(Number(id)) : undefined
}

/** Stores a new one. Call it within the store's `exclusively`. */
export async function createResource<TFields extends object>(
  definition: ResourceDefinition<TFields>,
  fields: TFields,
  { body, uuid }: { readonly body: JsonObject; readonly uuid?: string },
  services: ApiServices,
): Promise<StoredResource<TFields>> {
  const after = await definition.store(services).create(fields, nowIso(services), uuid)
  await log(definition, after, 'created', null, services)
  await definition.onWrite?.({ after, body }, services)
  return after
}

/** Stores a change. Call it within the store's `exclusively`. */
export async function updateResource<TFields extends object>(
  definition: ResourceDefinition<TFields>,
  before: StoredResource<TFields>,
  fields: TFields,
  body: JsonObject,
  services: ApiServices,
): Promise<StoredResource<TFields>> {
  const after = await definition.store(services).update(before.id, fields, nowIso(services))
  await log(definition, after, activityOf(before.fields, fields), before, services)
  await definition.onWrite?.({ before, after, body }, services)
  return after
}

function activityOf(before: object, after: object): string {
  if (isDeleted(after) && !isDeleted(before)) return 'deleted'
  return isDeleted(before) && !isDeleted(after) ? 'restored' : 'updated'
}

async function log<TFields extends object>(
  { scope, nameOf }: ResourceDefinition<TFields>,
  resource: StoredResource<TFields>,
  activity: string,
  before: StoredResource<TFields> | null,
  services: ApiServices,
): Promise<void> {
  const changes = before ? changesBetween(scope, before.fields, resource.fields) : null
  const detail = { name: nameOf(resource.fields), changes }
  await services.activity.add({ scope, itemId: String(resource.id), activity, detail }, nowIso(services))
}

export function nowIso({ now }: Pick<ApiServices, 'now'>): string {
  return new Date(now()).toISOString()
}
