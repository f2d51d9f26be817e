import type { ListOperation, Operation } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import { type Page, walkItems, walkPages } from './page.js'

/** What an `Api` offers of a list. */
export interface ListMethods<TParams extends object, TItem> {
  /** One page. */
  list(params?: TParams, options?: CallOptions): Promise<Page<TItem>>
  /** All pages from the given one on, loaded as the loop comes to them. */
  pages(params?: TParams, options?: CallOptions): AsyncGenerator<Page<TItem>, void, undefined>
  /** All items of all pages, one by one: `for await (const item of api.insights.iterate())`. */
  iterate(params?: TParams, options?: CallOptions): AsyncGenerator<TItem, void, undefined>
}

/** Makes the methods of a list. Pages go on by offset, cursor, page number or `next`, whatever the list has. */
export function listMethods<TParams extends object, TItem>(
  api: ApiCaller,
  operation: ListOperation<TParams, TItem>,
): ListMethods<TParams, TItem> {
  const pages = (params?: TParams, options?: CallOptions) => {
    const { query = {}, ...call } = operation.toCall(params)
    return walkPages<TItem>(next => api.request(operation.endpoint, { ...options, ...call, query: next }), query)
  }
  return {
    list: (params, options) => operation(api, params, options),
    pages,
    iterate: (params, options) => walkItems(pages(params, options)),
  }
}

/** What an `Api` offers of a resource by id. */
export interface GetMethods<TId, TItem> {
  /**
   * One of them.
   * @throws NotFoundError when there is none, or it is deleted
   */
  get(id: TId, options?: CallOptions): Promise<TItem>
}

/** Makes `get`. */
export function getMethods<TId, TItem>(api: ApiCaller, operation: Operation<TId, TItem>): GetMethods<TId, TItem> {
  return { get: (id, options) => operation(api, id, options) }
}

/** What an `Api` offers to make one of a resource. */
export interface CreateMethods<TInput, TItem> {
  /**
   * Makes one.
   * @throws ValidationError with the wrong field in `attr`
   */
  create(input: TInput, options?: CallOptions): Promise<TItem>
}

/** Makes `create`. */
export function createMethods<TInput, TItem>(
  api: ApiCaller,
  operation: Operation<TInput, TItem>,
): CreateMethods<TInput, TItem> {
  return { create: (input, options) => operation(api, input, options) }
}

/** What changes one of a resource: its id, and the fields to change. */
export type WithId<TId, TChanges> = { readonly id: TId } & TChanges

/** What an `Api` offers to change one of a resource. */
export interface UpdateMethods<TId, TChanges, TItem> {
  /**
   * Changes the given fields and leaves the others.
   * @throws ValidationError with the wrong field in `attr`, NotFoundError, ConflictError
   */
  update(id: TId, changes: TChanges, options?: CallOptions): Promise<TItem>
}

/** Makes `update`. */
export function updateMethods<TId, TChanges, TItem>(
  api: ApiCaller,
  operation: Operation<WithId<TId, TChanges>, TItem>,
): UpdateMethods<TId, TChanges, TItem> {
  return { update: (id, changes, options) => operation(api, { id, ...changes }, options) }
}

/** What an `Api` offers where deleting can be undone. */
export interface SoftDeleteMethods<TId, TItem> {
  /** Deletes it the way PostHog can undo: `deleted: true`. (`DELETE` itself answers 405.) */
  delete(id: TId, options?: CallOptions): Promise<TItem>
  /** Brings a deleted one back. */
  restore(id: TId, options?: CallOptions): Promise<TItem>
}

/** Makes `delete` and `restore` of an update that takes `deleted`. */
export function softDeleteMethods<TId, TItem>(
  api: ApiCaller,
  operation: Operation<WithId<TId, { readonly deleted?: boolean }>, TItem>,
): SoftDeleteMethods<TId, TItem> {
  return {
    delete: (id, options) => operation(api, { id, deleted: true }, options),
    restore: (id, options) => operation(api, { id, deleted: false }, options),
  }
}

/** What an `Api` offers where deleting is for good. */
export interface HardDeleteMethods<TId> {
  /** Deletes it for good. */
  delete(id: TId, options?: CallOptions): Promise<void>
}

/** Makes `delete`. */
export function hardDeleteMethods<TId>(api: ApiCaller, operation: Operation<TId, void>): HardDeleteMethods<TId> {
  return { delete: (id, options) => operation(api, id, options) }
}

/** Makes all methods of a resource that is listed, made, changed, deleted and restored: most of PostHog's are. */
export function crudMethods<TParams extends object, TItem, TListItem, TRef, TId, TInput, TChanges>(
  api: ApiCaller,
  operations: {
    readonly list: ListOperation<TParams, TListItem>
    readonly get: Operation<TRef, TItem>
    readonly create: Operation<TInput, TItem>
    readonly update: Operation<WithId<TId, TChanges>, TItem>
  },
) {
  return {
    ...listMethods(api, operations.list),
    ...getMethods(api, operations.get),
    ...createMethods(api, operations.create),
    ...updateMethods(api, operations.update),
  }
}
