import type { JsonObject } from '../../../json.js'
import { validationError } from '../../errors.js'
import { readHogQLNode } from '../input.js'
import type { QueryRunner } from '../runner.js'

/** What stands around the text of each language before and after it becomes a query of its own. */
const wrappings: Record<string, (text: string, source: string) => [before: string, after: string]> = {
  hogQL: () => ['', ''],
  hogQLExpr: (_, source) => ['SELECT ', `\nFROM ${source}`],
  hogTemplate: (_, source) => ["SELECT f'", `'\nFROM ${source}`],
}

/** `HogQLMetadata`: what is wrong with a query and what is worth knowing, with places. Nothing runs. */
export const metadata: QueryRunner = async (node, { hogql }) => {
  const input = readHogQLNode({ ...node, query: node['query'] ?? '' })
  const language = typeof node['language'] === 'string' ? node['language'] : 'hogQL'
  const wrap = Object.hasOwn(wrappings, language) ? wrappings[language] : undefined
  if (!wrap) {
    const detail = `The sandbox checks hogQL, hogQLExpr and hogTemplate, not "${language.slice(0, 50)}".`
    throw validationError('invalid_choice', detail, 'query__language')
  }
  const [before, after] = wrap(input.query, sourceTable(node))
  const check = await hogql.check({ ...input, query: before + input.query + after })
  const within = (offset: number | undefined): number | null =>
    offset === undefined ? null : Math.min(Math.max(offset - before.length, 0), input.query.length)
  const place = ({ message, start, end, fix }: (typeof check.errors)[number]): JsonObject => ({
    message,
    start: within(start),
    end: within(end),
    fix: fix ?? null,
  })
  return {
    query: input.query,
    isValid: check.isValid,
    errors: check.errors.map(place),
    warnings: check.warnings.map(place),
    notices: check.notices.map(place),
    table_names: check.tables,
    ch_table_names: check.storedTables,
  }
}

/** The table that an expression is about: persons for a query over persons, else events. */
function sourceTable(node: JsonObject): string {
  const source = node['sourceQuery']
  const kind = typeof source === 'object' && source !== null && 'kind' in source ? source.kind : undefined
  return kind === 'ActorsQuery' || kind === 'PersonsNode' ? 'persons' : kind === 'SessionsQuery' ? 'sessions' : 'events'
}
