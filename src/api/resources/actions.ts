import * as rows from '../endpoints/actions.js'
import { defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { crudMethods, softDeleteMethods, type WithId } from './crud.js'

/** Events by rules, under one name. https://posthog.com/docs/api/actions */
export interface Action extends Shape<'Action'> {}

/** What to change of an action. */
export interface ActionChanges extends Shape<'PatchedAction'> {}

/** What an action is made of: an event that fits any of its `steps` belongs to it. */
export type ActionInput = ActionChanges & { readonly name: string }

/** Which actions to list. */
export interface ActionsListParams {
  /** Actions on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** `api.actions.list` for any {@link ApiCaller}. */
export const listActions = /* @__PURE__ */ defineList<Action, ActionsListParams>(rows.list)

/** `api.actions.get` for any {@link ApiCaller}. */
export const getAction = /* @__PURE__ */ defineRead<number, Action>(rows.get)

/** `api.actions.create` for any {@link ApiCaller}. */
export const createAction = /* @__PURE__ */ defineWrite<ActionInput, Action>(rows.create)

/** `api.actions.update` for any {@link ApiCaller}. */
export const updateAction = /* @__PURE__ */ defineWrite<WithId<number, ActionChanges>, Action>(rows.update)

/** Makes `api.actions`. https://posthog.com/docs/api/actions */
export function createActionsApi(api: ApiCaller) {
  return {
    ...crudMethods(api, { list: listActions, get: getAction, create: createAction, update: updateAction }),
    ...softDeleteMethods<number, Action>(api, updateAction),
  }
}
