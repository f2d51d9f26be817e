import type { FlagsContext } from '../flags/flags.js'
import type { Identity } from '../identity/identity.js'
import type { FlagsClient } from '../types.js'

/** Changes what flags are evaluated by, and resolves with the flags that follow. */
export interface FlagTraits {
  readonly setPerson: FlagsClient['setPersonPropertiesForFlags']
  readonly resetPerson: FlagsClient['resetPersonPropertiesForFlags']
  readonly setGroups: FlagsClient['setGroupPropertiesForFlags']
  readonly resetGroups: FlagsClient['resetGroupPropertiesForFlags']
}

export function createFlagTraits(identity: Identity, { onChange }: FlagsContext): FlagTraits {
  function update(traits: Parameters<Identity['updateTraits']>[0]): Promise<void> {
    identity.updateTraits(traits)
    return onChange('properties')
  }
  return {
    setPerson: properties => update({ person: { ...identity.traits.person, ...properties } }),
    resetPerson: () => update({ person: {} }),
    setGroups(properties) {
      const groups = { ...identity.traits.groups }
      for (const [type, own] of Object.entries(properties)) groups[type] = { ...groups[type], ...own }
      return update({ groups })
    },
    resetGroups: type => update({ groups: type === undefined ? {} : { ...identity.traits.groups, [type]: {} } }),
  }
}
