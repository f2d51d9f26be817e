import { isSelect, type Expr, type Node } from '../ast.js'
import { parseExpr } from '../parser/parse.js'
import { bindPlaceholders } from '../placeholders.js'
import { transform } from '../walk.js'
import type { Policy, PolicyCondition } from './types.js'

/** The policy's conditions as trees, by table. @throws HogQLError when one is no expression */
export function readConditions(policy: Policy): Map<string, Expr> {
  return new Map(Object.entries(policy.where ?? {}).map(([table, condition]) => [table, toExpr(condition)]))
}

function toExpr(condition: PolicyCondition): Expr {
  if (typeof condition === 'string') return parseExpr(condition)
  if (!('query' in condition)) return condition
  const select = { node: 'SelectQuery' as const, select: [parseExpr(condition.query)] }
  return bindPlaceholders(select, { values: condition.values }).select[0] ?? select
}

/** The condition with its fields reached through a table's name in the query, `e.properties.plan`, so that no alias can stand in for one. */
export function qualify(condition: Expr, path: readonly string[]): Expr {
  const change =
    (args: readonly string[]) =>
    (node: Node): Node | undefined => {
      if (isSelect(node)) return node
      if (node.node === 'Lambda') return { ...node, expr: transform(node.expr, change([...args, ...node.args])) }
      if (node.node !== 'Field' || args.includes(String(node.chain[0]))) return undefined
      return { ...withoutPlace(node), chain: [...path, ...node.chain] }
    }
  return transform(condition, change([]))
}

function withoutPlace<TNode extends Node>(node: TNode): TNode {
  return { ...node, start: null, end: null }
}
