import { createStoredIdentity, type StoredIdentity } from '../../core/identity/identity.js'
import { identityCookie, readVisitorCookies } from '../../core/identity/visitorCookies.js'
import { createIds } from '../../core/ids.js'
import type { Consent } from '../../core/types.js'

/** What is read of a request: a `Request`, a `NextRequest`, or an object with the headers of one. */
export interface RequestLike {
  readonly headers: { get(name: string): string | null | undefined }
  readonly url?: string | undefined
}

/** Whoever sent a request. */
export interface Visitor {
  readonly identity: StoredIdentity
  /** For a visitor without a cookie who may be given one: the `Set-Cookie` header. */
  readonly setCookie: string | undefined
}

export interface VisitorOptions {
  readonly projectToken: string
  /** Of a visitor who has not decided. */
  readonly consent: Consent
  readonly now: () => number
}

/**
 * The visitor that the browser's client will speak for: the one of its cookie, else a new one. A new one gets a cookie, so that the
 * browser takes the same id, unless consent is missing: then the id lives for this page only.
 */
export function readVisitor(request: RequestLike, { projectToken, consent, now }: VisitorOptions): Visitor {
  const cookies = readVisitorCookies(projectToken, request.headers.get('cookie') ?? null)
  if (cookies.identity) return { identity: cookies.identity, setCookie: undefined }
  const identity = createStoredIdentity(createIds(now)())
  const mayStore = (cookies.consent ?? consent) === 'granted'
  return { identity, setCookie: mayStore ? identityCookie(projectToken, identity, isSecure(request)) : undefined }
}

/** As the visitor sees it: before a proxy that ends TLS, the URL says `http`. */
function isSecure({ headers, url }: RequestLike): boolean {
  const forwarded = headers.get('x-forwarded-proto')?.split(',', 1)[0]?.trim()
  return (forwarded ?? url?.split(':', 1)[0]) === 'https'
}
