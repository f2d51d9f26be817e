import { walk } from '../walk.js'
import { didYouMean } from '../suggest.js'
import type { Select } from '../ast.js'
import { PolicyRefusal, type Policy } from './types.js'

// What operators, CASE, CAST and intervals are parsed to: none reads more than its arguments.
const SYNTAX = new Set(
  `and or not if multiif concat ifnull _casewithexpression exists in tuple array
  tointervalsecond tointervalminute tointervalhour tointervalday tointervalweek tointervalmonth tointervalquarter tointervalyear`.split(
    /\s+/,
  ),
)

/** Refuses a query that calls what the policy does not name. `IN COHORT` counts as the function `inCohort`. */
export function checkFunctions(query: Select, policy: Policy): void {
  const { functions } = policy
  if (functions === 'any') return
  const allowed = new Set(functions.map(name => name.toLowerCase()))
  walk(query, node => {
    const name = node.node === 'Call' || node.node === 'WindowFunction' ? node.name : cohortOf(node)
    if (name === undefined || SYNTAX.has(name.toLowerCase()) || allowed.has(name.toLowerCase())) return
    throw new PolicyRefusal(
      'function',
      `The function ${name} may not be used here.${didYouMean(name, functions)}`,
      node,
    )
  })
}

function cohortOf(node: { node: string; op?: unknown }): string | undefined {
  return node.node === 'CompareOperation' && (node.op === 'in cohort' || node.op === 'not in cohort')
    ? 'inCohort'
    : undefined
}
