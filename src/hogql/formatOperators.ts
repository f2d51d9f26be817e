import { isSelect, type Expr } from './ast.js'
import { formatName } from './formatNames.js'
import { LEVEL } from './parser/levels.js'

/**
 * An operator between its values, with the level it binds at; undefined for everything else. `at` gives a value as it stands where operators of a level
 * and tighter may.
 */
export function formatOperator(
  node: Expr,
  at: (expr: Expr, level: number) => string,
): [text: string, level: number] | undefined {
  switch (node.node) {
    case 'Alias':
      return [`${at(node.expr, 1)} AS ${formatName(node.alias)}`, 0]
    case 'Lambda':
      return [
        `${node.args.length === 1 ? formatName(node.args[0] ?? '') : `(${node.args.map(name => formatName(name)).join(', ')})`} -> ${at(node.expr, 1)}`,
        0,
      ]
    case 'NamedArgument':
      return [`${formatName(node.name)} := ${at(node.value, 1)}`, 0]
    case 'Or':
      return [node.exprs.map(expr => at(expr, LEVEL.or + 1)).join(' OR '), LEVEL.or]
    case 'And':
      return [node.exprs.map(expr => at(expr, LEVEL.and + 1)).join(' AND '), LEVEL.and]
    case 'Not': {
      const operand = at(node.expr, LEVEL.not)
      // NOT (a) is the function for the parser, and NOT (a) + b would be another thing.
      return operand.startsWith('(') && !isSelect(node.expr)
        ? [`not(${at(node.expr, 0)})`, 20]
        : [`NOT ${operand}`, LEVEL.not]
    }
    case 'BetweenExpr':
      return [
        `${at(node.expr, LEVEL.between)} ${node.negated ? 'NOT ' : ''}BETWEEN ${at(node.low, LEVEL.nullish)} AND ${at(node.high, LEVEL.nullish)}`,
        LEVEL.between,
      ]
    case 'IsDistinctFrom':
      return [
        `${at(node.left, LEVEL.distinct)} IS ${node.negated ? 'NOT ' : ''}DISTINCT FROM ${at(node.right, LEVEL.null)}`,
        LEVEL.distinct,
      ]
    case 'CompareOperation':
      if (node.is_null_comparison_style)
        return [`${at(node.left, LEVEL.null)} IS ${node.op === '!=' ? 'NOT ' : ''}NULL`, LEVEL.null]
      return [
        `${at(node.left, LEVEL.compare)} ${node.op === '==' ? '=' : node.op.toUpperCase()} ${at(node.right, LEVEL.add)}`,
        LEVEL.compare,
      ]
    case 'ArithmeticOperation': {
      const own = node.op === '+' || node.op === '-' ? LEVEL.add : LEVEL.multiply
      if (node.op === '-' && isZero(node.left) && !isNumber(node.right)) {
        const operand = at(node.right, LEVEL.negate)
        return [operand.startsWith('-') ? `-(${operand})` : `-${operand}`, LEVEL.negate]
      }
      return [`${at(node.left, own)} ${node.op} ${at(node.right, own + 1)}`, own]
    }
    default:
      return undefined
  }
}

function isZero(node: Expr): boolean {
  return node.node === 'Constant' && node.value === 0
}
/** Says whether a node is a number that is written out. */
export function isNumber(node: Expr): boolean {
  return node.node === 'Constant' && (typeof node.value === 'number' || node.value_type === 'number')
}
