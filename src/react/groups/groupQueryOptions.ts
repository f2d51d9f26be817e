import { findGroup, listGroupTypes, listGroups } from '../../api/resources/groups.js'
import { describeInfinite, describeList, describePlain, describeRead } from '../query/describe.js'

/** Describes the read of one page of groups for TanStack Query. */
export const groupsQueryOptions = /* @__PURE__ */ describeList(listGroups)

/** Describes the read of the groups of one type, page after page, for TanStack Query's infinite queries. */
export const infiniteGroupsQueryOptions = /* @__PURE__ */ describeInfinite(listGroups)

/** Describes the read of one group for TanStack Query. */
export const groupQueryOptions = /* @__PURE__ */ describeRead(findGroup)

/** Describes the read of the group types for TanStack Query. */
export const groupTypesQueryOptions = /* @__PURE__ */ describePlain(listGroupTypes)
