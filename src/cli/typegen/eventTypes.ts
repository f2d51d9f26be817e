import { docComment, quoteKey } from './text.js'

/** An event and the properties that were seen on it. */
export interface EventTypes {
  readonly name: string
  readonly description?: string | null | undefined
  readonly properties: readonly { readonly name: string; readonly type: string | null | undefined }[]
}

/** What PostHog calls a property's type, as what is captured. Dates travel as text. */
const TYPES: Readonly<Record<string, string>> = {
  String: 'string',
  Numeric: 'number',
  Boolean: 'boolean',
  DateTime: 'string',
  Duration: 'number',
}

/**
 * The lines of `Register['events']`. Every property may be left out: PostHog knows which were seen, not which must be there.
 */
export function printEvents(events: readonly EventTypes[], indent: string): string {
  return events
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(
      event => `${docComment(event.description, indent)}${indent}${quoteKey(event.name)}: ${printProperties(event)}\n`,
    )
    .join('')
}

function printProperties({ properties }: EventTypes): string {
  if (properties.length === 0) return 'Record<string, never>'
  const fields = properties
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, type }) => `${quoteKey(name)}?: ${TYPES[type ?? ''] ?? 'unknown'}`)
  return `{ ${fields.join('; ')} }`
}
