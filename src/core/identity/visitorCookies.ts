import { isConsent, type StoredConsent } from '../consent/consent.js'
import { formatBlob, parseBlob } from '../storage/blob.js'
import { formatCookie } from '../storage/cookie.js'
import { storagePrefix } from '../storage/storage.js'
import type { Consent } from '../types.js'
import { isIdentity, type StoredIdentity } from './identity.js'

/** Longer ids are cut by PostHog; nobody's browser sends one. */
const MAX_ID_CHARS = 200

/** What a browser's cookies say of its visitor. Anybody can write a cookie: it says who to evaluate for, never what somebody may do. */
export interface VisitorCookies {
  readonly identity: StoredIdentity | undefined
  /** The visitor's decision, if there was one. */
  readonly consent: Consent | undefined
}

/** Reads a `Cookie` header as a client with a cookie persistence writes it. Whatever cannot be read is not there. */
export function readVisitorCookies(projectToken: string, header: string | null): VisitorCookies {
  const prefix = storagePrefix(projectToken)
  const read = <T extends object>(name: string, isValid: (value: Partial<T>) => boolean): T | undefined => {
    const pair = header?.split(/; */).find(text => text.startsWith(`${prefix}${name}=`))
    if (!pair) return undefined
    try {
      return parseBlob<T>(name, decodeURIComponent(pair.slice(prefix.length + name.length + 1)), isValid)
    } catch {
      return undefined
    }
  }
  return {
    identity: read<StoredIdentity>('identity', isSaneIdentity),
    consent: read<StoredConsent>('consent', isConsent)?.status,
  }
}

function isSaneIdentity(value: Partial<StoredIdentity>): boolean {
  if (!isIdentity(value) || typeof value.isIdentified !== 'boolean') return false
  const texts = [value.distinctId, value.anonymousId, value.deviceId, ...Object.values(value.groups ?? {})]
  return texts.every(text => typeof text === 'string' && text.length <= MAX_ID_CHARS)
}

/** The `Set-Cookie` by which a browser's client takes this identity for its own. */
export function identityCookie(projectToken: string, identity: StoredIdentity, isSecure: boolean): string {
  return formatCookie(`${storagePrefix(projectToken)}identity`, encodeURIComponent(formatBlob(identity)), isSecure)
}
