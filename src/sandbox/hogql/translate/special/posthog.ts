import type { Call, Expr } from '../../../../hogql/ast.js'
import { call, constant, field } from '../../../../hogql/ast.js'
import { errorAt } from '../../../../hogql/errors.js'
import { actionExpression } from '../action.js'
import type { Translation } from '../translation.js'
import { is, type Typed } from '../valueType.js'
import { args, at, type Special } from './support.js'

/** Functions that only HogQL has. https://posthog.com/docs/sql/useful-functions */
export const POSTHOG: Record<string, Special> = {
  matchesAction: (translation, node, scope) => {
    const value = translation.expr(actionExpression(translation, node, scope), scope)
    return { sql: value.sql, type: is('bool') }
  },
  sparkline: tag('Sparkline', ['data', 'labels']),
  recordingButton: tag('RecordingButton', ['sessionId', 'recordingStatus']),
  recording_button: tag('RecordingButton', ['sessionId', 'recordingStatus']),
  explainCSPReport: tag('ExplainCSPReport', ['properties']),
  getSurveyResponse: (translation, node, scope) => translation.expr(surveyResponse(node), scope),
  uniqueSurveySubmissionsFilter: (translation, node, scope) => translation.expr(uniqueSubmissions(node), scope),
  // A tuple as columns of its own is unfolded where the SELECT list is read.
  untuple: (_, node) => {
    throw errorAt(
      node,
      'wrong_arguments',
      'untuple() stands in the SELECT list by itself, over a tuple that is written out.',
    )
  },
}

/** A value that PostHog's tables draw as an element: `('__hx_tag', kind, name, value, …)`. */
export function markup(translation: Translation, kind: string, attributes: (readonly [string, string])[]): Typed {
  const parts = [
    translation.bind('__hx_tag', 'String'),
    translation.bind(kind, 'String'),
    ...attributes.flatMap(([name, sql]) => [translation.bind(name, 'String'), sql]),
  ]
  return { sql: `tuple(${parts.join(', ')})`, type: is('tuple') }
}

function tag(kind: string, names: readonly string[]): Special {
  return (translation, node, scope) =>
    markup(
      translation,
      kind,
      args(translation, node, scope).map((value, index) => [names[index] ?? '', value.sql] as const),
    )
}

function plainConstant(node: Expr | undefined, at: Call, what: string): string | number | boolean | null {
  if (node === undefined) return null
  if (node.node === 'Constant') return node.value
  throw errorAt(node, 'wrong_arguments', `${at.name}() takes ${what} that is written out.`)
}

/** `getSurveyResponse(index, question_id?, is_multiple_choice?)`: what was answered, by the question's id or by its place. */
function surveyResponse(node: Call): Expr {
  const index = Number(plainConstant(node.args[0], node, 'the number of a question'))
  if (!Number.isInteger(index) || index < 0)
    throw errorAt(
      node.args[0] ?? node,
      'wrong_arguments',
      'getSurveyResponse() takes the number of a question, from 0.',
    )
  const id = plainConstant(node.args[1], node, 'the id of a question')
  const multiple = plainConstant(node.args[2], node, 'true or false') === true
  const make = (name: string, ...list: Expr[]): Expr => call(name, list, node)
  const properties = field(['properties'], node)
  const byIndex = constant(index === 0 ? '$survey_response' : `$survey_response_${index}`, node)
  const byId =
    typeof id === 'string' && id !== ''
      ? constant(`$survey_response_${id}`, node)
      : make(
          'concat',
          constant('$survey_response_', node),
          make(
            'JSONExtractString',
            make(
              'arrayElement',
              make('JSONExtractArrayRaw', properties, constant('$survey_questions', node)),
              constant(index + 1, node),
            ),
            constant('id', node),
          ),
        )
  const list = (key: Expr): Expr => make('JSONExtractArrayRaw', properties, key)
  if (multiple) return make('if', make('notEmpty', list(byId)), list(byId), list(byIndex))
  const text = (key: Expr): Expr => make('nullIf', make('JSONExtractString', properties, key), constant('', node))
  return make('coalesce', text(byId), text(byIndex))
}

/** `uniqueSurveySubmissionsFilter(survey_id, from?, to?)`: the last event of each submission of a survey. */
function uniqueSubmissions(node: Call): Expr {
  const compare = (op: '==' | '>=' | '<=', left: Expr, right: Expr): Expr => ({
    ...at(node),
    node: 'CompareOperation',
    op,
    left,
    right,
  })
  const [survey, from, to] = node.args
  if (survey?.node !== 'Constant')
    throw errorAt(
      survey ?? node,
      'wrong_arguments',
      'uniqueSurveySubmissionsFilter() takes the id of a survey as text.',
    )
  const conditions = [
    compare('==', field(['event'], node), constant('survey sent', node)),
    compare('==', field(['properties', '$survey_id'], node), survey),
    ...(from ? [compare('>=', field(['timestamp'], node), from)] : []),
    ...(to ? [compare('<=', field(['timestamp'], node), to)] : []),
  ]
  const submission = field(['properties', '$survey_submission_id'], node)
  const key = call(
    'coalesce',
    [call('nullIf', [submission, constant('', node)], node), call('toString', [field(['uuid'], node)], node)],
    node,
  )
  return {
    ...at(node),
    node: 'CompareOperation',
    op: 'in',
    left: field(['uuid'], node),
    right: {
      ...at(node),
      node: 'SelectQuery',
      select: [call('argMax', [field(['uuid'], node), field(['timestamp'], node)], node)],
      select_from: { ...at(node), node: 'JoinExpr', table: field(['events'], node) },
      where: { ...at(node), node: 'And', exprs: conditions },
      group_by: [key],
    },
  }
}
