import type { Statement } from '../store/database.js'
import {
  type DefinitionStore,
  type PropertyType,
  type StoredPropertyDefinition,
  writeEventDefinitions,
  writePropertyDefinitions,
} from '../store/definitions.js'
import { type JsonObject, objectOrEmpty } from '../json.js'
import { guessPropertyType } from './propertyTypes.js'
import { toIso } from './timestamps.js'

const hour = 3_600_000
const maxNameLength = 400
/** New names beyond this many definitions are not listed, so a client that invents names cannot fill the disk. */
const maxDefinitions = 10_000
const notListed = new Set([
  '$set',
  '$set_once',
  '$unset',
  '$groups',
  '$group_0',
  '$group_1',
  '$group_2',
  '$group_3',
  '$group_4',
])

const propertyId = (type: string, groupTypeIndex: number, name: string) => `${type}:${groupTypeIndex}:${name}`

/** Which events and properties the project has seen. Grows as events come in. */
export interface KnownDefinitions {
  readonly events: ReadonlyMap<string, string>
  readonly properties: ReadonlyMap<string, StoredPropertyDefinition>
}

export async function loadDefinitions(store: DefinitionStore): Promise<KnownDefinitions> {
  const properties = await store.properties()
  return {
    events: await store.events(),
    properties: new Map(properties.map(item => [propertyId(item.type, item.groupTypeIndex, item.name), item])),
  }
}

/** What one commit adds to the definitions. */
export class DefinitionBatch {
  readonly #known: KnownDefinitions
  readonly #events = new Map<string, string>()
  readonly #properties = new Map<string, StoredPropertyDefinition>()

  constructor(known: KnownDefinitions) {
    this.#known = known
  }

  observe(event: string, properties: JsonObject, timestamp: number): void {
    const seenAt = toIso(Math.floor(timestamp / hour) * hour)
    const known = this.#events.get(event) ?? this.#known.events.get(event)
    if (known === undefined ? this.#known.events.size + this.#events.size < maxDefinitions : known < seenAt) {
      this.#events.set(event, seenAt)
    }
    this.#observeAll('event', -1, properties)
    this.#observeAll('person', -1, objectOrEmpty(properties['$set']))
    this.#observeAll('person', -1, objectOrEmpty(properties['$set_once']))
  }

  observeGroup(typeIndex: number, properties: JsonObject): void {
    this.#observeAll('group', typeIndex, properties)
  }

  statements(): Statement[] {
    return [...writeEventDefinitions(this.#events), ...writePropertyDefinitions([...this.#properties.values()])]
  }

  /** What is known once this commit is written. */
  merged(): KnownDefinitions {
    if (this.#events.size === 0 && this.#properties.size === 0) return this.#known
    return {
      events: new Map([...this.#known.events, ...this.#events]),
      properties: new Map([...this.#known.properties, ...this.#properties]),
    }
  }

  #observeAll(type: StoredPropertyDefinition['type'], groupTypeIndex: number, properties: JsonObject): void {
    for (const [name, value] of Object.entries(properties)) {
      if (name.length <= maxNameLength && !(type === 'event' && notListed.has(name))) {
        this.#observeProperty(type, groupTypeIndex, name, value)
      }
    }
  }

  #observeProperty(type: StoredPropertyDefinition['type'], groupTypeIndex: number, name: string, value: unknown): void {
    const id = propertyId(type, groupTypeIndex, name)
    const known = this.#properties.get(id) ?? this.#known.properties.get(id)
    if (known?.propertyType) return
    if (!known && this.#known.properties.size + this.#properties.size >= maxDefinitions) return
    const propertyType: PropertyType | null = guessPropertyType(name, value)
    if (known && propertyType === null) return
    this.#properties.set(id, { type, groupTypeIndex, name, propertyType })
  }
}
