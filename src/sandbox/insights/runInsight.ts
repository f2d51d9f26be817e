import { parseExpr } from '../../hogql/parser/parse.js'
import { printHogQL } from '../../hogql/print.js'
import type { Select } from '../../hogql/ast.js'
import { notImplemented } from '../api/errors.js'
import type { ApiServices } from '../api/context.js'
import type { JsonObject } from '../json.js'
import { toExperiment } from './experiments/exposures.js'
import { insightRunners } from './kinds.js'
import type { InsightContext } from './shared/context.js'
import { Reader } from './shared/read.js'

/** Most rows that an insight reads: breakdown values times intervals. */
const maxRows = 500_000

/** An insight's answer, without what every query answer has. */
export interface InsightOutcome {
  readonly results: unknown
  readonly hasMore: boolean | undefined
  readonly hogql: string
  readonly timings: readonly { k: string; t: number }[]
  readonly resolvedDateRange: { date_from: string; date_to: string } | null
  readonly extra: Readonly<Record<string, unknown>>
}

/** The kinds that {@link runInsight} answers. */
export const insightKinds = Object.keys(insightRunners)

/** Computes an insight query. Throws ApiError for input that does not fit, HogQLError and EngineError for what the engine refuses. */
export async function runInsight(
  node: JsonObject,
  services: ApiServices,
  signal: AbortSignal,
): Promise<InsightOutcome> {
  const runner = insightRunners[String(node['kind'])]
  if (!runner) throw notImplemented(`${String(node['kind'])} is not computed here.`)
  const timings: { k: string; t: number }[] = []
  const answer = await runner(new Reader(node), insightContext(services, timings, signal))
  return {
    results: answer.results,
    hasMore: answer.hasMore,
    hogql: printHogQL(answer.hogql),
    timings,
    resolvedDateRange: answer.range
      ? {
          date_from: answer.range.from.toISO() ?? '',
          date_to: answer.range.until.minus({ milliseconds: 1 }).toISO() ?? '',
        }
      : null,
    extra: answer.extra ?? {},
  }
}

/** What insights of a sandbox are computed with. Adds to `timings` what its queries took. */
export function insightContext(
  { hogql, project, resources, flags, propertyTypes, now }: ApiServices,
  timings: { k: string; t: number }[],
  signal?: AbortSignal,
): InsightContext {
  return {
    calendar: { timezone: project.timezone, weekStartDay: project.weekStartDay, now: now() },
    async run(query: Select) {
      const answer = await hogql.run({ query, limit: maxRows, maxLimit: maxRows }, signal ? { signal } : {})
      timings.push(...answer.timings)
      return answer
    },
    parseExpr,
    testAccountFilters: project.testAccountFilters,
    actionName: async id => nameOf(await resources.actions.find(id), `Action ${id}`),
    cohortName: async id => nameOf(await resources.cohorts.find(id), `Cohort ${id}`),
    async experiment(id) {
      const stored = await resources.experiments.find(id)
      if (!stored || stored.fields.deleted) return undefined
      const flag = await flags.find(stored.fields.feature_flag_id)
      return (flag && toExperiment(id, stored.fields, flag, now())) ?? 'draft'
    },
    isBoolean(type, name, groupTypeIndex) {
      const types = propertyTypes()
      const own = type === 'group' ? types.group?.[groupTypeIndex ?? 0] : types[type]
      return own?.[name] === 'Boolean'
    },
  }
}

/** The name of what is there, `undefined` for what is not or was deleted. */
function nameOf(
  stored: { readonly fields: { readonly name?: string | null; readonly deleted?: boolean } } | undefined,
  unnamed: string,
): string | undefined {
  if (!stored || stored.fields.deleted) return undefined
  return stored.fields.name || unnamed
}
