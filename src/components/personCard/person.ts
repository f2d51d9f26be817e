import type { Person } from '../../api/resources/persons.js'
import { toPlainText } from '../values/text.js'

/** What the card reads of a person: PostHog's answer as it is, the rest of it optional. https://posthog.com/docs/api/persons */
export interface PersonCardPerson extends Pick<Person, 'distinct_ids' | 'properties'> {
  readonly uuid?: string | undefined
  readonly name?: string | undefined
  readonly created_at?: string | null | undefined
  readonly last_seen_at?: string | null | undefined
  /** Whether the person was ever identified. Default: worked out from the distinct ids. */
  readonly is_identified?: boolean | undefined
}

/** An event as the card lists it. */
export interface PersonCardEvent {
  readonly uuid: string
  readonly event: string
  /** ISO 8601. */
  readonly timestamp: string
}

/** A person with every question answered, in the card's own terms. */
export interface PersonSummary {
  /** By email, name, username, PostHog's own choice, else an id. */
  readonly name: string
  /** A second line under the name, when there is something else to tell them apart by. */
  readonly detail: string | undefined
  readonly initials: string | undefined
  readonly isIdentified: boolean
  readonly distinctIds: readonly string[]
  readonly firstSeen: string | undefined
  readonly lastSeen: string | undefined
  readonly properties: readonly (readonly [name: string, value: unknown])[]
}

const nameProperties = ['email', 'name', 'username'] as const

/** @param events the person's newest events, if they are known: `last_seen_at` moves by the hour, so one of them may be later. */
export function summarize(person: PersonCardPerson, events: readonly PersonCardEvent[] = []): PersonSummary {
  const properties = Object.entries(person.properties).sort(([a], [b]) => a.localeCompare(b))
  const named = nameProperties.flatMap(property => textProperty(person.properties, property) ?? [])
  const distinctIds = person.distinct_ids
  const id = distinctIds.find(distinctId => !looksAnonymous(distinctId)) ?? distinctIds[0] ?? person.uuid ?? ''
  const name = named[0] ?? (person.name?.trim() || id)
  const detail = named[1] ?? (named.length > 0 || person.name !== id ? id : undefined)
  return {
    name,
    detail: detail === name ? undefined : detail,
    initials: looksAnonymous(name) ? undefined : toInitials(textProperty(person.properties, 'name') ?? name),
    isIdentified: person.is_identified ?? distinctIds.some(distinctId => !looksAnonymous(distinctId)),
    distinctIds,
    firstSeen: person.created_at ?? undefined,
    lastSeen: latest([person.last_seen_at, ...events.map(event => event.timestamp)]),
    properties,
  }
}

function latest(times: readonly (string | null | undefined)[]): string | undefined {
  const known = times.filter(time => typeof time === 'string' && !Number.isNaN(Date.parse(time)))
  return known.sort((a, b) => Date.parse(b ?? '') - Date.parse(a ?? ''))[0] ?? undefined
}

function textProperty(properties: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = Object.hasOwn(properties, name) ? properties[name] : undefined
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

// SDKs make anonymous ids as UUIDs; posthog-js once wrote five hexadecimal groups of other lengths.
function looksAnonymous(distinctId: string): boolean {
  return /^[0-9a-f]{8,16}-[0-9a-f]{4,16}-[0-9a-f]{4,16}-[0-9a-f]{4,16}-[0-9a-f]{8,16}$/i.test(distinctId)
}

function toInitials(name: string): string | undefined {
  const beforeAt = name.split('@')[0] ?? name
  const words = beforeAt.slice(0, 200).split(/[\s._+-]+/)
  const letters = words.flatMap(word => /^[\p{L}\p{N}]/u.exec(word)?.[0] ?? [])
  const both = letters.length > 1 ? [letters[0], letters.at(-1)] : letters
  return both.join('').toLocaleUpperCase() || undefined
}

/** Properties that match a search in name or value; PostHog's own (`$…`) only when asked for. */
export function filterProperties(
  properties: PersonSummary['properties'],
  search: string,
  withPostHogs: boolean,
): PersonSummary['properties'] {
  const wanted = search.trim().toLocaleLowerCase()
  return properties.filter(([name, value]) => {
    if (!withPostHogs && name.startsWith('$')) return false
    return wanted === '' || contains(name, wanted) || contains(toPlainText(value), wanted)
  })
}

function contains(text: string, wanted: string): boolean {
  return text.slice(0, 2000).toLocaleLowerCase().includes(wanted)
}
