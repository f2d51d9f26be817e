import type { FlagsContext, LateFlags } from '../flags/flags.js'
import type { Identity } from '../identity/identity.js'

/** Changes what flags are evaluated by, and resolves with the flags that follow. */
export type FlagTraits = Omit<LateFlags, 'evaluate'>

export function createFlagTraits(identity: Identity, { onChange }: FlagsContext): FlagTraits {
  function update(traits: Parameters<Identity['updateTraits']>[0]): Promise<void> {
    identity.updateTraits(traits)
    return onChange('properties')
  }
  return {
    setPersonPropertiesForFlags: properties => update({ person: { ...identity.traits.person, ...properties } }),
    resetPersonPropertiesForFlags: () => update({ person: {} }),
    setGroupPropertiesForFlags(properties) {
      const groups = { ...identity.traits.groups }
      for (const [type, own] of Object.entries(properties)) groups[type] = { ...groups[type], ...own }
      return update({ groups })
    },
    resetGroupPropertiesForFlags: type =>
      update({ groups: type === undefined ? {} : { ...identity.traits.groups, [type]: {} } }),
  }
}
