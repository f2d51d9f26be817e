import { objectOrEmpty } from '../../../json.js'
import { readHogQLNode } from '../input.js'
import type { QueryRunner } from '../runner.js'

/** `HogQLQuery`: HogQL as text. */
export const hogqlQuery: QueryRunner = async (node, { hogql }, signal) => {
  const input = readHogQLNode(node)
  const answer = await hogql.run(input, { signal })
  return {
    results: answer.results,
    columns: answer.columns,
    types: answer.types,
    hasMore: answer.hasMore,
    limit: answer.limit,
    offset: answer.offset,
    hogql: answer.hogql,
    clickhouse: answer.clickhouse,
    query: input.query,
    error: null,
    explain: null,
    metadata: null,
    modifiers: objectOrEmpty(node['modifiers']),
    timings: answer.timings,
  }
}
