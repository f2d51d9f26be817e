import { getCurrentUser, getUser, listUsers } from '../../api/resources/users.js'
import { describeInfinite, describeList, describePlain, describeRead } from '../query/describe.js'

/** Describes the read of one page of users for TanStack Query. */
export const usersQueryOptions = /* @__PURE__ */ describeList(listUsers)

/** Describes the read of users, page after page, for TanStack Query's infinite queries. */
export const infiniteUsersQueryOptions = /* @__PURE__ */ describeInfinite(listUsers)

/** Describes the read of one user for TanStack Query. */
export const userQueryOptions = /* @__PURE__ */ describeRead(getUser)

/** Describes the read of the current user for TanStack Query. */
export const currentUserQueryOptions = /* @__PURE__ */ describePlain(getCurrentUser)
