import {
  call,
  constant,
  isSelect,
  type Expr,
  type Located,
  type Node,
  type Placeholder,
  type Select,
  type SelectQuery,
} from './ast.js'
import { errorAt, HogQLError } from './errors.js'
import { filterExpression, dateBound, type FilterContext, type HogQLFilters } from './filters.js'
import { didYouMean } from './suggest.js'
import { transform } from './walk.js'

/** Most items of a list given as one value. */
export const MAX_LIST_VALUES = 50_000

/** A query variable as the API carries it, filled in as `{variables.<code_name>}`. */
export interface HogQLVariable {
  code_name: string
  value?: unknown
  isNull?: boolean | undefined
}

/** What fills the placeholders of a query. */
export interface PlaceholderValues {
  /** `{name}`: strings, numbers, booleans, null, dates and lists of them; nested objects are reached by `{name.key}`. */
  values?: Record<string, unknown> | undefined
  /** `{variables.code_name}`, keyed by anything. */
  variables?: Record<string, HogQLVariable> | undefined
  /** `{filters}`, `{filters.dateRange.from}`, `{filters.dateRange.to}`. Without filters, `{filters}` is `true`. */
  filters?: HogQLFilters | undefined
  /** The project's own filters for internal and test users, applied when `filters.filterTestAccounts` is set. */
  testAccountFilters?: HogQLFilters['properties'] | undefined
}

/**
 * Fills every placeholder. Values become constants of the tree, never text, so nothing in them can act as syntax.
 *
 * @param onFault for editors, which want every fault: called with each, null stands for the value, and nothing is thrown
 * @throws HogQLError `missing_placeholder`, `invalid_value`, `unsupported`
 */
export function bindPlaceholders<TSelect extends Select>(
  query: TSelect,
  given: PlaceholderValues,
  onFault?: (fault: HogQLError) => void,
): TSelect {
  return inSelect(query, undefined, (node, scope) => {
    try {
      return fill(node, scope, given)
    } catch (error) {
      if (!onFault || !(error instanceof HogQLError)) throw error
      onFault(error)
      return constant(null, node)
    }
  })
}

type Fill = (node: Placeholder, scope: SelectQuery | undefined) => Expr

function inSelect<TNode extends Node>(root: TNode, scope: SelectQuery | undefined, filled: Fill): TNode {
  return transform(root, node => {
    if (isSelect(node) && node.node === 'SelectQuery' && node !== scope) return inSelect(node, node, filled)
    return node.node === 'Placeholder' ? filled(node, scope) : undefined
  })
}

function fill(node: Placeholder, scope: SelectQuery | undefined, given: PlaceholderValues): Expr {
  // `{toDate(from)}`: names inside stand for values, the rest is an expression like any other.
  if (node.expr.node !== 'Field')
    return transform(node.expr, part => (part.node === 'Field' ? fill(inBraces(part), scope, given) : undefined))
  const [first, ...rest] = node.expr.chain.map(String)
  if (first === undefined) throw errorAt(node, 'missing_placeholder', 'The placeholder is empty.')
  if (Object.hasOwn(given.values ?? {}, first))
    return fromValue(descend(given.values?.[first], [first, ...rest], node), node)
  if (first === 'filters') return fillFilters(node, rest, scope, given)
  if (first === 'variables') return fillVariable(node, rest, given)
  throw missing(node, [first, ...rest].join('.'), Object.keys(given.values ?? {}))
}

function inBraces(expr: Expr): Placeholder {
  return { node: 'Placeholder', expr, start: expr.start ?? null, end: expr.end ?? null }
}

function descend(value: unknown, path: string[], node: Placeholder): unknown {
  let current = value
  for (const key of path.slice(1)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key))
      throw missing(node, path.join('.'), [])
    current = (current as Record<string, unknown>)[key]
  }
  return current
}

function missing(node: Placeholder, name: string, known: string[]): HogQLError {
  return errorAt(
    node,
    'missing_placeholder',
    `The placeholder {${name}} has no value. Pass it as \`values: { ${name}: … }\`.${didYouMean(name, known)}`,
  )
}

function fillVariable(node: Placeholder, path: string[], given: PlaceholderValues): Expr {
  const name = path.join('.')
  const variables = Object.values(given.variables ?? {})
  const found = variables.find(variable => variable.code_name === name)
  if (!found) {
    const guess = didYouMean(
      name,
      variables.map(variable => variable.code_name),
    )
    throw errorAt(node, 'missing_placeholder', `The variable {variables.${name}} was not given.${guess}`)
  }
  return found.isNull ? constant(null, node) : fromValue(found.value ?? null, node)
}

function fillFilters(
  node: Placeholder,
  path: string[],
  scope: SelectQuery | undefined,
  given: PlaceholderValues,
): Expr {
  const { filters } = given
  if (path.length === 0)
    return filterExpression(node, filters ?? {}, {
      ...filterContext(node, scope),
      testAccountFilters: given.testAccountFilters,
    })
  const [dateRange, bound] = path
  if (dateRange !== 'dateRange' || (bound !== 'from' && bound !== 'to') || path.length !== 2) {
    throw errorAt(
      node,
      'missing_placeholder',
      `{filters.${path.join('.')}} does not exist. Known are {filters}, {filters.dateRange.from} and {filters.dateRange.to}.`,
    )
  }
  const value = bound === 'from' ? filters?.dateRange?.date_from : filters?.dateRange?.date_to
  return (value ? dateBound(value, node) : undefined) ?? constant(null, node)
}

function filterContext(node: Placeholder, scope: SelectQuery | undefined): FilterContext {
  for (let join = scope?.select_from; join; join = join.next_join) {
    const table = join.table
    if (table?.node !== 'Field') continue
    const name = String(table.chain.at(-1))
    if (name === 'events' || name === 'sessions' || name === 'persons' || name === 'groups')
      return { table: name, as: join.alias ?? name }
  }
  throw errorAt(node, 'unsupported', '{filters} works only in a SELECT from events, sessions, persons or groups.')
}

function fromValue(value: unknown, at: Located, depth = 0): Expr {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return constant(value, at)
    case 'number':
      return Number.isFinite(value) ? constant(value, at) : constant(null, at)
    case 'bigint':
      return { ...constant(String(value), at), value_type: 'number' }
    case 'object':
      return fromObject(value, at, depth)
    default:
      throw errorAt(
        at,
        'invalid_value',
        `A placeholder value cannot be ${value === undefined ? 'undefined' : `a ${typeof value}`}. Pass a string, number, boolean, date, null or a list of them.`,
      )
  }
}

function fromObject(value: object | null, at: Located, depth: number): Expr {
  if (value === null) return constant(null, at)
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw errorAt(at, 'invalid_value', 'A placeholder value is an invalid date.')
    return call('toDateTime', [constant(value.toISOString(), at)], at)
  }
  if (!Array.isArray(value))
    throw errorAt(
      at,
      'invalid_value',
      'A placeholder value cannot be an object. Pass its fields one by one, as in {user.id}.',
    )
  if (value.length > MAX_LIST_VALUES)
    throw errorAt(at, 'invalid_value', `A list value has ${value.length} items, the limit is ${MAX_LIST_VALUES}.`)
  if (depth > 8) throw errorAt(at, 'invalid_value', 'A list value is nested deeper than 8 levels.')
  return {
    node: 'Array',
    exprs: value.map(item => fromValue(item, at, depth + 1)),
    start: at.start ?? null,
    end: at.end ?? null,
  }
}
