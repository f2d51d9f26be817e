import type { Select } from '../../hogql/ast.js'
import { HogQLError, type HogQLErrorCode } from '../../hogql/errors.js'
import { limitQuery, MAX_LIMIT, type LimitedQuery } from '../../hogql/limit.js'
import { parseSelect, parseWithErrors } from '../../hogql/parser/parse.js'
import { bindPlaceholders, type PlaceholderValues } from '../../hogql/placeholders.js'
import { printHogQL } from '../../hogql/print.js'
import { createCohortSync } from '../engine/cohorts.js'
import { EngineError, type EngineErrorCode } from '../engine/errors.js'
import type { QueryResult } from '../engine/types.js'
import { autocomplete, type Completion } from './assist/autocomplete.js'
import { checkResult, everyFault, type HogQLCheck } from './assist/check.js'
import { describeTables, type SchemaTable } from './assist/schema.js'
import { displayType } from './output/clickhouseType.js'
import { converter } from './output/convert.js'
import { loadResources, type LoadedResources } from './resources.js'
import { isSystemTable, type TableSettings } from './tables/index.js'
import { findFaults, translate, type TranslatedQuery, type TranslateOptions } from './translate/index.js'
import type { HogQLOptions, HogQLRequest, HogQLResult } from './types.js'

/** Runs HogQL for one project. */
export interface HogQL {
  /**
   * Answers one query. The signal stops it in the engine.
   *
   * @throws HogQLError with line and column for everything that is wrong with the query, and for limits reached
   * @throws EngineError when the engine itself fails (`engine_crashed`, `closed`)
   */
  run(request: HogQLRequest, options?: { signal?: AbortSignal }): Promise<HogQLResult>
  /** The syntax tree of a query, for requests that are put together from parts. @throws HogQLError */
  parse(text: string): Promise<Select>
  /** Says what is wrong with a query, and what is worth knowing, without running it. */
  check(request: HogQLRequest): Promise<HogQLCheck>
  /** The tables that queries can read, with their fields. */
  schema(): SchemaTable[]
  /** What could stand at a place of a query. */
  complete(text: string, offset: number): Promise<Completion[]>
}

interface Prepared {
  query: Select
  limited: LimitedQuery
  settings: TableSettings
  translated: TranslatedQuery
}

/** Connects HogQL's parser, translator and the engine for one project. */
export function createHogQL(options: HogQLOptions): HogQL {
  const sync = createCohortSync(options.engine, options.teamId)
  const settings = rememberSettings(options)

  async function prepare(request: HogQLRequest, clock = stopwatch()): Promise<Prepared> {
    const parsed = typeof request.query === 'string' ? parseSelect(request.query) : request.query
    clock.lap('parse')
    const query = bindPlaceholders(parsed, boundBy(request, options))
    const limited = limitQuery(query, { defaultLimit: request.limit, maxLimit: request.maxLimit })
    const resources = await loadResources(limited.select, { resources: options.resources, sync, isSystemTable })
    const translation = await translateOptions(resources)
    const translated = translate(limited.select, translation)
    clock.lap('translate')
    return { query, limited, settings: translation.settings, translated }
  }

  async function translateOptions(resources: LoadedResources): Promise<TranslateOptions> {
    const propertyTypes = await options.propertyTypes()
    return { settings: settings(), propertyTypes, resources, weekStartDay: options.weekStartDay?.() ?? 0 }
  }

  async function run(request: HogQLRequest, given: { signal?: AbortSignal } = {}): Promise<HogQLResult> {
    const clock = stopwatch()
    const { query, limited, settings: used, translated } = await prepare(request, clock)
    const { limit, offset, withTies } = limited
    // Rows that tie with the last one belong to the answer, as far as an answer may go.
    const most = withTies ? Math.max(limit, request.maxLimit ?? MAX_LIMIT) : limit
    const answer = await options.engine.query(translated.sql, translated.params, {
      maxRows: most + 1,
      timezone: used.timezone,
      ...(given.signal ? { signal: given.signal } : {}),
    })
    clock.lap('execute')
    const results = convertRows(answer, most, used.timezone)
    clock.lap('convert')
    return {
      columns: translated.columns,
      types: answer.columns.map((column, index) => [
        translated.columns[index] ?? column.name,
        displayType(column.type),
      ]),
      results,
      hasMore: answer.rows.length > most,
      limit,
      offset,
      hogql: printHogQL(query),
      clickhouse: translated.sql,
      timings: clock.laps,
    }
  }

  /** What is wrong beside what could not be read. */
  async function checkTree(tree: Select, unread: readonly HogQLError[], request: HogQLRequest): Promise<HogQLCheck> {
    const found: HogQLError[] = []
    const query = bindPlaceholders(tree, boundBy(request, options), fault => found.push(fault))
    const { select } = limitWithFaults(query, request, found)
    const resources = await loadResources(select, { resources: options.resources, sync, isSystemTable })
    const { translated, faults } = findFaults(select, await translateOptions(resources))
    return checkResult(query, translated, everyFault(request.query, unread, [...found, ...faults]))
  }

  return {
    async run(request, given) {
      try {
        return await run(request, given)
      } catch (error) {
        throw toHogQLError(error, request.query)
      }
    },
    parse: async text => parseSelect(text),
    async check(request) {
      const { query: text } = request
      const parsed = typeof text === 'string' ? parseWithErrors(text) : { query: text, errors: [] }
      if (!parsed.query) return checkResult(undefined, undefined, parsed.errors)
      try {
        return await checkTree(parsed.query, parsed.errors, request)
      } catch (error) {
        const known = toHogQLError(error, text)
        if (known instanceof HogQLError) return checkResult(undefined, undefined, [...parsed.errors, known])
        throw known
      }
    },
    schema: () => describeTables(settings()),
    complete: async (text, offset) =>
      autocomplete(text, offset, describeTables(settings()), await options.propertyTypes()),
  }
}

