import * as users from '../endpoints/users.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'

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

/** `api.users.me` as a function, for any {@link ApiCaller}. */
export function getCurrentUser(api: ApiCaller, options?: CallOptions): Promise<User> {
  return api.request(users.me, options)
}

/** Makes `api.users`. https://posthog.com/docs/api/user */
export function createUsersApi(api: ApiCaller) {
  return {
    /** The owner of the key. Scope `user:read`. */
    me: (options?: CallOptions) => getCurrentUser(api, options),
  }
}
