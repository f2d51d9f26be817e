import * as rows from '../endpoints/users.js'
import { defineList, defineRead } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import { listMethods } from './crud.js'

/** A user as it stands beside what they made. */
export interface UserBasic {
  readonly id: number
  readonly uuid: string
  readonly distinct_id?: string | null
  readonly first_name?: string
  readonly last_name?: string
  readonly email: string
  readonly is_email_verified?: boolean | null
}

/** A project as it stands on its user. `api_token` is the public project token (`phc_…`). */
export interface TeamBasic {
  readonly id: number
  readonly uuid: string
  readonly organization: string
  readonly project_id: number
  readonly api_token: string
  readonly name: string
  readonly timezone: string
  readonly is_demo: boolean
}

/** An organization as it stands in a list. */
export interface OrganizationBasic {
  readonly id: string
  readonly name: string
  readonly slug: string
}

/** The owner of a personal API key: the fields an application needs of PostHog's `User`. */
export interface User extends UserBasic {
  readonly date_joined: string
  readonly is_staff?: boolean
  readonly team: TeamBasic | null
  readonly organization: (OrganizationBasic & { readonly teams?: readonly Record<string, unknown>[] }) | null
  readonly organizations: readonly OrganizationBasic[]
}

/** Which users to list. */
export interface UsersListParams {
  /** A whole email. */
  readonly email?: string
  readonly isStaff?: boolean
  /** Users on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** `api.users.list` for any {@link ApiCaller}. */
export const listUsers = /* @__PURE__ */ defineList<User, UsersListParams>(rows.list)

/** `api.users.get` for any {@link ApiCaller}. */
export const getUser = /* @__PURE__ */ defineRead<string, User>(rows.get)

/** `api.users.me` for any {@link ApiCaller}. */
export const getCurrentUser = /* @__PURE__ */ defineRead<void, User>(rows.me)

/** Makes `api.users`. https://posthog.com/docs/api/users */
export function createUsersApi(api: ApiCaller) {
  return {
    ...listMethods(api, listUsers),
    /**
     * One user by uuid. Scope `user:read`.
     * @throws PermissionError for anybody but the key’s owner, unless they are staff
     */
    get: (uuid: string, options?: CallOptions) => getUser(api, uuid, options),
    /** The owner of the key. Scope `user:read`. */
    me: (options?: CallOptions) => getCurrentUser(api, undefined, options),
  }
}
