import { isJsonObject, type JsonObject } from '../../json.js'
import { validationError } from '../errors.js'
import type { FlagFields, StoredFlag } from './store.js'

/** The flags that a flag's conditions ask for, by id or key as stored. */
export function dependenciesOf(filters: JsonObject): string[] {
  const groups = Array.isArray(filters['groups']) ? filters['groups'].filter(isJsonObject) : []
  return groups
    .flatMap(group => (Array.isArray(group['properties']) ? group['properties'].filter(isJsonObject) : []))
    .filter(property => property['type'] === 'flag')
    .map(property => String(property['key']))
}

/** Refuses a flag that asks for one that does not exist, or for itself by any way round. `id` is undefined for a new flag. */
export function checkDependencies(fields: FlagFields, id: number | undefined, all: readonly StoredFlag[]): void {
  const byName = new Map(all.flatMap(flag => [[String(flag.id), flag] as const, [flag.key, flag] as const]))
  const seen = new Set<string>()
  const visit = (name: string): void => {
    if (name === String(id) || name === fields.key) {
      throw validationError('invalid_input', 'Cannot create circular dependency between feature flags.', 'filters')
    }
    const flag = byName.get(name)
    if (!flag) {
      throw validationError('invalid_input', `Flag dependency references non-existent flag with ID ${name}`, 'filters')
    }
    if (seen.has(name)) return
    seen.add(name)
    for (const next of dependenciesOf(flag.filters)) visit(next)
  }
  for (const name of dependenciesOf(fields.filters)) visit(name)
}

/** The active flags that ask for this one. */
export function dependentsOf(flag: StoredFlag, all: readonly StoredFlag[]): StoredFlag[] {
  return all.filter(
    other =>
      other.id !== flag.id &&
      other.active &&
      dependenciesOf(other.filters).some(name => name === String(flag.id) || name === flag.key),
  )
}

/** Refuses to delete or disable a flag while active ones ask for it. */
export function checkDependents(flag: StoredFlag, next: FlagFields, all: readonly StoredFlag[]): void {
  const goes = next.deleted && !flag.deleted
  const turnsOff = !next.active && flag.active
  if (!goes && !turnsOff) return
  const dependents = dependentsOf(flag, all)
  if (dependents.length === 0) return
  const names = dependents.map(other => `${other.key} (ID: ${other.id})`).join(', ')
  throw validationError(
    'invalid_input',
    `Cannot ${goes ? 'delete' : 'disable'} this feature flag because other active flags depend on it: ${names}`,
    goes ? 'deleted' : 'active',
  )
}
