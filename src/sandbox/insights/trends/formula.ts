import type { Expr } from '../../../hogql/ast.js'
import type { InsightContext } from '../shared/context.js'
import type { Reader } from '../shared/read.js'

/** A formula over series: A is the first, B the second. */
export type Formula = (values: readonly number[]) => number

/** Reads `A / B * 100`. Dividing by zero gives 0, as in PostHog. */
export function readFormula(text: string, seriesCount: number, query: Reader, context: InsightContext): Formula {
  const fail = (detail: string) => query.error('trendsFilter__formula', `The formula "${text.slice(0, 100)}" ${detail}`)
  const compile = (expr: Expr): Formula => {
    if (expr.node === 'Constant' && typeof expr.value === 'number') {
      const { value } = expr
      return () => value
    }
    if (expr.node === 'Field' && expr.chain.length === 1) {
      const index = /^[A-Za-z]$/.test(String(expr.chain[0]))
        ? String(expr.chain[0]).toUpperCase().charCodeAt(0) - 65
        : -1
      if (index < 0 || index >= seriesCount) {
        throw fail(`names ${String(expr.chain[0])}, and there are ${seriesCount} series: A is the first.`)
      }
      return values => values[index] ?? 0
    }
    if (expr.node === 'Call' && expr.name === 'negate' && expr.args[0]) {
      const of = compile(expr.args[0])
      return values => -of(values)
    }
    if (expr.node !== 'ArithmeticOperation') throw fail('may hold series, numbers, brackets and + - * / only.')
    const left = compile(expr.left)
    const right = compile(expr.right)
    const operate = operators[expr.op]
    return values => operate(left(values), right(values))
  }
  return compile(context.parseExpr(text))
}

const operators: Record<'+' | '-' | '*' | '/' | '%', (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0 ? 0 : left / right),
  '%': (left, right) => (right === 0 ? 0 : left % right),
}
