import { describe, expect, it } from 'vitest'
import {
  HogQLError,
  isNode,
  MAX_QUERY_LENGTH,
  parseExpr,
  parseSelect,
  parseTemplate,
  parseWithErrors,
  printHogQL,
  walk,
  type Node,
  type SelectQuery,
} from 'hogkit/hogql'

function failure(text: string): HogQLError {
  try {
    parseSelect(text)
  } catch (error) {
    if (error instanceof HogQLError) return error
    throw error
  }
  throw new Error(`was read: ${text}`)
}

describe('the parser', () => {
  it.each([
    "SELECT event, count() AS c FROM events AS e WHERE and(equals(event, 'it\\'s'), greater(timestamp, now())) GROUP BY event HAVING greater(c, 1) ORDER BY c DESC LIMIT 5 OFFSET 2",
    'SELECT arrayMap((x, y) -> plus(x, y), [1, 2], [3, 4]), tuple(1, 2).1, [1][1], properties.`a b`, `x``y`',
    'WITH a AS (SELECT 1) SELECT * FROM a LEFT JOIN b ON equals(a.x, b.x) CROSS JOIN numbers(3) AS n',
    'SELECT sum(x) OVER (PARTITION BY a ORDER BY b ASC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), rank() OVER w FROM t WINDOW w AS (ORDER BY a DESC)',
    'SELECT 1 UNION ALL SELECT 2',
    'SELECT quantile(0.9)(x), count(DISTINCT y), x BETWEEN 1 AND 2 FROM t LIMIT 1 BY x',
  ])('prints what it read so that it reads the same: %s', text => {
    expect(printHogQL(parseSelect(text))).toBe(text)
  })

  it('keeps every digit of long numbers', () => {
    const text = 'SELECT 9007199254740993, 18446744073709551615, \'"value":12345678901234567890,\''
    expect(printHogQL(parseSelect(text))).toBe(text)
  })

  it('takes time in proportion to the text for what held up its predecessor', () => {
    const bomb = `SELECT ${Array.from({ length: 200 }, (_, index) => `${'f('.repeat(60)}${index}${')'.repeat(60)}`).join(', ')}`
    expect((parseSelect(bomb) as SelectQuery).select).toHaveLength(200)
  })

  it('reads long lists of conditions as one flat node', () => {
    const { where } = parseSelect(
      `SELECT 1 WHERE ${Array.from({ length: 5000 }, (_, index) => `a = ${index}`).join(' OR ')}`,
    ) as SelectQuery
    expect(where).toMatchObject({ node: 'Or', exprs: { length: 5000 } })
  })
})

describe('positions', () => {
  const text =
    'SELECT e.event AS name,\n  sum(a + 1) FILTER (WHERE b)\nFROM events AS e\nWHERE (a AND\n  b) OR c IN (SELECT 1)'
  const cut = (node: Node): string => text.slice(node.start?.offset, node.end?.offset)

  it('are on every node', () => {
    const missing: string[] = []
    walk(parseSelect(text), node => {
      if (!node.start || !node.end) missing.push(node.node)
    })
    expect(missing).toEqual([])
  })
  it('cut each node out of the text', () => {
    const query = parseSelect(text) as SelectQuery
    const nodes: Node[] = [...query.select, query.select_from, query.where].filter(node => isNode(node))
    expect(nodes.map(cut)).toEqual([
      'e.event AS name',
      'sum(a + 1) FILTER (WHERE b)',
      'events AS e',
      '(a AND\n  b) OR c IN (SELECT 1)',
    ])
    expect(cut(query)).toBe(text)
    expect(query.where?.end).toEqual({ line: 5, column: 23, offset: text.length })
  })
  it('count as JavaScript does, after emoji too', () => {
    const emoji = 'SELECT /* é😀 */ event, 1'
    const [item] = (parseSelect(emoji) as SelectQuery).select
    expect(emoji.slice(item?.start?.offset, item?.end?.offset)).toBe('event')
  })
  it('lie within those of the parent', () => {
    walk(parseSelect(`WITH a AS (SELECT 1) ${text} ORDER BY c LIMIT 3`), node => {
      walk(node, child => {
        expect(child.start?.offset).toBeGreaterThanOrEqual(node.start?.offset ?? 0)
        expect(child.end?.offset).toBeLessThanOrEqual(node.end?.offset ?? 0)
      })
    })
  })
})

