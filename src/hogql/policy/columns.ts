import { isSelect, type Expr, type Field, type Node, type SelectQuery } from '../ast.js'
import { children } from '../walk.js'
import { PolicyRefusal, type Policy } from './types.js'

/** A table in FROM: the name it has in the query, and the real table; undefined for subqueries and WITH queries. */
export interface Source {
  name: string
  table: string | undefined
}

/** Refuses fields that the policy does not name, in queries that read a table with a list of columns. */
export function checkFields(query: SelectQuery, sources: readonly Source[], policy: Policy): void {
  const lists = policy.columns ?? {}
  const limited = sources.filter(source => source.table !== undefined && Object.hasOwn(lists, source.table))
  if (limited.length === 0) return
  const aliases = new Set<string>()
  visit(query, [], node => void (node.node === 'Alias' && aliases.add(node.alias)))
  visit(query, [], (node, lambda, parent) => {
    if (node.node === 'ColumnsExpr')
      throw new PolicyRefusal('column', 'Name the columns here instead of COLUMNS or EXCLUDE.', node)
    const field =
      node.node === 'ArrayAccess'
        ? accessed(node)
        : node.node === 'Field' && parent?.node !== 'ArrayAccess'
          ? node
          : undefined
    if (!field || lambda.includes(String(field.chain[0]))) return
    if (field.chain.at(-1) === '*') return checkStar(field, parent)
    if (!isAllowed(field, sources, aliases, lists)) refuse(field)
  })
}

function checkStar(field: Field, parent: Node | undefined): void {
  if (parent?.node === 'Call' && parent.name.toLowerCase() === 'count') return
  throw new PolicyRefusal('column', 'Name the columns here instead of *.', field)
}

function refuse(field: Field): never {
  throw new PolicyRefusal('column', `The field ${field.chain.join('.')} may not be read here.`, field)
}

function isAllowed(
  field: Field,
  sources: readonly Source[],
  aliases: ReadonlySet<string>,
  lists: Readonly<Record<string, readonly string[]>>,
): boolean {
  const [first, ...rest] = field.chain.map(String)
  const source = sources.find(item => item.name !== '' && item.name === first)
  if (source) return source.table === undefined || covers(lists[source.table], rest)
  if (field.chain.length === 1 && aliases.has(String(first))) return true
  // Without a table in front the field may belong to any of them, so each list must have it, unless another source can only be meant.
  const tables = sources.flatMap(item => (item.table === undefined ? [] : [item.table]))
  return tables.every(table => covers(lists[table], field.chain.map(String)))
}

/** Says whether one of the entries is the path or lies above it. A table without a list is open. */
function covers(entries: readonly string[] | undefined, chain: readonly string[]): boolean {
  if (!entries) return true
  const path = chain.join('.')
  return entries.some(entry => path === entry || path.startsWith(`${entry}.`))
}

/** `properties['plan']` as the field `properties.plan`, as far as its keys are constants. */
function accessed(node: Extract<Expr, { node: 'ArrayAccess' }>): Field | undefined {
  const { array, property, start = null, end = null } = node
  if (array.node !== 'Field') return undefined
  return property.node === 'Constant'
    ? { ...array, chain: [...array.chain, String(property.value)], start, end }
    : array
}

/** Visits the nodes of a query, without subqueries, with the lambda arguments around them. */
function visit(
  query: SelectQuery,
  lambda: readonly string[],
  see: (node: Node, lambda: readonly string[], parent: Node | undefined) => void,
): void {
  const go = (node: Node, args: readonly string[], parent: Node | undefined): void => {
    if (isSelect(node) || node.node === 'CTE') return
    if (node.node === 'JoinExpr') {
      if (node.constraint) go(node.constraint, args, node)
      for (const arg of node.table_args ?? []) go(arg, args, node)
      if (node.next_join) go(node.next_join, args, node)
      return
    }
    see(node, args, parent)
    const inner = node.node === 'Lambda' ? [...args, ...node.args] : args
    for (const child of children(node)) go(child, inner, node)
  }
  for (const child of children(query)) go(child, lambda, undefined)
}
