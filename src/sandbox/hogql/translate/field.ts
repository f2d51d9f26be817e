import { isSelect, type Field } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { didYouMean } from '../../../hogql/suggest.js'
import { enterJson } from './property.js'
import type { Scope } from './scope.js'
import type { Translation } from './translation.js'
import type { Typed } from './valueType.js'

/**
 * Finds what a name stands for. In this order: an argument of a lambda, a table of the query (`events.event`), an alias, a column,
 * a value from WITH, an alias that comes later in the SELECT list.
 */
export function field(translation: Translation, node: Field, scope: Scope): Typed {
  const chain = node.chain.map(String)
  const [first = ''] = chain
  if (first === '*' || chain.at(-1) === '*')
    throw errorAt(node, 'unsupported', '* can stand only in the SELECT list or in count(*).')
  const lambda = scope.lambda(first)
  if (lambda) return descend(translation, lambda, node, 1)
  const named = chain.length > 1 ? scope.sources.find(source => source.name === first) : undefined
  if (named) {
    const found = named.find(chain.slice(1))
    if (!found) throw unresolved(node, chain.join('.'), named.knownNames(), chain[1])
    return descend(translation, found.column, node, 1 + found.taken)
  }
  const alias = scope.aliases.get(first)
  if (alias) return descend(translation, alias, node, 1)
  return (
    descendFound(translation, node, scope, chain) ??
    fromWith(translation, node, scope) ??
    later(translation, node, scope) ??
    fail(node, scope, chain)
  )
}

function descendFound(translation: Translation, node: Field, scope: Scope, chain: string[]): Typed | undefined {
  const finding = scope.sources.filter(source => source.find(chain))
  // One that may have any column owns what no other has.
  const known = finding.filter(source => !source.open)
  const owners = known.length > 0 ? known : finding.slice(0, 1)
  const [owner, other] = owners
  if (other) {
    const names = owners.map(source => source.name ?? 'a subquery').join(', ')
    throw errorAt(
      node,
      'ambiguous_field',
      `"${chain.join('.')}" is a column of more than one table: ${names}. Write the table before it, as in ${owner?.name ?? 'a'}.${chain[0]}.`,
    )
  }
  const found = owner?.find(chain)
  return found && descend(translation, found.column, node, found.taken)
}

function fromWith(translation: Translation, node: Field, scope: Scope): Typed | undefined {
  const known = scope.cte(String(node.chain[0]))
  if (!known || node.chain.length !== 1) return undefined
  const { cte } = known
  if (cte.cte_type === 'column') {
    // A WITH value is written out where it is used, and means what its names mean there.
    const inner = scope.hiding(cte.name)
    return translation.expr(cte.expr, inner)
  }
  if (!isSelect(cte.expr)) return undefined
  throw errorAt(
    node,
    'unresolved_field',
    `"${cte.name}" is a table from WITH. Write it in FROM, or as (SELECT … FROM ${cte.name}).`,
  )
}

function later(translation: Translation, node: Field, scope: Scope): Typed | undefined {
  const name = String(node.chain[0])
  const pending = scope.pending.get(name)
  if (!pending) return undefined
  // Gone while it is translated: an alias that leads to itself is unresolved, not endless.
  scope.pending.delete(name)
  try {
    return descend(translation, translation.expr(pending.expr, scope), node, 1)
  } finally {
    scope.pending.set(name, pending)
  }
}

/** Follows the rest of a chain into JSON. */
function descend(translation: Translation, value: Typed, node: Field, from: number): Typed {
  let current = value
  for (const key of node.chain.slice(from)) {
    if (!current.json) {
      throw errorAt(
        node,
        'unresolved_field',
        `"${node.chain.slice(0, from).join('.')}" has no field "${String(key)}". Only properties can be read by name; use JSONExtractString for other JSON text.`,
      )
    }
    current = enterJson(translation, current.json, key, node)
  }
  return current
}

function fail(node: Field, scope: Scope, chain: string[]): never {
  const [first = ''] = chain
  const known = [
    ...scope.sources.flatMap(source => [...source.knownNames(), ...(source.name ? [source.name] : [])]),
    ...scope.aliases.keys(),
  ]
  const prefix = known.filter(name => name.startsWith(`${first}.`)).map(name => name.slice(first.length + 1))
  if (prefix.length > 0 && chain[1] !== undefined) throw unresolved(node, chain.join('.'), prefix, chain[1])
  if (scope.sources.length === 0)
    throw errorAt(
      node,
      'unresolved_field',
      `Unable to resolve field: ${chain.join('.')}. The query reads from no table: add FROM events, or quote it if it is text.`,
    )
  throw unresolved(node, chain.join('.'), known, first)
}

function unresolved(node: Field, name: string, known: string[], wrong: string | undefined): Error {
  const plain = known.filter(item => !item.includes('.'))
  return errorAt(
    node,
    'unresolved_field',
    `Unable to resolve field: ${name}.${didYouMean(wrong ?? name, plain.length > 0 ? plain : known)}`,
  )
}
