import type { PersonStore, StoredPerson } from '../../store/persons.js'

const anonymousId = /^(?:[a-z0-9]+-){4}[a-z0-9]+$/i
/** The first of these a person has is its name, as in PostHog's default project settings. */
const nameProperties = ['email', 'Email', 'name', 'Name', 'username', 'Username', 'UserName']

/** A person as PostHog's API returns it. Readable ids come before generated ones. */
export function serializePerson(person: StoredPerson, distinctIds: readonly string[]) {
  const sorted = [...distinctIds.filter(id => !anonymousId.test(id)), ...distinctIds.filter(id => anonymousId.test(id))]
  return {
    id: person.id,
    name: nameOf(person, sorted),
    distinct_ids: sorted,
    properties: person.properties,
    created_at: person.createdAt,
    uuid: person.uuid,
    last_seen_at: person.lastSeenAt,
    is_identified: person.isIdentified,
  }
}

function nameOf(person: StoredPerson, distinctIds: readonly string[]): string {
  for (const name of nameProperties) {
    const value = Object.hasOwn(person.properties, name) ? person.properties[name] : undefined
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return distinctIds[0] ?? person.uuid
}

/** Persons as the API returns them, with all their distinct ids. */
export async function withDistinctIds(store: PersonStore, persons: readonly StoredPerson[]) {
  const ids = new Map<string, string[]>()
  for (const { personUuid, distinctId } of await store.distinctIdsOf(persons.map(person => person.uuid))) {
    const list = ids.get(personUuid)
    if (list) list.push(distinctId)
    else ids.set(personUuid, [distinctId])
  }
  return persons.map(person => serializePerson(person, ids.get(person.uuid) ?? []))
}

const maxShownIds = 10

/** `MinimalPerson`s by the distinct ids asked for: with ten of their ids at most. Unknown ids are missing. */
export async function minimalPersons(store: PersonStore, distinctIds: readonly string[]) {
  const found = await store.findByDistinctIds(distinctIds)
  const serialized = new Map((await withDistinctIds(store, found.persons)).map(person => [person.uuid, person]))
  return new Map(
    found.distinctIds.flatMap(({ distinctId, personUuid }) => {
      const person = serialized.get(personUuid)
      return person
        ? [[distinctId, { ...person, distinct_ids: person.distinct_ids.slice(0, maxShownIds) }] as const]
        : []
    }),
  )
}
