import type { Capture } from '../capture.js'
import type { Emitter } from '../emitter.js'
import { isEqual } from '../equal.js'
import { InvalidIdError } from '../errors/client.js'
import type { Flags } from '../flags/flags.js'
import { isName, isPersonId } from '../ids.js'
import { toJson } from '../sanitize.js'
import type { HogkitClient, Properties } from '../types.js'
import { aliasEvent, groupEvent, identifyEvent, SET_EVENT } from '../wire/events.js'
import type { Identity } from './identity.js'

/** The part of the client that changes who the visitor is or what is known of them. */
export type IdentityActions = Pick<
  HogkitClient,
  'identify' | 'alias' | 'group' | 'groupIdentify' | 'setPersonProperties'
>

/**
 * @param isAllowed `false` while the visitor refused: nothing is learned then.
 * @param canHaveProfile `false` under `personProfiles: 'never'`: PostHog drops these events then.
 */
export function createIdentityActions(
  identity: Identity,
  flags: Flags,
  emitter: Emitter,
  capture: Capture,
  isAllowed: () => boolean,
  canHaveProfile: boolean,
): IdentityActions {
  /** Whether the call may go on: reports the first id that PostHog would refuse. */
  function check(method: string, ids: readonly unknown[], isLegal: (id: unknown) => boolean = isPersonId): boolean {
    if (!isAllowed()) return false
    const illegal = ids.filter(id => !isLegal(id))
    if (canHaveProfile && !illegal.length) return true
    const why = canHaveProfile
      ? `PostHog refuses the id ${JSON.stringify(String(illegal[0]))}`
      : "`personProfiles` is 'never'"
    emitter.report(new InvalidIdError(`${method}() was ignored: ${why}.`))
    return false
  }

  /** Remembers what flags may depend on; `false` when the same update was the last one sent. */
  function rememberSet(distinctId: string, set: Properties | undefined, setOnce: Properties | undefined): boolean {
    // As plain JSON, because that is what is kept, compared and sent.
    const lastSet = JSON.parse(toJson({ distinctId, set, setOnce })) as { set?: Properties; setOnce?: Properties }
    if (isEqual(identity.traits.lastSet, lastSet)) return false
    identity.updateTraits({ lastSet, person: { ...lastSet.setOnce, ...identity.traits.person, ...lastSet.set } })
    return true
  }

  function identifyGroup(type: string, key: string, properties: Properties | undefined): void {
    const { groups } = identity.traits
    if (properties) identity.updateTraits({ groups: { ...groups, [type]: { ...groups[type], ...properties } } })
    capture(...groupEvent(type, key, properties))
  }

  return {
    async identify(distinctId, options = {}) {
      const { set, setOnce } = options
      if (!check('identify', [distinctId])) return
      const before = identity.current
      const isSame = before.distinctId === distinctId
      const hasProperties = !isEmpty(set) || !isEmpty(setOnce)
      if (isSame && before.isIdentified) {
        if (!hasProperties || !rememberSet(distinctId, set, setOnce)) return
        capture(SET_EVENT, {}, options)
        return flags.onChange('properties')
      }
      // PostHog refuses to merge a person who is identified already.
      const previousId = isSame || before.isIdentified ? undefined : before.distinctId
      if (!isSame && before.isIdentified) identity.updateTraits({ person: {} })
      identity.update({ distinctId, isIdentified: true, hasProfile: true })
      if (hasProperties) rememberSet(distinctId, set, setOnce)
      capture(...identifyEvent(previousId), options)
      await flags.onChange(isSame ? 'properties' : before.isIdentified ? 'visitor' : 'person', previousId)
    },
    alias(alias, distinctId = identity.current.distinctId) {
      if (!check('alias', [alias, distinctId]) || alias === distinctId) return
      identity.update({ hasProfile: true })
      capture(...aliasEvent(alias, distinctId), { distinctId })
    },
    group(type, key, properties) {
      if (!check('group', [type, key], isName)) return
      const { groups } = identity.current
      const isNew = groups[type] !== key
      if (!isNew && isEmpty(properties)) return
      identity.update({ groups: { ...groups, [type]: key }, hasProfile: true })
      if (isNew) identity.updateTraits({ groups: { ...identity.traits.groups, [type]: {} } })
      identifyGroup(type, key, properties)
      void flags.onChange(isNew ? 'groups' : 'properties')
    },
    groupIdentify(type, key, properties) {
      if (!check('groupIdentify', [type, key], isName)) return
      identity.update({ hasProfile: true })
      identifyGroup(type, key, properties)
      if (identity.current.groups[type] === key) void flags.onChange('properties')
    },
    setPersonProperties(set, setOnce) {
      if (isEmpty(set) && isEmpty(setOnce)) return
      const { distinctId } = identity.current
      if (!check('setPersonProperties', []) || !rememberSet(distinctId, set, setOnce)) return
      identity.update({ hasProfile: true })
      capture(SET_EVENT, {}, { set, ...(setOnce && { setOnce }) })
      void flags.onChange('properties')
    },
  }
}

function isEmpty(properties: Properties | undefined): boolean {
  return Object.keys(properties ?? {}).length === 0
}
