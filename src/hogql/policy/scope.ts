import { isSelect, type Expr, type Field, type Node, type SelectQuery } from '../ast.js'
import { children, walk } from '../walk.js'
import type { Source } from './columns.js'
import { PolicyRefusal } from './types.js'

/** What is visible from outside: WITH queries by name, with the names they are given, and the tables of the queries around. */
export interface Names {
  ctes: ReadonlyMap<string, string>
  outer: readonly string[]
  nested: boolean
}

/** The names that the tables of a query have in it. */
export function tableNames(query: SelectQuery): Set<string> {
  const names = new Set<string>()
  for (let join = query.select_from; join; join = join.next_join) {
    const { alias, table } = join
    names.add(alias ?? (table?.node === 'Field' ? String(table.chain.at(-1)) : ''))
  }
  return names
}

/** Notes the outermost queries in a tree as dealt with. */
export function markQueries(root: Node, done: Set<Node>): void {
  walk(root, node => {
    if (!isSelect(node)) return true
    done.add(node)
    return false
  })
}

/** A subquery that reads a row of the query around it would read it past what is known of that query. */
export function checkCorrelation(query: SelectQuery, sources: readonly Source[], names: Names): void {
  const own = new Set(sources.map(source => source.name))
  const aliases = new Set<string>()
  for (const node of ownNodes(query)) for (const name of namesOf(node)) aliases.add(name)
  for (const field of ownFields(query)) {
    const root = String(field.chain[0])
    if (own.has(root) || aliases.has(root) || root === '*') continue
    if (names.outer.includes(root) || (names.nested && sources.length === 0 && !names.ctes.has(root)))
      throw new PolicyRefusal(
        'syntax',
        `A subquery may not read ${field.chain.join('.')} of the query around it here.`,
        field,
      )
  }
}

/** The names that a node gives to something. */
export function namesOf(node: Node): readonly string[] {
  if (node.node === 'Alias') return [node.alias]
  if (node.node === 'CTE') return [node.name, ...(node.columns ?? [])]
  if (node.node === 'Lambda') return node.args
  return node.node === 'JoinExpr' ? (node.column_aliases ?? []) : []
}

/** The nodes of a query without those of its subqueries and WITH queries. */
export function ownNodes(query: SelectQuery): Node[] {
  const found: Node[] = []
  const stack: Node[] = [...children(query)]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isSelect(node)) continue
    found.push(node)
    stack.push(...children(node))
  }
  return found
}

/** The fields that a query reads itself; a key in brackets counts as one behind a dot. */
export function ownFields(query: SelectQuery): Field[] {
  return ownNodes(query).flatMap(node => {
    if (node.node === 'ArrayAccess') return accessChain(node) ?? []
    return node.node === 'Field' ? node : []
  })
}

/** `person['properties']` reads what `person.properties` reads. */
function accessChain(node: Extract<Expr, { node: 'ArrayAccess' }>): Field | undefined {
  const keys: string[] = []
  let base: Expr = node
  while (base.node === 'ArrayAccess') {
    if (base.property.node !== 'Constant') return undefined
    keys.unshift(String(base.property.value))
    base = base.array
  }
  return base.node === 'Field' ? { ...base, chain: [...base.chain, ...keys] } : undefined
}

/** All of these conditions, and the rest. */
export function together(conditions: readonly Expr[], rest?: Expr | null): Expr {
  const exprs = rest ? [...conditions, rest] : [...conditions]
  const [only] = exprs
  if (exprs.length === 1 && only) return only
  return { node: 'And', exprs }
}
