import { findFunction, functionNames } from '../../../hogql/functions.js'
import type { PropertyTypes } from '../types.js'
import type { SchemaTable } from './schema.js'
import { visibleAt, type Visible, type VisibleTable } from './visible.js'

/** One suggestion in the shape of PostHog's `HogQLAutocomplete`. */
export interface Completion {
  label: string
  insertText: string
  kind: 'Folder' | 'Variable' | 'Function' | 'Property' | 'Constant'
  detail: string | null
  documentation: string | null
}

/** What could stand at `offset` of a text, which may be anything: half a query, or a wrong one. The best fitting come first. */
export function autocomplete(
  text: string,
  offset: number,
  tables: readonly SchemaTable[],
  propertyTypes: PropertyTypes,
): Completion[] {
  const plain = blankQuoted(text)
  const before = plain.slice(0, offset)
  const { path, word } = wordAt(before)
  const { tables: visible, aliases, ctes } = visibleAt(plain, offset, tables) ?? guess(plain, tables)
  if (path.length === 0 && /\b(?:from|join)\s+$/i.test(before.slice(0, before.length - word.length)))
    return matching(
      word,
      [...ctes, ...tables.map(table => table.name)].map(name => completion(name, 'Folder', 'Table')),
    )
  if (path[0] === 'system' && path.length === 1)
    return matching(
      word,
      tables.flatMap(({ name }) => (name.startsWith('system.') ? completion(name.slice(7), 'Folder', 'Table') : [])),
    )
  if (path.at(-1) === 'variables' || path[0] === 'filters') return []
  if (path.length > 0) return matching(word, afterDot(path, visible, propertyTypes))
  const fields = visible.flatMap(({ alias, table }) => [
    ...Object.values(table.fields).map(field => completion(field.hogql_value, 'Variable', field.type)),
    completion(alias, 'Folder', 'Table'),
  ])
  const named = aliases.map(alias => completion(alias, 'Variable', 'Alias'))
  return matching(word, [...named, ...fields, ...functions()])
}

function completion(label: string, kind: Completion['kind'], detail: string | null): Completion {
  return { label, insertText: label, kind, detail, documentation: null }
}

let known: Completion[] | undefined

function functions(): Completion[] {
  return (known ??= functionNames().flatMap(name => {
    const meta = findFunction(name)
    if (!meta || name.startsWith('_')) return []
    const args = meta.maxArgs === 0 ? '()' : '('
    return { label: name, insertText: `${name}${args}`, kind: 'Function', detail: meta.kind, documentation: null }
  }))
}

/** Those that begin with the word, then those that hold it; every one once. */
function matching(word: string, items: readonly Completion[]): Completion[] {
  const wanted = word.toLowerCase()
  const fits = (item: Completion): number => {
    const at = item.label.toLowerCase().indexOf(wanted)
    return at === 0 ? 0 : at > 0 ? 1 : 2
  }
  const unique = [...new Map(items.map(item => [item.label, item])).values()]
  return [0, 1].flatMap(rank => unique.filter(item => fits(item) === rank))
}

function afterDot(path: readonly string[], visible: readonly VisibleTable[], types: PropertyTypes): Completion[] {
  const [first, ...rest] = path
  const aliased = visible.find(({ alias }) => alias === first)
  const inner = aliased ? rest : path
  const tables = aliased ? [aliased.table] : visible.map(({ table }) => table)
  if (inner.at(-1) === 'properties') return properties(inner, tables, types)
  if (inner.length === 0)
    return tables.flatMap(table =>
      Object.values(table.fields).map(field => completion(field.hogql_value, 'Variable', field.type)),
    )
  return tables.flatMap(table => {
    const field = table.fields[inner[0] ?? '']
    const names = inner.length === 1 ? (field?.fields ?? []) : inner.at(-1) === 'person' ? PERSON_FIELDS : []
    return names.map(name => completion(name, 'Variable', null))
  })
}

const PERSON_FIELDS = ['id', 'created_at', 'properties', 'is_identified']

function properties(path: readonly string[], tables: readonly SchemaTable[], types: PropertyTypes): Completion[] {
  const owner = path.at(-2)
  const isPerson = owner === 'person' || owner === 'poe' || (owner === undefined && tables[0]?.name === 'persons')
  const group = /^group_(\d)$/.exec(owner ?? '')?.[1]
  const record = group === undefined ? (isPerson ? types.person : types.event) : types.group?.[Number(group)]
  return Object.entries(record ?? {}).map(([name, type]) =>
    completion(/^[A-Za-z_$][\w$]*$/.test(name) ? name : `\`${name}\``, 'Property', type),
  )
}

/** The dotted word before the cursor: `person.prop` is the path `person` and the word `prop`. */
function wordAt(before: string): { path: string[]; word: string } {
  const parts = (/[\w$.]*$/.exec(before.slice(-200))?.[0] ?? '').split('.')
  return { path: parts.slice(0, -1), word: parts.at(-1) ?? '' }
}

/** Of a text that cannot be read: the tables that FROM and JOIN name, anywhere in it. */
function guess(text: string, tables: readonly SchemaTable[]): Visible {
  const pattern =
    /\b(?:from|join)\s+([\w.]+)(?:\s+(?:as\s+)?(?!(?:where|group|order|limit|join|on|left|inner|sample|final|union)\b)(\w+))?/gi
  const named = Array.from(text.matchAll(pattern)).flatMap(([, name, alias]) => {
    const table = tables.find(item => item.name === name?.replace(/^posthog\./, ''))
    return table ? [{ alias: alias ?? table.name, table }] : []
  })
  return { tables: named, aliases: [], ctes: [] }
}

/** The text with strings and comments blanked, every character at its place. */
function blankQuoted(text: string): string {
  return text.replaceAll(/'(?:[^'\\]|\\.)*'|--[^\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*$)/g, match => ' '.repeat(match.length))
}
