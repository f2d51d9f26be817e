import type { FlagDefinition, FlagPropertyFilter } from './types.js'

/** Finds the flag that a condition is about: by id as stored, by key in local evaluation. */
export type FlagLookup = (filter: FlagPropertyFilter) => FlagDefinition | undefined

/** A key may look like a number: ids win as stored, keys in local evaluation. */
export function createLookup(definitions: readonly FlagDefinition[]): FlagLookup {
  const byId = new Map(definitions.map(flag => [String(flag.id), flag]))
  const byKey = new Map(definitions.map(flag => [flag.key, flag]))
  return filter => {
    const name = String(filter.key)
    return (filter.dependency_chain ? undefined : byId.get(name)) ?? byKey.get(name)
  }
}

/** Inactive and deleted flags are off whatever they depend on. */
export function isLive(flag: FlagDefinition): boolean {
  return flag.active && !flag.deleted
}

function needsOf(flag: FlagDefinition): FlagPropertyFilter[] {
  if (!isLive(flag)) return []
  const conditions = [...(flag.filters.groups ?? []), ...(flag.filters.super_groups ?? [])]
  const filters = conditions.flatMap(({ properties }) => (Array.isArray(properties) ? properties : []))
  return filters.filter(({ type }) => type === 'flag')
}

/** The wanted flags and, transitively, what they need. */
function closure(wanted: readonly FlagDefinition[], lookup: FlagLookup): Set<FlagDefinition> {
  const found = new Set(wanted)
  // A Set's iterator also visits what is added on the way.
  for (const flag of found) {
    for (const need of needsOf(flag)) {
      const other = lookup(need)
      if (other) found.add(other)
    }
  }
  return found
}

/**
 * The wanted flags and what they need, each after what it needs itself. Without those that need a flag which does not
 * exist, or themselves. No recursion: a chain may be thousands long.
 */
export function planDependencies(wanted: readonly FlagDefinition[], lookup: FlagLookup): readonly FlagDefinition[] {
  const flags = closure(wanted, lookup)
  const open = new Map<FlagDefinition, number>()
  const dependents = new Map<FlagDefinition, FlagDefinition[]>()
  for (const flag of flags) {
    const needs = [...new Set(needsOf(flag).map(lookup))]
    open.set(flag, needs.length)
    // One that does not exist is never evaluated, so whoever waits for it stays behind, like the members of a cycle.
    for (const other of needs) {
      if (!other) continue
      const waiting = dependents.get(other)
      if (waiting) waiting.push(flag)
      else dependents.set(other, [flag])
    }
  }
  const ordered = [...flags].filter(flag => open.get(flag) === 0)
  for (const flag of ordered) {
    for (const dependent of dependents.get(flag) ?? []) {
      const left = (open.get(dependent) ?? 0) - 1
      open.set(dependent, left)
      if (left === 0) ordered.push(dependent)
    }
  }
  return ordered
}
