import { ConfigError } from '../../core/errors.js'
import type { Consent } from '../../core/types.js'
import { readVisitor, type RequestLike } from './visitor.js'

/** See {@link seedVisitor}. */
export interface SeedVisitorOptions {
  /** `phc_…` */
  readonly projectToken: string
  /** Consent of a visitor who has not decided, as for the browser's client: only with `'granted'` is a cookie set. Default `'granted'`. */
  readonly consent?: Consent | undefined
  /** The clock, ms since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined
}

/** What {@link seedVisitor} found or made. */
export interface SeededVisitor {
  readonly distinctId: string
  /** For the answer; `undefined` when the browser has the cookie, or may not have one. */
  readonly setCookie: string | undefined
  /** The value of the request's `Cookie` header with the new cookie in it, for whatever handles the request further on. */
  readonly cookie: string
}

/**
 * Gives a visitor an id before anything is rendered, in a middleware: everything that renders this request then evaluates flags for the
 * same visitor, and so does the browser afterwards. `bootstrap` of a flag evaluator does the same for the one request it is called with.
 */
export function seedVisitor(request: RequestLike, options: SeedVisitorOptions): SeededVisitor {
  const { projectToken, consent = 'granted', now = Date.now } = options
  if (!projectToken) throw new ConfigError('seedVisitor needs the projectToken (phc_…) that the browser uses.')
  const { identity, setCookie } = readVisitor(request, { projectToken, consent, now })
  const before = request.headers.get('cookie') ?? ''
  const added = setCookie?.split(';', 1)[0]
  return {
    distinctId: identity.distinctId,
    setCookie,
    cookie: added === undefined ? before : before ? `${before}; ${added}` : added,
  }
}
