import type { Expr, HogQLXTag } from './ast.js'

/** A tag with its attributes and children; `value` gives the text of an expression in braces. */
export function formatTag(node: HogQLXTag, value: (expr: Expr) => string): string {
  const given = node.attributes.find(attribute => attribute.name === 'children' && Array.isArray(attribute.value))
  let raw = false
  const inner = ((given?.value ?? []) as Expr[]).map(child => {
    const plain = child.node === 'Constant' && typeof child.value === 'string' && isRawText(child.value) && !raw
    raw = plain
    if (plain) return String(child.value)
    return child.node === 'HogQLXTag' ? formatTag(child, value) : `{${value(child)}}`
  })
  const attributes = node.attributes.filter(attribute => attribute !== given)
  const open = `<${node.kind}${attributes.map(attribute => ` ${attribute.name}={${value(attribute.value as Expr)}}`).join('')}`
  return inner.length > 0 ? `${open}>${inner.join('')}</${node.kind}>` : `${open} />`
}

/** Text between tags that is read back as it is. */
function isRawText(text: string): boolean {
  return text !== '' && !/[<{]/.test(text) && (text.trim() !== '' || !/[\n\r]/.test(text))
}
