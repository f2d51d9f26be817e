import type { Statement } from '../store/database.js'
import {
  type DefinitionStore,
  type PropertyType,
  eventPropertyId,
  type StoredPropertyDefinition,
  writeEventDefinitions,
  writeEventProperties,
  writePropertyDefinitions,
} from '../store/definitions.js'
import { type JsonObject, objectOrEmpty } from '../json.js'
import { guessPropertyType } from './propertyTypes.js'
import { toIso } from './timestamps.js'

const hour = 3_600_000
const maxNameLength = 400
/** New names beyond this many definitions are not listed, so a client that invents names cannot fill the disk. */
const maxDefinitions = 10_000
const maxPairs = 50_000
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
  /** Which properties each event was seen with, as {@link eventPropertyId}. */
  readonly eventProperties: ReadonlySet<string>
}

export const noDefinitions: KnownDefinitions = { events: new Map(), properties: new Map(), eventProperties: new Set() }

export async function loadDefinitions(store: DefinitionStore): Promise<KnownDefinitions> {
  const properties = await store.properties()
  return {
    events: await store.events(),
    properties: new Map(properties.map(item => [propertyId(item.type, item.groupTypeIndex, item.name), item])),
    eventProperties: await store.eventProperties(),
  }
}

/** What one commit adds to the definitions. */
export class DefinitionBatch {
  readonly #known: KnownDefinitions
  readonly #events = new Map<string, string>()
  readonly #properties = new Map<string, StoredPropertyDefinition>()
  readonly #eventProperties = new Set<string>()

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
    this.#observePairs(event, properties)
    this.#observeAll('person', -1, objectOrEmpty(properties['$set']))
    this.#observeAll('person', -1, objectOrEmpty(properties['$set_once']))
  }

  observeGroup(typeIndex: number, properties: JsonObject): void {
    this.#observeAll('group', typeIndex, properties)
  }

  statements(): Statement[] {
    return [
      ...writeEventDefinitions(this.#events),
      ...writePropertyDefinitions([...this.#properties.values()]),
      ...writeEventProperties(this.#eventProperties),
    ]
  }

  /** What is known once this commit is written. */
  merged(): KnownDefinitions {
    if (this.#events.size + this.#properties.size + this.#eventProperties.size === 0) return this.#known
    const { eventProperties } = this.#known
    return {
      events: new Map([...this.#known.events, ...this.#events]),
      properties: new Map([...this.#known.properties, ...this.#properties]),
      eventProperties:
        this.#eventProperties.size > 0 ? new Set([...eventProperties, ...this.#eventProperties]) : eventProperties,
    }
  }

  #observePairs(event: string, properties: JsonObject): void {
    const known = this.#known.eventProperties
    for (const name of Object.keys(properties)) {
      const id = eventPropertyId(event, name)
      if (known.has(id) || notListed.has(name) || name.length > maxNameLength) continue
      if (known.size + this.#eventProperties.size >= maxPairs) return
      this.#eventProperties.add(id)
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