function boundBy(request: HogQLRequest, options: HogQLOptions): PlaceholderValues {
  return { ...request, testAccountFilters: options.testAccountFilters?.() }
}

/** A wrong LIMIT is a fault beside others, and then the query is taken without it. */
function limitWithFaults(query: Select, request: HogQLRequest, faults: HogQLError[]): LimitedQuery {
  const options = { defaultLimit: request.limit, maxLimit: request.maxLimit }
  try {
    return limitQuery(query, options)
  } catch (error) {
    if (!(error instanceof HogQLError)) throw error
    faults.push(error)
    return limitQuery({ ...query, limit: null, offset: null, limit_with_ties: null, limit_percent: null }, options)
  }
}

function convertRows(answer: QueryResult, limit: number, timezone: string): unknown[][] {
  const converters = answer.columns.map(column => converter(column.type, timezone))
  const rows = answer.rows.length > limit ? answer.rows.slice(0, limit) : answer.rows
  if (!converters.some(Boolean)) return rows
  return rows.map(row => row.map((value, index) => (converters[index] ? converters[index](value) : value)))
}

function tableSettings(options: HogQLOptions): TableSettings {
  const timezone = options.timezone()
  // Both become part of the SQL, so neither is taken on trust.
  if (!/^[A-Za-z0-9_+/-]{1,64}$/.test(timezone)) throw new TypeError(`"${timezone}" is not a time zone.`)
  if (!Number.isSafeInteger(options.teamId) || options.teamId < 0)
    throw new TypeError(`${options.teamId} is not a team id.`)
  return {
    teamId: options.teamId,
    timezone,
    personsOnEventsMode: options.personsOnEventsMode?.() ?? 'person_id_override_properties_on_events',
    groupTypes: options.groupTypes?.() ?? {},
  }
}

/** The same settings object while nothing has changed, so that what is made for it is made once. */
function rememberSettings(options: HogQLOptions): () => TableSettings {
  let last: { key: string; settings: TableSettings } | undefined
  return () => {
    const settings = tableSettings(options)
    const key = JSON.stringify(settings)
    if (last?.key !== key) last = { key, settings }
    return last.settings
  }
}

const ENGINE_CODES: Partial<Record<EngineErrorCode, HogQLErrorCode>> = {
  query_failed: 'execution_error',
  timeout: 'timeout',
  memory_limit: 'memory_limit',
  too_many_rows: 'too_many_rows',
  cancelled: 'cancelled',
}

function toHogQLError(error: unknown, query: string | Select): unknown {
  // Places belong to a text; a tree put together from parts has none.
  if (error instanceof HogQLError)
    return typeof query === 'string'
      ? error.at(query)
      : new HogQLError(error.code, error.detail, error.cause === undefined ? {} : { cause: error.cause })
  if (!(error instanceof EngineError)) return error
  const code = ENGINE_CODES[error.code]
  return code ? new HogQLError(code, describe(code, error), { cause: error }) : error
}

function describe(code: HogQLErrorCode, error: EngineError): string {
  if (code === 'timeout')
    return 'The query took too long and was stopped. Narrow its date range, or read fewer columns.'
  if (code === 'memory_limit')
    return 'The query needs more memory than it may use. Narrow its date range, or group by fewer values.'
  // Names of our own tables mean nothing to who wrote the query.
  return error.message.replaceAll(/`?__t\d+`?\./g, '').replaceAll(/\bhogkit\./g, '')
}

function stopwatch(): { laps: { k: string; t: number }[]; lap: (k: string) => void } {
  const laps: { k: string; t: number }[] = []
  let last = performance.now()
  return {
    laps,
    lap(k) {
      const now = performance.now()
      laps.push({ k: `./${k}`, t: (now - last) / 1000 })
      last = now
    },
  }
}
