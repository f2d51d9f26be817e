import { call, constant, field, type Call, type CompareOp, type Expr, type Located } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { propertyFilter } from '../../../hogql/filters.js'
import { didYouMean } from '../../../hogql/suggest.js'
import type { HogQLAction, HogQLActionStep } from '../resources.js'
import type { Scope } from './scope.js'
import { selectorPattern, tagPattern } from './selector.js'
import type { Translation } from './translation.js'

/** What `matchesAction(id | 'name')` stands for: any step of the action, on the events table that the query reads. */
export function actionExpression(translation: Translation, node: Call, scope: Scope): Expr {
  const action = findAction(translation, node)
  const table = eventsTable(node, scope)
  const steps = action.steps.map(step => stepExpression(step, table, node))
  const [only] = steps
  if (!only) return constant(false, node)
  return steps.length === 1 ? only : { ...located(node), node: 'Or', exprs: steps }
}

function findAction(translation: Translation, node: Call): HogQLAction {
  const [arg] = node.args
  const { actions } = translation.resources
  if (arg?.node !== 'Constant' || (typeof arg.value !== 'number' && typeof arg.value !== 'string'))
    throw errorAt(arg ?? node, 'wrong_arguments', 'matchesAction() takes the id or the name of an action.')
  const found = actions.filter(action => (typeof arg.value === 'number' ? action.id : action.name) === arg.value)
  const [action] = found
  if (!action) {
    const names = actions.flatMap(({ name }) => name ?? [])
    const hint = typeof arg.value === 'string' ? didYouMean(arg.value, names) : ''
    const what = typeof arg.value === 'number' ? `ID ${arg.value}` : `the name '${arg.value.slice(0, 100)}'`
    throw errorAt(arg, 'invalid_value', `Could not find an action with ${what}.${hint}`)
  }
  if (found.length > 1)
    throw errorAt(arg, 'invalid_value', `Found multiple actions with the name '${action.name}'. Use the action's id.`)
  return action
}

/** The name of the events table in this scope, or none when the query names no table. */
function eventsTable(node: Call, scope: Scope): string[] {
  const source = scope.sources.find(item => item.knownNames().includes('elements_chain'))
  if (!source) throw errorAt(node, 'unsupported', 'matchesAction() works only in a SELECT from events.')
  return source.name === undefined ? [] : [source.name]
}

function located(at: Located): Located {
  return { start: at.start ?? null, end: at.end ?? null }
}

function stepExpression(step: HogQLActionStep, table: string[], at: Located): Expr {
  const chain = field([...table, 'elements_chain'], at)
  const url = field([...table, 'properties', '$current_url'], at)
  const exprs: Expr[] = []
  if (step.event) exprs.push(compare('==', field([...table, 'event'], at), constant(step.event, at), at))
  // Elements exist on autocaptured clicks only, as in PostHog.
  if (step.event === '$autocapture' || !step.event) {
    if (step.selector) exprs.push(compare('=~', chain, constant(selectorPattern(step.selector), at), at))
    if (step.tag_name) exprs.push(compare('=~', chain, constant(tagPattern(step.tag_name), at), at))
    if (step.href) exprs.push(attribute(chain, 'href', step.href, step.href_matching ?? 'exact', at))
    if (step.text) exprs.push(attribute(chain, 'text', step.text, step.text_matching ?? 'exact', at))
  }
  if (step.url) exprs.push(textMatch(url, step.url, step.url_matching ?? 'contains', at))
  for (const property of step.properties ?? [])
    exprs.push(propertyFilter(property, { table: 'events', as: table[0] ?? '' }, at))
  const [only] = exprs
  if (!only) return constant(true, at)
  return exprs.length === 1 ? only : { ...located(at), node: 'And', exprs }
}

function compare(op: CompareOp, left: Expr, right: Expr, at: Located): Expr {
  return { ...located(at), node: 'CompareOperation', op, left, right }
}

function textMatch(value: Expr, text: string, matching: 'contains' | 'regex' | 'exact', at: Located): Expr {
  if (matching === 'exact') return compare('==', value, constant(text, at), at)
  if (matching === 'regex') return compare('=~', value, constant(text, at), at)
  return compare('ilike', value, constant(`%${text.replace(/[\\%_]/g, '\\$&')}%`, at), at)
}

/** An attribute of any element in the chain, whose values are written with `\"` for quotes. */
function attribute(
  chain: Expr,
  name: string,
  text: string,
  matching: 'contains' | 'regex' | 'exact',
  at: Located,
): Expr {
  if (matching === 'exact')
    return compare('=~', chain, constant(`[:"]${name}="${quoted(text.replaceAll('"', '\\"'))}"`, at), at)
  // Each value of the attribute by itself, so that ^ and $ of a pattern mean the value's ends.
  const values = call('extractAll', [chain, constant(`[:"]${name}="((?:[^"\\\\]|\\\\.)*)"`, at)], at)
  const each = field(['__value'], at)
  return call(
    'arrayExists',
    [{ ...located(at), node: 'Lambda', args: ['__value'], expr: textMatch(each, text, matching, at) }, values],
    at,
  )
}

/** Text as a pattern for itself. */
function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
