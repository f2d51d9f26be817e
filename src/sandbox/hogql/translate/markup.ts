import { isNode, type Dict, type Expr, type HogQLXTag } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import type { Scope } from './scope.js'
import type { Translation } from './translation.js'
import { is, type Typed } from './valueType.js'

/** `{'a': 1}` as PostHog answers it: a tuple `('__hx_obj', key, value, …)` that its tables show as an object. */
export function dictionary(translation: Translation, node: Dict, scope: Scope): Typed {
  const items = node.items.flatMap(([key, value]) => [
    translation.expr(key, scope).sql,
    translation.expr(value, scope).sql,
  ])
  return tuple([translation.bind('__hx_obj', 'String'), ...items])
}

/** `<a href={x}>text</a>` as PostHog answers it: a tuple `('__hx_tag', kind, attribute, value, …)` that its tables draw. */
export function hogqlxTag(translation: Translation, node: HogQLXTag, scope: Scope): Typed {
  const attributes = node.attributes.flatMap(({ name, value }) => [
    translation.bind(name, 'String'),
    attributeValue(translation, node, value, scope),
  ])
  return tuple([translation.bind('__hx_tag', 'String'), translation.bind(node.kind, 'String'), ...attributes])
}

function attributeValue(translation: Translation, tag: HogQLXTag, value: unknown, scope: Scope): string {
  if (isNode(value)) return translation.expr(value as Expr, scope).sql
  if (Array.isArray(value)) {
    const items = value.map(item => attributeValue(translation, tag, item, scope))
    return items.length === 1 && items[0] !== undefined ? items[0] : `tuple(${items.join(', ')})`
  }
  if (typeof value === 'string') return translation.bind(value, 'String')
  if (value === true) return 'true'
  throw errorAt(tag, 'unsupported', 'An attribute of a tag must be text or an expression in braces.')
}

function tuple(parts: string[]): Typed {
  return { sql: `tuple(${parts.join(', ')})`, type: is('tuple') }
}
