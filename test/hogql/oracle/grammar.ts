import { array, constant, constantFrom, oneof, tuple, type Arbitrary } from 'fast-check'

/** Makes texts of HogQL: queries and expressions of all kinds, small, since PostHog's parser is slow with deep ones. */

const NAMES = [
  'event',
  'properties',
  'e',
  'timestamp',
  'distinct_id',
  '$browser',
  '`a b`',
  '"quoted"',
  'id',
  'date',
  'key',
  'first',
  'name',
  'x1',
]
const CALLS = [
  'count',
  'sum',
  'toDate',
  'if',
  'concat',
  'left',
  'and',
  'arrayMap',
  'quantile',
  'uniqIf',
  'replace',
  'any',
]
const COMPARES = [
  '=',
  '==',
  '!=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'like',
  'not ilike',
  'ILIKE',
  '=~',
  '!~',
  '=~*',
  '!~*',
  'in',
  'NOT IN',
  'in cohort',
]
const LITERALS = [
  '1',
  '0',
  '42',
  '-7',
  '1.5',
  '.5',
  '1e3',
  '0x1F',
  '12345678901234567890',
  "'a'",
  "'it''s'",
  "'a\\'b\\n'",
  "''",
  'true',
  'FALSE',
  'null',
  'NULL',
  'inf',
  "f'a{b}c'",
  "f'x'",
]
const UNITS = ['second', 'MINUTE', 'hour', 'day', 'week', 'month', 'quarter', 'year']
const TYPES = [
  'Int64',
  'Nullable(String)',
  'Array(Tuple(a Int, b String))',
  'Decimal(10, 2)',
  "DateTime64(3, 'UTC')",
  'int[]',
  'double precision',
]

const one = (items: readonly string[]): Arbitrary<string> => constantFrom(...items)
/** A text put together from pieces that are texts or make them. */
function text(parts: TemplateStringsArray, ...pieces: Arbitrary<string>[]): Arbitrary<string> {
  return tuple(...pieces).map(made => parts.reduce((all, part, index) => `${all}${made[index - 1] ?? ''}${part}`))
}
const list = (item: Arbitrary<string>, minLength = 1, maxLength = 3): Arbitrary<string> =>
  array(item, { minLength, maxLength }).map(items => items.join(', '))
const maybe = (item: Arbitrary<string>, weight = 3): Arbitrary<string> =>
  oneof({ weight, arbitrary: constant('') }, { weight: 1, arbitrary: item })

const name = one(NAMES)
const field = array(name, { minLength: 1, maxLength: 3 }).map(chain => chain.join('.'))
const leaf = oneof({ weight: 4, arbitrary: field }, { weight: 4, arbitrary: one(LITERALS) }, text`{${field}}`)

/** Expressions of a depth, and queries within them while `queries` is above zero. */
function expressions(depth: number, queries: number): Arbitrary<string> {
  if (depth <= 0) return leaf
  const e = expressions(depth - 1, queries)
  const small = expressions(Math.min(depth - 1, 1), 0)
  const window = text`${maybe(text`partition by ${list(leaf)} `)}${maybe(text`order by ${order(leaf)}`)}${maybe(
    one([
      ' rows between 1 preceding and current row',
      ' range unbounded preceding',
      ' rows between unbounded preceding and 2 following',
    ]),
  )}`
  const all = [
    { weight: 4, arbitrary: leaf },
    { weight: 3, arbitrary: text`${e} ${one(COMPARES)} ${e}` },
    { weight: 3, arbitrary: text`${e} ${one(['and', 'AND', 'or'])} ${e}` },
    { weight: 3, arbitrary: text`${e} ${one(['+', '-', '*', '/', '%', '||', '??'])} ${e}` },
    { weight: 3, arbitrary: text`${one(CALLS)}(${list(e, 0, 3)})` },
    { weight: 2, arbitrary: text`(${e})` },
    { weight: 1, arbitrary: text`not ${e}` },
    { weight: 1, arbitrary: text`-${e}` },
    { weight: 1, arbitrary: text`${small}${one([' ', ' not '])}between ${small} and ${small}` },
    { weight: 1, arbitrary: text`${e} is ${maybe(one(['not ']))}null` },
    { weight: 1, arbitrary: text`${small} is ${maybe(one(['not ']))}distinct from ${small}` },
    { weight: 1, arbitrary: text`${small} ? ${small} : ${small}` },
    { weight: 1, arbitrary: text`(${list(e, 2, 3)}${maybe(one([',']))})` },
    { weight: 1, arbitrary: text`[${list(e, 0, 3)}]` },
    { weight: 1, arbitrary: text`{'a': ${e}, 'b': ${small}}` },
    { weight: 1, arbitrary: text`${field}[${small}]` },
    { weight: 1, arbitrary: text`${field}[${maybe(small)}:${maybe(small)}]` },
    { weight: 1, arbitrary: text`${small}.${one(['1', 'a', '2.b', '`c d`'])}` },
    { weight: 1, arbitrary: text`${field}?.${one(['a', '1', "['b']"])}` },
    { weight: 1, arbitrary: text`${field}::${one(['int', 'Date', '`my type`', 'timestamp with time zone'])}` },
    { weight: 1, arbitrary: text`cast(${e} as ${one(TYPES)})` },
    {
      weight: 1,
      arbitrary: text`case ${maybe(leaf)} when ${small} then ${small} ${maybe(text`when ${leaf} then ${leaf}`)} ${maybe(text`else ${small}`)} end`,
    },
    { weight: 1, arbitrary: text`interval ${one(['1', 'x1', '(2)', "'3'"])} ${one(UNITS)}` },
    { weight: 1, arbitrary: text`interval '${one(['1 day', '2 weeks', '10 seconds'])}'` },
    {
      weight: 1,
      arbitrary: text`arrayMap(${one(['x', '(x, y)', 'x, y', '()', 'lambda x'])} -> ${small}, ${small})`.map(made =>
        made.replace('lambda x ->', 'lambda x:'),
      ),
    },
    { weight: 1, arbitrary: text`count(distinct ${list(leaf)})` },
    { weight: 1, arbitrary: text`quantile(0.5)(${small})` },
    { weight: 1, arbitrary: text`sum(${leaf}) filter (where ${small})` },
    { weight: 1, arbitrary: text`groupArray(${leaf} order by ${order(leaf)})` },
    { weight: 1, arbitrary: text`percentile_cont(0.9) within group (order by ${order(leaf)})` },
    { weight: 1, arbitrary: text`${one(['rank()', 'sum(x1)', 'nth(1)(x1)'])} over (${window})` },
    { weight: 1, arbitrary: text`lag(${leaf}) over w` },
    { weight: 1, arbitrary: text`<Sparkline data={${small}} title='x' />` },
    { weight: 1, arbitrary: text`<a href={${leaf}}>go {${leaf}}<b/></a>` },
    { weight: 1, arbitrary: text`trim(leading 'x' from ${leaf})` },
    { weight: 1, arbitrary: text`array[${list(leaf)}]` },
    { weight: 1, arbitrary: text`columns('^a')` },
  ]
  if (queries > 0)
    all.push(
      { weight: 1, arbitrary: text`(${select(1, queries - 1)})` },
      { weight: 1, arbitrary: text`${leaf} in (${select(1, queries - 1)})` },
      { weight: 1, arbitrary: text`exists(select ${leaf} from ${table(0)})` },
    )
  return oneof(...all)
}

