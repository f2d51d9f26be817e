import { isName } from '../ids.js'
import { readCookie } from '../storage/cookie.js'
import type { StoredSession } from '../session/session.js'
import type { ClientOptions, Consent, Groups, Properties } from '../types.js'
import type { StoredIdentity } from './identity.js'

/** What posthog-js left in this browser, so that who moves to hogkit stays the same person. */
export interface FormerVisitor {
  readonly identity?: StoredIdentity
  readonly superProperties?: Properties
  readonly session?: StoredSession
  readonly consent?: Consent
}

/** What is read of posthog-js's own state; the visitor's super properties lie beside it. */
interface PostHogJsState {
  readonly distinct_id?: string
  readonly $device_id?: string
  readonly $user_state?: string
  readonly $epp?: boolean
  readonly $groups?: Groups
  readonly $sesid?: readonly [lastActivityAt: number, id: string, startedAt: number]
}

/**
 * Reads what posthog-js stored, where hogkit would store too. Nothing is written or removed: both may be on the page.
 * https://github.com/PostHog/posthog-js/blob/main/packages/browser/src/posthog-persistence.ts
 */
export function readFormerVisitor({ projectToken, persistence }: Pick<ClientOptions, 'projectToken' | 'persistence'>) {
  const former: { -readonly [TName in keyof FormerVisitor]: FormerVisitor[TName] } = {}
  if (!globalThis.document || typeof persistence !== 'string' || persistence === 'memory') return former
  try {
    const read = (key: string) => [readCookie(key), localStorage.getItem(key)]
    const decision = read(`__ph_opt_in_out_${projectToken}`).findLast(value => value)
    if (decision) former.consent = /^(1|true|yes)$/.test(decision) ? 'granted' : 'denied'

    const key = `ph_${projectToken.replaceAll('+', 'PL').replaceAll('/', 'SL').replaceAll('=', 'EQ')}_posthog`
    const state = Object.assign({}, ...read(key).map(text => JSON.parse(text ?? '{}') as unknown)) as PostHogJsState
    const { distinct_id: distinctId, $device_id, $user_state, $epp, $groups = {}, $sesid } = state
    if (!isName(distinctId)) return former
    const isIdentified = $user_state === 'identified'
    const deviceId = $device_id ?? distinctId
    former.identity = {
      distinctId,
      anonymousId: isIdentified ? deviceId : distinctId,
      deviceId,
      isIdentified,
      groups: $groups,
      hasProfile: isIdentified || Boolean($epp),
    }
    former.superProperties = Object.fromEntries(
      Object.entries(state).filter(([name]) => !/^(\$|__|distinct_id$)/.test(name)),
    )
    if ($sesid?.[1]) former.session = { lastActivityAt: $sesid[0], id: $sesid[1], startedAt: $sesid[2] }
  } catch {
    // Unreadable is as good as absent; storage itself tells when it is blocked.
  }
  return former
}
