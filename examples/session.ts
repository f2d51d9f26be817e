/** Stands for your own session: who sent this request? */
export interface StaffUser {
  readonly email: string
  readonly isStaff: boolean
}

const sessions = new Map<string, StaffUser>()

/** The signed-in user of a request, by the session cookie. */
export async function findUser(request: Request): Promise<StaffUser | undefined> {
  const id = /(?:^|;\s*)session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
  return id === undefined ? undefined : sessions.get(id)
}