function order(e: Arbitrary<string>): Arbitrary<string> {
  return list(text`${e}${one(['', ' asc', ' DESC'])}`, 1, 2)
}

function table(queries: number): Arbitrary<string> {
  const named = one([
    'events',
    'persons p',
    'events as e',
    'system.cohorts',
    'numbers(10) n',
    'events final',
    'e sample 1/10',
    '{t}',
  ])
  if (queries <= 0) return named
  return oneof(named, named, text`(${select(1, queries - 1)}) ${one(['', 's', 'as s(a, b)'])}`)
}

function joins(queries: number): Arbitrary<string> {
  const kinds = one([
    'join',
    'inner join',
    'LEFT JOIN',
    'left outer join',
    'right any join',
    'any left join',
    'full join',
    'asof join',
    'semi left join',
    'global'.slice(6) + 'join',
  ])
  const join = oneof(
    text` ${kinds} ${table(queries)} on ${expressions(1, 0)}`,
    text` ${kinds} ${table(0)} using (${list(name, 1, 2)})`,
    text`${one([', ', ' cross join '])}${table(0)}`,
  )
  return text`${table(queries)}${array(join, { maxLength: 2 }).map(made => made.join(''))}`
}

function column(depth: number, queries: number): Arbitrary<string> {
  const e = expressions(depth, queries)
  return oneof(
    e,
    text`${e} as ${name}`,
    text`${leaf} ${one(['alias', '`an alias`'])}`,
    one(['*', 'e.*', '* exclude (a, b)', 'count(*)']),
  )
}

function select(depth: number, queries: number): Arbitrary<string> {
  const e = expressions(depth, queries)
  const leaves = expressions(Math.min(depth, 1), 0)
  return text`select ${maybe(one(['distinct ']))}${list(column(depth, queries))}${maybe(text` from ${joins(queries)}`, 1)}${maybe(
    text` where ${e}`,
    1,
  )}${maybe(text` group by ${oneof(list(leaves), one(['all', 'rollup(a, b)', 'cube(a)', 'grouping sets ((a), (a, b), ())']))}`)}${maybe(
    text` having ${leaves}`,
  )}${maybe(text` window w as (order by ${leaf})`, 8)}${maybe(text` order by ${order(leaves)}`)}${maybe(
    text` limit 1 by ${leaf}`,
    8,
  )}${maybe(one([' limit 10', ' limit 10 offset 5', ' offset 3', ' limit 5, 2', ' limit 3 with ties']))}`
}

function query(): Arbitrary<string> {
  const small = select(1, 0)
  const tiny = select(0, 0)
  return oneof(
    { weight: 4, arbitrary: small },
    { weight: 1, arbitrary: select(1, 1) },
    {
      weight: 1,
      arbitrary: text`${tiny} ${one(['union all', 'union distinct', 'UNION', 'intersect', 'except'])} ${tiny}`,
    },
    { weight: 1, arbitrary: text`(${tiny}) union all (${tiny}) ${maybe(one(['limit 5', 'limit 5 offset 1']))}` },
    { weight: 1, arbitrary: text`with ${one(['a', 'a(x, y)'])} as (${tiny}), ${expressions(1, 0)} as b ${tiny}` },
  )
}

/** Whole queries. */
export const queries = query()
/** Expressions. */
export const expressionTexts = expressions(2, 1)
