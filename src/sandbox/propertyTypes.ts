import type { PropertyType, PropertyTypes } from './hogql/types.js'
import type { KnownDefinitions } from './ingestion/definitionBatch.js'
import type { Ingestion } from './ingestion/ingestion.js'

/** The project's property definitions as HogQL reads them. Made anew only when ingestion has learned something. */
export function createPropertyTypes(ingestion: Pick<Ingestion, 'definitions'>): () => PropertyTypes {
  let source: KnownDefinitions | undefined
  let types: PropertyTypes = {}
  return () => {
    if (source !== ingestion.definitions) {
      source = ingestion.definitions
      types = toPropertyTypes(source)
    }
    return types
  }
}

function toPropertyTypes({ properties }: KnownDefinitions): PropertyTypes {
  const event = emptyRecord()
  const person = emptyRecord()
  const group: Record<number, Record<string, PropertyType>> = {}
  for (const definition of properties.values()) {
    if (!definition.propertyType) continue
    const record =
      definition.type === 'group'
        ? (group[definition.groupTypeIndex] ??= emptyRecord())
        : definition.type === 'person'
          ? person
          : event
    record[definition.name] = definition.propertyType
  }
  return { event, person, group }
}

/** Property names are user text: without a prototype, `constructor` and `__proto__` are names like any other. */
function emptyRecord(): Record<string, PropertyType> {
  return Object.create(null) as Record<string, PropertyType>
}
