import type { Expr, HogQLXAttribute, HogQLXTag } from '../ast.js'
import type { Cursor } from './cursor.js'

/** `<Sparkline data={…} />` and `<a href='…'>text {value} <b/></a>`. */
export function parseTag(p: Cursor): HogQLXTag {
  const start = p.from
  p.next()
  const kind = tagName(p)
  const attributes: HogQLXAttribute[] = []
  while (p.token.kind === 'word') attributes.push(parseAttribute(p))
  if (p.takeOp('/>')) return { node: 'HogQLXTag', kind, attributes, start, end: p.to }
  p.expectOp('>', '">", "/>" or an attribute')
  const inside = p.from
  const children = parseChildren(p)
  p.expectOp('</', `</${kind}>`)
  const closing = p.token
  if (tagName(p) !== kind)
    throw p.error(`The tag <${kind}> is closed by </${closing.value}>. Close it by </${kind}>.`, closing)
  p.expectOp('>close', '">"')
  if (children.length > 0) {
    if (attributes.some(attribute => attribute.name === 'children'))
      throw p.error('A tag cannot have both an attribute named children and something between its ends.', closing)
    attributes.push({ node: 'HogQLXAttribute', name: 'children', value: children, start: inside, end: p.to })
  }
  return { node: 'HogQLXTag', kind, attributes, start, end: p.to }
}

function tagName(p: Cursor): string {
  if (p.token.kind !== 'word') p.fail('the name of a tag')
  return p.next().value
}

function parseAttribute(p: Cursor): HogQLXAttribute {
  const { from, to, value: name } = p.next()
  if (!p.takeOp('='))
    return {
      node: 'HogQLXAttribute',
      name,
      value: { node: 'Constant', value: true, start: from, end: to },
      start: from,
      end: to,
    }
  const value = parseAttributeValue(p)
  return { node: 'HogQLXAttribute', name, value, start: from, end: p.to }
}

function parseAttributeValue(p: Cursor): Expr {
  const { token } = p
  if (token.kind === 'string') {
    p.next()
    return { node: 'Constant', value: token.value, start: token.from, end: token.to }
  }
  p.expectOp('{', "a text as in name='…' or a value as in name={…}")
  const value = p.nested(p.rules.expr)
  p.expectOp('}')
  return value
}

function parseChildren(p: Cursor): Expr[] {
  const children: Expr[] = []
  for (;;) {
    const { token } = p
    if (token.kind === 'text') {
      p.next()
      // Line breaks with indentation are for the reader.
      if (token.value.trim() !== '' || !/[\n\r]/.test(token.value))
        children.push({ node: 'Constant', value: token.value, start: token.from, end: token.to })
    } else if (token.op === '<tag') children.push(p.nested(parseTag))
    else if (p.takeOp('{')) {
      children.push(p.nested(p.rules.expr))
      p.expectOp('}')
    } else return children
  }
}
