import type { Capture } from '../capture.js'
import type { Emitter } from '../emitter.js'
import { isEqual } from '../equal.js'
import { InvalidIdError } from '../errors/client.js'
import type { Flags } from '../flags/flags.js'
import { isName, isPersonId } from '../ids.js'
import type { ResolvedOptions } from '../options.js'
import { toJson } from '../sanitize.js'
import type { HogkitClient, Properties } from '../types.js'
import { aliasEvent, groupEvent, identifyEvent, SET_EVENT } from '../wire/events.js'
import type { Identity } from './identity.js'

/** The part of the client that changes who the visitor is or what is known of them. */
export type IdentityActions = Pick<
  HogkitClient,
  'identify' | 'alias' | 'group' | 'groupIdentify' | 'setPersonProperties' | 'createPersonProfile'
>

/**
 * @param isAllowed `false` while the visitor refused: nothing is learned then.
 * @param personProfiles under `'never'` PostHog drops these events.
 */
export function createIdentityActions(
  identity: Identity,
  flags: Flags,
  emitter: Emitter,
  capture: Capture,
  isAllowed: () => boolean,
  personProfiles: ResolvedOptions['personProfiles'],
): IdentityActions {
  const canHaveProfile = personProfiles !== 'never'
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

  function becomePerson(set?: Properties, setOnce?: Properties): void {
    identity.update({ hasProfile: true })
    capture(SET_EVENT, {}, { set, setOnce })
  }

  /** `undefined` when there is nothing to tell. */
  function setProperties(set: Properties | undefined, setOnce: Properties | undefined): Promise<void> | undefined {
    const { distinctId } = identity.current
    if ((isEmpty(set) && isEmpty(setOnce)) || !check('setPersonProperties', [])) return undefined
    if (!rememberSet(distinctId, set, setOnce)) return undefined
    becomePerson(set, setOnce)
    return flags.onChange('properties')
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
      if (isSame && before.isIdentified) return setProperties(set, setOnce)
      if (!isSame && before.isIdentified) identity.updateTraits({ person: {} })
      identity.update({ distinctId, isIdentified: true, hasProfile: true })
      if (hasProperties) rememberSet(distinctId, set, setOnce)
      if (isSame) {
        // The anonymous id is the person's own: there is nobody to merge.
        becomePerson(set ?? {}, setOnce ?? {})
        return hasProperties ? flags.onChange('properties') : undefined
      }
      // PostHog refuses to merge a person who is identified already.
      const previousId = before.isIdentified ? undefined : before.distinctId
      capture(...identifyEvent(previousId), options)
      await flags.onChange(before.isIdentified ? 'visitor' : 'person', previousId)
    },
    alias(alias, distinctId = identity.current.distinctId) {
      if (!check('alias', [alias, distinctId]) || alias === distinctId) return
      identity.update({ hasProfile: true })
      capture(...aliasEvent(alias, distinctId), { distinctId })
    },
    group(type, groupKey, properties) {
      const key = toKey(groupKey)
      if (!check('group', [type, key], isName)) return
      const { groups } = identity.current
      const isNew = groups[type] !== key
      if (!isNew && isEmpty(properties)) return
      identity.update({ groups: { ...groups, [type]: key }, hasProfile: true })
      if (isNew) identity.updateTraits({ groups: { ...identity.traits.groups, [type]: {} } })
      identifyGroup(type, key, properties)
      void flags.onChange(isNew ? 'groups' : 'properties')
    },
    groupIdentify(type, groupKey, properties = {}) {
      const key = toKey(groupKey)
      if (!check('groupIdentify', [type, key], isName)) return
      identity.update({ hasProfile: true })
      identifyGroup(type, key, properties)
      if (identity.current.groups[type] === key) void flags.onChange('properties')
    },
    setPersonProperties(set, setOnce) {
      void setProperties(set, setOnce)
    },
    createPersonProfile() {
      if (check('createPersonProfile', []) && personProfiles !== 'always' && !identity.current.hasProfile)
        becomePerson({}, {})
    },
  }
}

/** Keys of databases are often numbers. */
function toKey(key: string | number): string {
  return typeof key === 'number' ? String(key) : key
}

function isEmpty(properties: Properties | undefined): boolean {
  return Object.keys(properties ?? {}).length === 0
}
