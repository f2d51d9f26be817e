import { constant, field, type Expr, type Located } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import { didYouMean } from '../../../hogql/suggest.js'
import type { HogQLCohort } from '../resources.js'
import type { Notice, Translation } from './translation.js'

/** What `person IN COHORT id | 'name'` stands for: the person is among those of the cohort's last calculation. */
export function cohortExpression(
  translation: Translation,
  node: { left: Expr; right: Expr } & Located,
  isIn: boolean,
): Expr {
  const { id } = findCohort(translation, node.right)
  const at = { start: node.start ?? null, end: node.end ?? null }
  return {
    ...at,
    node: 'CompareOperation',
    op: isIn ? 'in' : 'not in',
    left: node.left,
    right: {
      ...at,
      node: 'SelectQuery',
      select: [field(['person_id'], node)],
      select_from: { ...at, node: 'JoinExpr', table: field(['cohort_people'], node) },
      where: {
        ...at,
        node: 'CompareOperation',
        op: '==',
        left: field(['cohort_id'], node),
        right: constant(id, node),
      },
    },
  }
}

function findCohort(translation: Translation, node: Expr): HogQLCohort {
  if (node.node !== 'Constant' || (typeof node.value !== 'number' && typeof node.value !== 'string'))
    throw errorAt(node, 'wrong_arguments', 'IN COHORT takes the id or the name of a cohort.')
  const { value } = node
  const { cohorts } = translation.resources
  const found = cohorts.filter(cohort => (typeof value === 'number' ? cohort.id : cohort.name) === value)
  const [cohort] = found
  if (!cohort) {
    const names = cohorts.flatMap(({ name }) => name ?? [])
    throw errorAt(
      node,
      'invalid_value',
      typeof value === 'number'
        ? `Could not find cohort with ID ${value}.`
        : `Could not find a cohort with the name '${value.slice(0, 100)}'.${didYouMean(value, names)}`,
    )
  }
  if (found.length > 1)
    throw errorAt(node, 'invalid_value', `Found multiple cohorts with name '${cohort.name}'. Use the cohort's id.`)
  translation.notices.push(
    typeof value === 'number'
      ? place(
          node,
          `Cohort #${cohort.id} can also be specified as ${literal(cohort.name ?? '')}`,
          literal(cohort.name ?? ''),
        )
      : place(
          node,
          `Searching for cohort by name. Replace with numeric ID ${cohort.id} to protect against renaming.`,
          String(cohort.id),
        ),
  )
  return cohort
}

function place(node: Located, message: string, fix: string): Notice {
  return { message, start: node.start?.offset, end: node.end?.offset, fix }
}

function literal(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
