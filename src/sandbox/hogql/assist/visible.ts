import { isSelect, type CTE, type Expr, type JoinExpr, type Select, type SelectQuery } from '../../../hogql/ast.js'
import { parseWithErrors } from '../../../hogql/parser/parse.js'
import { walk } from '../../../hogql/walk.js'
import type { SchemaField, SchemaTable } from './schema.js'

/** A table under the name it has at a place of a query. */
export interface VisibleTable {
  alias: string
  table: SchemaTable
}

/** What names mean something at a place of a query. */
export interface Visible {
  tables: VisibleTable[]
  /** Names of the SELECT list. */
  aliases: string[]
  /** Tables of WITH. */
  ctes: string[]
}

/** Stands at the cursor while the text is read, so that half a name is a name. */
const CURSOR = '__cursor__'
/** How many subqueries deep columns are followed. */
const MAX_DEPTH = 8

/**
 * What is visible at `offset` of a text that need not be whole: what cannot be read is passed over. Undefined when too much is missing to say.
 */
export function visibleAt(text: string, offset: number, known: readonly SchemaTable[]): Visible | undefined {
  const marked = `${text.slice(0, offset)}${CURSOR}${text.slice(offset)}`
  const around = [marked, marked.slice(0, endOfBracket(marked, offset))]
    .map(part => parseWithErrors(part + missingBrackets(part)).query)
    .map(query => (query && holdsCursor(query) ? selectsAround(query, offset) : undefined))
    .find(Boolean)
  const select = around?.at(-1)
  if (!around || !select?.select_from) return undefined
  const ctes = new Map(around.flatMap(listCtes).map(cte => [cte.name, cte]))
  const aliases = select.select.flatMap(item => (item.node === 'Alias' ? [item.alias] : []))
  return { tables: tablesOf(select, { known, ctes, depth: 0 }), aliases: real(aliases), ctes: [...ctes.keys()] }
}

/** Where the bracket closes that the place lies in: faults after it are no matter. */
function endOfBracket(text: string, offset: number): number {
  let depth = 0
  for (let at = offset; at < text.length; at += 1) {
    if ('([{'.includes(text.charAt(at))) depth += 1
    if (')]}'.includes(text.charAt(at)) && (depth -= 1) < 0) return at
  }
  return text.length
}

/** Says whether what is written at the cursor was read. */
function holdsCursor(query: Select): boolean {
  let found = false
  walk(query, node => {
    const names =
      node.node === 'Field' ? node.chain : node.node === 'Call' ? [node.name] : 'alias' in node ? [node.alias] : []
    if (names.some(name => String(name).includes(CURSOR))) found = true
  })
  return found
}

/** Brackets that are open at the end of the text, closed. Quotes have been blanked. */
function missingBrackets(text: string): string {
  const open: string[] = []
  for (const char of text) {
    if (char === '(') open.push(')')
    else if (char === '[') open.push(']')
    else if (char === '{') open.push('}')
    else if (char === open.at(-1)) open.pop()
  }
  return open.toReversed().join('')
}

/** The SELECTs that the place lies in, the innermost last. */
function selectsAround(query: Select, offset: number): SelectQuery[] {
  const found: SelectQuery[] = []
  walk(query, node => {
    if (node.node !== 'SelectQuery' || !node.start || !node.end) return
    if (node.start.offset <= offset && offset <= node.end.offset) found.push(node)
  })
  return found.toSorted((a, b) => length(b) - length(a))
}

function length({ start, end }: SelectQuery): number {
  return (end?.offset ?? 0) - (start?.offset ?? 0)
}

interface Context {
  known: readonly SchemaTable[]
  ctes: ReadonlyMap<string, CTE>
  depth: number
}

function listCtes({ ctes }: SelectQuery): CTE[] {
  return Array.isArray(ctes) ? ctes : Object.values(ctes ?? {})
}

function tablesOf(select: SelectQuery, context: Context): VisibleTable[] {
  const found: VisibleTable[] = []
  for (let join = select.select_from; join; join = join.next_join) {
    const table = tableOf(join, context)
    if (table) found.push({ alias: real([join.alias ?? ''])[0] ?? table.name, table })
  }
  return found
}

function tableOf({ table }: JoinExpr, context: Context): SchemaTable | undefined {
  if (context.depth > MAX_DEPTH || !table) return undefined
  if (isSelect(table)) return derived('subquery', table, context)
  if (table.node !== 'Field') return undefined
  const name = table.chain.map(String).join('.')
  const cte = context.ctes.get(name)
  if (cte && isSelect(cte.expr)) {
    // Its body does not see itself.
    const ctes = new Map([...context.ctes].filter(([other]) => other !== name))
    return derived(name, cte.expr, { ...context, ctes }, cte.columns)
  }
  return context.known.find(item => item.name === name.replace(/^posthog\./, ''))
}

/** The columns that a query gives, as a table. */
function derived(name: string, query: Select, context: Context, names?: string[] | null): SchemaTable | undefined {
  let select = query
  while (select.node === 'SelectSetQuery') select = select.initial_select_query
  const ctes = new Map([...context.ctes, ...listCtes(select).map(cte => [cte.name, cte] as const)])
  const tables = tablesOf(select, { ...context, ctes, depth: context.depth + 1 })
  const columns = select.select.flatMap(item => columnsOf(item, tables))
  const fields = columns.map(([column, type], index) => field(names?.[index] ?? column, type))
  return { id: name, name, type: 'posthog', fields: Object.fromEntries(fields.map(item => [item.name, item])) }
}

function columnsOf(item: Expr, tables: readonly VisibleTable[]): [name: string, type: string][] {
  if (item.node === 'Alias')
    return real([item.alias]).map(name => [name, columnsOf(item.expr, tables)[0]?.[1] ?? 'unknown'])
  if (item.node !== 'Field') return []
  const chain = item.chain.map(String)
  const owner = tables.find(({ alias }) => alias === chain[0])
  if (chain.at(-1) === '*')
    return (chain.length > 1 && owner ? [owner] : tables).flatMap(({ table }) =>
      Object.values(table.fields).flatMap(({ name, type }): [string, string][] =>
        type.endsWith('_table') ? [] : [[name, type]],
      ),
    )
  const name = chain.at(-1) ?? ''
  const own = chain.length === (owner ? 2 : 1)
  const type = own ? (owner ? [owner] : tables).map(({ table }) => table.fields[name]?.type).find(Boolean) : undefined
  return real([name]).map(column => [column, type ?? 'unknown'])
}

function field(name: string, type: string): SchemaField {
  return { name, hogql_value: /^[A-Za-z_$][\w$]*$/.test(name) ? name : `\`${name}\``, type, schema_valid: true }
}

/** Names without the one that is being written. */
function real(names: readonly string[]): string[] {
  return names.filter(name => name !== '' && !name.includes(CURSOR))
}
