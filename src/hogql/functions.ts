import { AGGREGATES, SCALARS, TABLE_FUNCTIONS, WINDOW_ONLY } from './functionData.js'

/** What a function gives: a letter of {@link FunctionMeta.returns}. */
export type ReturnKind =
  | 'string'
  | 'int'
  | 'float'
  | 'bool'
  | 'datetime'
  | 'date'
  | 'uuid'
  | 'array'
  | 'tuple'
  | 'map'
  | 'interval'
  | 'first'
  | 'second'
  | 'unknown'

/** One function that HogQL offers. */
export interface FunctionMeta {
  /** The name as HogQL spells it. */
  name: string
  /** The name in ClickHouse. */
  clickhouse: string
  kind: 'scalar' | 'aggregate' | 'window' | 'table'
  minArgs: number
  maxArgs: number
  /** How many parameters a parametric aggregate takes: `quantile(0.9)(x)` has one. */
  minParams: number
  maxParams: number
  /** `first` and `second`: of the type of that argument. */
  returns: ReturnKind
  /** `never` null, `always` nullable, or nullable when an argument is (`arguments`). */
  nullable: 'never' | 'always' | 'arguments'
  /** SQL standard names are found in any case; the others only as written. */
  caseInsensitive: boolean
}

const RETURNS: Record<string, ReturnKind> = {
  s: 'string',
  i: 'int',
  f: 'float',
  b: 'bool',
  d: 'datetime',
  D: 'date',
  u: 'uuid',
  a: 'array',
  t: 'tuple',
  m: 'map',
  v: 'interval',
  '1': 'first',
  '2': 'second',
}
const COMBINATORS = [
  'If',
  'OrNull',
  'OrDefault',
  'Array',
  'Distinct',
  'ForEach',
  'Map',
  'State',
  'Merge',
  'ArgMin',
  'ArgMax',
] as const
/** Combinators that take one more argument: a condition, or what is smallest and greatest. */
const ONE_MORE = new Set<string>(['If', 'ArgMin', 'ArgMax'])

let table: Map<string, FunctionMeta> | undefined
let lowercase: Map<string, FunctionMeta> | undefined

function functions(): Map<string, FunctionMeta> {
  if (table) return table
  table = new Map()
  lowercase = new Map()
  const add = (data: string, kind: FunctionMeta['kind']): void => {
    for (const entry of data.split(/\s+/)) if (entry) register(parseEntry(entry, kind))
  }
  const register = (meta: FunctionMeta): void => {
    table?.set(meta.name, meta)
    if (meta.caseInsensitive) lowercase?.set(meta.name.toLowerCase(), meta)
  }
  add(SCALARS, 'scalar')
  add(AGGREGATES, 'aggregate')
  add(WINDOW_ONLY, 'window')
  add(TABLE_FUNCTIONS, 'table')
  return table
}

// name[=clickhouse]/args[(params)][:returns][!?][~] as described in functionData.ts
const ENTRY = /^(\w+)(?:=(\w+))?\/(\d+)(?:-(\d*))?(?:\((\d+)(?:-(\d*))?\))?(?::(\w))?([!?])?(~)?$/

function parseEntry(entry: string, kind: FunctionMeta['kind']): FunctionMeta {
  const match = ENTRY.exec(entry)
  if (!match) throw new TypeError(`The function table has a malformed entry: ${entry}`)
  const [, name = '', clickhouse, min = '0', max, minParams, maxParams, returns, nullable, insensitive] = match
  const range = (low: string, high: string | undefined): [number, number] => [
    Number(low),
    high === undefined ? Number(low) : high === '' ? Infinity : Number(high),
  ]
  const [minArgs, maxArgs] = range(min, max)
  const [fewest, most] = range(minParams ?? '0', minParams === undefined ? undefined : maxParams)
  return {
    name,
    clickhouse: clickhouse ?? name,
    kind,
    minArgs,
    maxArgs,
    minParams: fewest,
    maxParams: most,
    returns: RETURNS[returns ?? ''] ?? 'unknown',
    nullable: nullable === '!' ? 'never' : nullable === '?' ? 'always' : 'arguments',
    caseInsensitive: insensitive !== undefined,
  }
}

/**
 * The function of a name, or undefined when HogQL offers none. Aggregates are found with the combinators
 * `-If`, `-Array`, `-OrNull`, `-OrDefault`, `-Distinct`, `-ForEach`, `-Map`, `-State`, `-Merge`, `-ArgMin` and `-ArgMax` too.
 * https://posthog.com/docs/hogql/clickhouse-functions
 */
export function findFunction(name: string): FunctionMeta | undefined {
  const known = functions()
  return known.get(name) ?? lowercase?.get(name.toLowerCase()) ?? withCombinator(name, 0)
}

function withCombinator(name: string, depth: number): FunctionMeta | undefined {
  if (depth > 2) return undefined
  for (const suffix of COMBINATORS) {
    if (!name.endsWith(suffix)) continue
    const stem = name.slice(0, -suffix.length)
    const known = functions().get(stem)
    const base = known?.kind === 'aggregate' ? known : withCombinator(stem, depth + 1)
    if (base) return combine(base, suffix)
  }
  return undefined
}

function combine(base: FunctionMeta, suffix: (typeof COMBINATORS)[number]): FunctionMeta {
  const extra = ONE_MORE.has(suffix) ? 1 : 0
  const merge = suffix === 'Merge'
  return {
    ...base,
    name: base.name + suffix,
    clickhouse: base.clickhouse + suffix,
    minArgs: merge ? 1 : base.minArgs + extra,
    maxArgs: merge ? 1 : base.maxArgs + extra,
    returns:
      suffix === 'State' || suffix === 'Array' || suffix === 'Map' || suffix === 'ForEach' ? 'unknown' : base.returns,
    nullable: suffix === 'OrNull' ? 'always' : base.nullable,
    caseInsensitive: false,
  }
}

/** Every function name, for suggestions and completion. Combinator forms are not listed. */
export function functionNames(): string[] {
  return [...functions().keys()]
}
