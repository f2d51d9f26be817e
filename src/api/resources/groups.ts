import * as groupRows from '../endpoints/groups.js'
import * as typeRows from '../endpoints/groupTypes.js'
import { defineList, defineRead } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { listMethods } from './crud.js'

/** A group: a company, a team, … https://posthog.com/docs/product-analytics/group-analytics */
export interface GroupRecord extends Shape<'Group'> {}

/** A type of group, of which a project has five at most. */
export interface GroupType extends Shape<'GroupType'> {}

/** Which groups to list. */
export interface GroupsListParams {
  /** The index of the groups’ type, 0 to 4: see `api.groupTypes.list()`. */
  readonly groupTypeIndex: number
  /** Part of a key or a name. */
  readonly search?: string
  /** Where to go on: what `next` of the page before says. */
  readonly cursor?: string
}

/** Which group to find. */
export interface GroupRef {
  readonly groupTypeIndex: number
  readonly groupKey: string
}

/** `api.groups.list` for any {@link ApiCaller}. */
export const listGroups = /* @__PURE__ */ defineList<GroupRecord, GroupsListParams>(groupRows.list)

/** `api.groups.find` for any {@link ApiCaller}. */
export const findGroup = /* @__PURE__ */ defineRead<GroupRef, GroupRecord>(groupRows.find)

/** `api.groupTypes.list` for any {@link ApiCaller}. */
export const listGroupTypes = /* @__PURE__ */ defineRead<void, GroupType[]>(typeRows.list)

/** Makes `api.groups`. https://posthog.com/docs/api/groups */
export function createGroupsApi(api: ApiCaller) {
  return {
    ...listMethods(api, listGroups),
    /**
     * One group by its type and key. Scope `group:read`.
     * @throws NotFoundError
     */
    find: (group: GroupRef, options?: CallOptions) => findGroup(api, group, options),
  }
}

/** Makes `api.groupTypes`. https://posthog.com/docs/api/groups-types */
export function createGroupTypesApi(api: ApiCaller) {
  return {
    /** All group types of the project; a list without pages. Scope `group:read`. */
    list: (options?: CallOptions) => listGroupTypes(api, undefined, options),
  }
}
