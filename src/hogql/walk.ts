import { isNode, type Node } from './ast.js'

/** The direct children of a node in the order of their fields. Plain data (names, flags, positions) is skipped. */
export function children(node: Node): Node[] {
  const found: Node[] = []
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'start' && key !== 'end') collect(value, found)
  }
  return found
}

function collect(value: unknown, found: Node[]): void {
  if (isNode(value)) found.push(value)
  else if (Array.isArray(value)) for (const item of value) collect(item, found)
  else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) collect(item, found)
}

/**
 * Visits a tree depth first, parents before children. Return `false` from `visit` to skip the children of a node.
 * Does not recurse on the call stack, so a deep tree cannot overflow it.
 */
export function walk(root: Node, visit: (node: Node) => boolean | void): void {
  const stack: Node[] = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (visit(node) !== false) stack.push(...children(node).toReversed())
  }
}

/**
 * A copy of the tree with nodes replaced. `replace` sees a node before its children: what it returns takes the node's
 * place and is not looked into again; `undefined` keeps the node and goes on with its children. Untouched parts are shared.
 */
export function transform<TNode extends Node>(root: TNode, replace: (node: Node) => Node | undefined): TNode {
  return change(root, replace) as TNode
}

function change(value: unknown, replace: (node: Node) => Node | undefined): unknown {
  if (isNode(value)) {
    const replaced = replace(value)
    return replaced ?? changeFields(value, replace)
  }
  if (Array.isArray(value)) return changeItems(value, replace)
  if (typeof value === 'object' && value !== null) return changeFields(value, replace)
  return value
}

function changeItems(items: unknown[], replace: (node: Node) => Node | undefined): unknown[] {
  const next = items.map(item => change(item, replace))
  return next.some((item, index) => item !== items[index]) ? next : items
}

function changeFields(node: object, replace: (node: Node) => Node | undefined): object {
  let next: Record<string, unknown> | undefined
  for (const [key, value] of Object.entries(node)) {
    if (key === 'start' || key === 'end') continue
    const changed = change(value, replace)
    if (changed !== value) (next ??= { ...node })[key] = changed
  }
  return next ?? node
}