describe('errors say what was found, what was expected, and often the fix', () => {
  it.each<[text: string, part: string, message: RegExp]>([
    ['SELEC 1', 'SELEC', /Found "SELEC", expected SELECT\. Did you mean SELECT\?/],
    ['INSERT INTO events VALUES (1)', 'INSERT', /HogQL reads data and changes none/],
    ['SELECT', '', /The query ends too early, expected a column after SELECT/],
    ['SELECT FROM events', 'FROM', /Found "FROM", expected a column after SELECT/],
    ['SELECT count( FROM events', 'FROM', /Found "FROM", expected .*The "\(" at line 1, column 13 is never closed/],
    ['SELECT event FROM', '', /ends too early, expected a table/],
    ['SELECT event FROM events WHERE', '', /ends too early, expected a value/],
    ['SELECT event FORM events', 'events', /Did you mean FROM instead of FORM\?/],
    ['SELECT event FROM events WEHRE a = 1', 'a', /Did you mean WHERE instead of WEHRE\?/],
    ['SELECT event FROM events GROUP BY event WHERE a', 'WHERE', /WHERE must stand before GROUP BY/],
    ['SELECT 1 FROM events WHERE a WHERE b', 'WHERE', /only one WHERE\. Join conditions by AND/],
    ['SELECT a FROM t ORDER BY a, b LIMIT 5 ORDER BY c', 'ORDER', /only one ORDER BY/],
    ['SELECT now() - INTERVAL 7 days', 'days', /expected a unit.*Did you mean DAY instead of days\?/],
    ["SELECT 'abc", "'abc", /begins with ' is never closed/],
    ['SELECT `abc', '`abc', /begins with ` is never closed/],
    ['SELECT 1 /* abc', '/* abc', /comment that begins with \/\* is never closed/],
    ["SELECT f'a{b", '', /ends too early, expected "}"/],
    ["SELECT '\\d+'", '\\d', /The escape \\d is not known\. Write \\\\d for a backslash/],
    ['SELECT a FROM t WHERE a && b', '&', /The character & has no meaning here\. Write AND/],
    ['SELECT grün', 'ü', /must stand in backquotes/],
    ['SELECT 1; SELECT 2', 'SELECT', /Only one statement/],
    ['SELECT a, , b', ',', /Is there a comma too many\?/],
    ['SELECT (1', '', /The "\(" at line 1, column 8 is never closed/],
    ['SELECT 1)', ')', /Found "\)", expected/],
    ['SELECT CASE WHEN a THEN b', '', /expected WHEN, ELSE or END/],
    ['SELECT a FROM t WHERE a IS 5', '5', /expected NULL or DISTINCT FROM.*by = and !=/],
    ['SELECT a FROM t WHERE a BETWEEN 1', '', /expected AND/],
    ['SELECT a = SELECT 1', 'SELECT', /A subquery must stand in brackets/],
    ['SELECT extract(day FROM timestamp)', 'FROM', /Separate the arguments by commas/],
    ['SELECT 1 AS team_id', 'team_id', /cannot be an alias/],
    ['SELECT f().x.', '', /expected the name of a property/],
    ['SELECT <a>b</c>', 'c', /The tag <a> is closed by <\/c>\. Close it by <\/a>/],
    ['SELECT a FROM t ARRAY JOIN b', 'b', /needs an alias/],
    ["SELECT DATE '2024-01-01'", "DATE '2024-01-01'", /Write toDate\('…'\)/],
    ['SELECT a FROM t SETTINGS x = 1', 't', /SETTINGS is not supported/],
    ['SELECT a FROM t FORMAT JSON', 't', /FORMAT is not supported/],
  ])('%s', (text, part, message) => {
    const error = failure(text)
    expect(error.message).toMatch(message)
    expect(error.line).toBeGreaterThan(0)
    expect(error.column).toBeGreaterThan(0)
    expect(error.code === 'syntax_error' ? text.slice(error.start, error.end) : part).toBe(part)
  })
  it('has the place in lines and columns', () => {
    expect(failure('SELECT event\nFROM events\n  WHERE ]')).toMatchObject({ line: 3, column: 9, start: 33, end: 34 })
  })
})

describe('limits', () => {
  it('refuses a text that is too long', () => {
    expect(failure(`SELECT '${'x'.repeat(MAX_QUERY_LENGTH)}'`).code).toBe('query_too_large')
  })
  it.each(['(', '[', '{', 'f(', '-(', 'a[', "f'{"])('refuses 65 nested %s, and names the place', opening => {
    const error = failure(`SELECT ${opening.repeat(65)}`)
    expect([error.code, error.column]).toEqual(['query_too_large', 8 + opening.length * 65 - 1])
  })
  it.each(['NOT ', '- ', 'x -> ', 'a + ', 'a = ', 'a ? b : '])(
    'refuses a tree that is too deep: 1,000 times %s',
    part => {
      expect(failure(`SELECT ${part.repeat(1000)}1`).code).toBe('query_too_large')
    },
  )
  it.each(['.a', '[1]', '::Int64', ' IS NULL', ' JOIN t', ' + 1'])(
    'refuses a chain that is too deep: 1,000 times %s',
    part => {
      expect(failure(`SELECT f() ${part === ' JOIN t' ? 'FROM t' : ''}${part.repeat(1000)}`).code).toBe(
        'query_too_large',
      )
    },
  )
  it.each([
    ['a string', (many: string) => `SELECT '${many}'`],
    ['a quoted name', (many: string) => `SELECT \`${many}\``],
    ['a comment', (many: string) => `SELECT 1 /* ${many} */ -- ${many}`],
  ])('counts no brackets in %s', (_, text) => {
    expect(() => parseSelect(text('('.repeat(100)))).not.toThrow()
  })
  it('reads 60 nested calls', () => {
    expect(() => parseExpr(`${'f('.repeat(60)}1${')'.repeat(60)}`)).not.toThrow()
  })
})

describe('templates', () => {
  it('joins texts and values', () => {
    expect(printHogQL(parseTemplate("Hi {person.properties.name}, it's \\{{1 + 1}}"))).toBe(
      "concat('Hi ', person.properties.name, ', it\\'s {', plus(1, 1), '}')",
    )
    expect(printHogQL(parseTemplate(''))).toBe("''")
    expect(() => parseTemplate('Hi {name')).toThrow(/expected "}"/)
  })
})

describe('going on after an error', () => {
  const check = (text: string) => {
    const { query, errors } = parseWithErrors(text)
    return { query: query && printHogQL(query), errors: errors.map(error => `${error.line}:${error.column}`) }
  }

  it('finds nothing wrong with what is right', () => {
    expect(check('SELECT a FROM t')).toEqual({ query: 'SELECT a FROM t', errors: [] })
  })
  it('finds every fault of a list, and keeps the rest', () => {
    expect(check('SELECT a, b +, c, d e f, f(1 2) FROM t WHERE x')).toEqual({
      query: 'SELECT a, c, d AS e, f(1) FROM t WHERE x',
      errors: ['1:14', '1:23', '1:30'],
    })
  })
  it('finds faults in several clauses', () => {
    const { query, errors } = check('SELECT a,\n  b +\nFROM t\nWHERE c = \nGROUP BY d +\nORDER BY e ]\nLIMIT 5')
    expect(errors.map(place => place.split(':')[0])).toEqual(['3', '5', '6', '6'])
    expect(query).toContain('FROM t')
    expect(query).toContain('LIMIT 5')
  })
  it('finds faults in subqueries and goes on outside of them', () => {
    expect(check('SELECT a FROM (SELECT b + FROM t) WHERE c = = 1').errors).toEqual(['1:27', '1:45'])
  })
  it('keeps the tables of a query without columns, and what stands before something too much', () => {
    expect(check('SELECT  FROM t WHERE a').query).toBe('SELECT  FROM t WHERE a')
    expect(check('SELECT count( FROM t WHERE a')).toEqual({ query: 'SELECT  FROM t WHERE a', errors: ['1:15'] })
    expect(check('SELECT a FROM t WHERE b) c')).toEqual({ query: 'SELECT a FROM t WHERE b', errors: ['1:24'] })
  })
  it('reports faults of the lexer with the others', () => {
    expect(check("SELECT a & b, '\\d', c +").errors).toEqual(['1:10', '1:16', '1:24'])
  })
  it('never throws, whatever is cut off or put in', () => {
    const text =
      "WITH a AS (SELECT 1) SELECT x, f(y)[1] AS z, {p}, f'a{b}' FROM t JOIN u ON 1 WHERE a IN (1, 2) GROUP BY x ORDER BY y DESC LIMIT 5 BY z"
    for (let at = 0; at <= text.length; at += 1) {
      for (const put of ['', ')', ',', "'", '}', ' FROM '])
        expect(parseWithErrors(text.slice(0, at) + put).errors).toBeInstanceOf(Array)
      expect(parseWithErrors(`${text.slice(0, at)} ( ${text.slice(at)}`).errors).toBeInstanceOf(Array)
    }
  })
})
