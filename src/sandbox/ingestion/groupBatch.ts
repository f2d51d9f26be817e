import type { GroupRow } from '../engine/types.js'
import { isJsonObject, type JsonObject, toJsonText } from '../json.js'
import type { Statement } from '../store/database.js'
import { type GroupStore, maxGroupTypes, type StoredGroup, writeGroups, writeGroupTypes } from '../store/groups.js'
import { toEngineTime, toIso } from './timestamps.js'

const groupId = (typeIndex: number, key: string) => `${typeIndex}:${key}`

/** The groups that one commit works on, and the project's group types with those the commit adds. */
export class GroupBatch {
  readonly #teamId: number
  readonly #types: Map<string, number>
  readonly #newTypes: [string, number][] = []
  readonly #groups = new Map<string, StoredGroup>()
  readonly #changed = new Set<string>()

  constructor(teamId: number, types: ReadonlyMap<string, number>) {
    this.#teamId = teamId
    this.#types = new Map(types)
  }

  get types(): ReadonlyMap<string, number> {
    return this.#types
  }

  async load(store: GroupStore, keys: readonly { type: string; key: string }[]): Promise<void> {
    const known = keys.flatMap(({ type, key }) => {
      const typeIndex = this.#types.get(type)
      return typeIndex === undefined ? [] : [{ typeIndex, key }]
    })
    for (const group of await store.find(known)) this.#groups.set(groupId(group.typeIndex, group.key), group)
  }

  /** The index of a group type; the first five names a project uses get one. */
  typeIndex(type: string): number | undefined {
    const known = this.#types.get(type)
    if (known !== undefined || this.#types.size >= maxGroupTypes) return known
    const index = this.#types.size
    this.#types.set(type, index)
    this.#newTypes.push([type, index])
    return index
  }

  properties(typeIndex: number, key: string): JsonObject {
    return this.#groups.get(groupId(typeIndex, key))?.properties ?? {}
  }

  /** Sets properties over those the group has. */
  set(typeIndex: number, key: string, properties: JsonObject, at: number): void {
    const id = groupId(typeIndex, key)
    const known = this.#groups.get(id)
    const version = known ? known.version + (this.#changed.has(id) ? 0 : 1) : 1
    const createdAt = known?.createdAt ?? toIso(at)
    this.#groups.set(id, { typeIndex, key, properties: { ...known?.properties, ...properties }, createdAt, version })
    this.#changed.add(id)
  }

  statements(now: number): Statement[] {
    return [...writeGroupTypes(this.#newTypes, toIso(now)), ...writeGroups(this.#written())]
  }

  engineRows(): GroupRow[] {
    return this.#written().map(group => ({
      team_id: this.#teamId,
      index: group.typeIndex,
      key: group.key,
      properties: toJsonText(group.properties),
      created_at: toEngineTime(Date.parse(group.createdAt)),
      version: group.version,
    }))
  }

  #written(): StoredGroup[] {
    return [...this.#changed].flatMap(id => this.#groups.get(id) ?? [])
  }
}

/** `$groups` as type and key pairs. Keys may be numbers. */
export function groupsOfEvent(properties: JsonObject): { type: string; key: string }[] {
  const groups = properties['$groups']
  if (!isJsonObject(groups)) return []
  return Object.entries(groups).flatMap(([type, key]) =>
    typeof key === 'string' || typeof key === 'number' ? [{ type, key: String(key) }] : [],
  )
}
