'use client'

import type { Operation, WithId } from '../../api/index.js'
import { createWriteHook, type WriteHook } from './createWriteHook.js'

/** Makes a hook that makes one of a resource: its lists are read again. */
export function createCreateHook<TInput, TItem>(
  name: string,
  operation: Operation<TInput, TItem>,
): WriteHook<TInput, TItem> {
  return createWriteHook(name, { operation, run: (api, input) => operation(api, input) })
}

/** Makes a hook that changes fields of one: the change shows at once, and is taken back when the server refuses. */
export function createUpdateHook<TId extends number | string, TChanges, TItem>(
  name: string,
  operation: Operation<WithId<TId, TChanges>, TItem>,
): WriteHook<WithId<TId, TChanges>, TItem> {
  return createWriteHook<WithId<TId, TChanges>, TItem>(name, {
    operation,
    run: (api, input) => operation(api, input),
    optimistic: ({ id, ...changes }) => ({ id, change: item => ({ ...item, ...changes }) }),
    givesItem: true,
  })
}

type SoftDelete<TId, TItem> = Operation<WithId<TId, { readonly deleted?: boolean }>, TItem>

/** Makes a hook that deletes one so that it can be restored: it leaves the lists at once, and comes back when the server refuses. */
export function createSoftDeleteHook<TId extends number | string, TItem>(
  name: string,
  operation: SoftDelete<TId, TItem>,
): WriteHook<TId, TItem> {
  return createWriteHook<TId, TItem>(name, {
    operation,
    run: (api, id) => operation(api, { id, deleted: true }),
    optimistic: id => ({ id, change: () => null }),
  })
}

/** Makes a hook that brings a deleted one back. */
export function createRestoreHook<TId extends number | string, TItem>(
  name: string,
  operation: SoftDelete<TId, TItem>,
): WriteHook<TId, TItem> {
  return createWriteHook<TId, TItem>(name, { operation, run: (api, id) => operation(api, { id, deleted: false }) })
}

/** Makes a hook that deletes one for good: it leaves the lists at once, and comes back when the server refuses. */
export function createHardDeleteHook<TId extends number | string>(
  name: string,
  operation: Operation<TId, void>,
): WriteHook<TId, void> {
  return createWriteHook<TId, void>(name, {
    operation,
    run: (api, id) => operation(api, id),
    optimistic: id => ({ id, change: () => null }),
  })
}

/** Makes a hook of a step that answers with the item as it then is. */
export function createStepHook<TInput extends number | WithId<number, object>, TItem>(
  name: string,
  operation: Operation<TInput, TItem>,
): WriteHook<TInput, TItem> {
  return createWriteHook<TInput, TItem>(name, {
    operation,
    run: (api, input) => operation(api, input),
    optimistic: input => ({ id: typeof input === 'object' ? input.id : input, change: item => item }),
    givesItem: true,
  })
}
