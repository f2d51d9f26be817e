import type { Emitter } from '../emitter.js'
import { isName } from '../ids.js'
import { createBlob } from '../storage/blob.js'
import type { SafeStorage } from '../storage/storage.js'
import { createStore } from '../store.js'
import type { Bootstrap, IdentityState, Properties, Store } from '../types.js'
import type { FormerVisitor } from './formerVisitor.js'

/** {@link IdentityState} as storage and cookie hold it. */
export interface StoredIdentity extends IdentityState {
  /** The visitor has (or will have) a person profile, see `personProfiles: 'identified_only'`. */
  readonly hasProfile: boolean
}

/** What is known of the visitor, beside who they are. */
interface Traits {
  /** Set in this browser: flags may depend on them before PostHog has stored them. */
  readonly person: Properties
  readonly groups: Record<string, Properties>
  /** Properties for every event. */
  readonly superProperties: Properties
  /** Of the first event, see `Plugin.initialProperties`. */
  readonly initial?: Properties
  /** The last update sent, so that the same one is not sent again. */
  readonly lastSet?: unknown
}

/** Who the client speaks for, kept in storage. */
export interface Identity {
  readonly store: Store<StoredIdentity>
  readonly current: StoredIdentity
  readonly traits: Traits
  /** The screen that `screen()` named last, in memory. */
  screen: string | undefined
  /** Changes the identity and stores it before anybody is told. */
  update(change: Partial<StoredIdentity>): void
  updateTraits(change: Partial<Traits>): void
  /** A new anonymous visitor, on the same device unless that is to be forgotten too. */
  reset(resetDeviceId: boolean): void
}

const NO_TRAITS: Traits = { person: {}, groups: {}, superProperties: {} }

export function createIdentity(
  storage: SafeStorage,
  newId: () => string,
  bootstrap: Bootstrap | undefined,
  emitter: Emitter,
  former: FormerVisitor,
): Identity {
  const blob = createBlob<StoredIdentity>(storage, 'identity', isIdentity)
  const traitsBlob = createBlob<Traits>(storage, 'traits', ({ person, groups, superProperties }) =>
    [person, groups, superProperties].every(isObject),
  )

  const stored = blob.read()
  const store = createStore(stored ?? former.identity ?? createStoredIdentity(newId(), bootstrap), emitter.threw)
  if (!stored) blob.write(store.getSnapshot())
  let traits = traitsBlob.read() ?? NO_TRAITS

  const identity: Identity = {
    store,
    get current() {
      return store.getSnapshot()
    },
    get traits() {
      return traits
    },
    screen: undefined,
    update(change) {
      const { distinctId } = identity.current
      const next = { ...identity.current, ...change }
      blob.write(next)
      store.set(next)
      if (next.distinctId !== distinctId) emitter.emit('identity', next)
    },
    updateTraits(change) {
      traits = { ...traits, ...change }
      traitsBlob.write(traits)
    },
    reset(resetDeviceId) {
      traits = NO_TRAITS
      identity.screen = undefined
      traitsBlob.remove()
      const { deviceId } = identity.current
      identity.update({ ...createStoredIdentity(newId()), ...(!resetDeviceId && { deviceId }) })
    },
  }
  const { superProperties } = former
  if (!stored && superProperties) identity.updateTraits({ superProperties })
  return identity
}

/** @param id a new one, for whoever the bootstrap does not name. */
export function createStoredIdentity(
  id: string,
  { distinctId, isIdentifiedId = false }: Bootstrap = {},
): StoredIdentity {
  // The device never takes a person's id: devices are shared.
  const anonymousId = (!isIdentifiedId && distinctId) || id
  return {
    distinctId: distinctId || anonymousId,
    anonymousId,
    deviceId: anonymousId,
    isIdentified: Boolean(distinctId) && isIdentifiedId,
    groups: {},
    hasProfile: false,
  }
}

export function isIdentity(value: Partial<StoredIdentity>): boolean {
  return [value.distinctId, value.anonymousId, value.deviceId].every(isName) && isObject(value.groups)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
