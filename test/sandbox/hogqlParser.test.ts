import { afterAll, describe, expect, it } from 'vitest'
import { printHogQL, type SelectQuery } from 'hogkit/hogql'
import { createParser } from '../../src/sandbox/hogql/parser/createParser.js'

const parser = createParser()
afterAll(() => parser.close())

/** The text of the first item, cut out of the query by its position. */
async function firstItem(text: string): Promise<string> {
  const [item] = ((await parser.parse(text)) as SelectQuery).select
  return text.slice(item?.start?.offset, item?.end?.offset)
}

describe('the parser', () => {
  it('gives the same tree for the same text, parsed once', async () => {
    const first = await parser.parse('SELECT event FROM events')
    expect(await parser.parse('SELECT event FROM events')).toBe(first)
  })

  it.each([
    "SELECT event, count() AS c FROM events AS e WHERE and(equals(event, 'it\\'s'), greater(timestamp, now())) GROUP BY event HAVING greater(c, 1) ORDER BY c DESC LIMIT 5 OFFSET 2",
    'SELECT arrayMap((x, y) -> plus(x, y), [1, 2], [3, 4]), tuple(1, 2).1, [1][1], properties.`a b`, `x``y`',
    'WITH a AS (SELECT 1) SELECT * FROM a LEFT JOIN b ON equals(a.x, b.x) CROSS JOIN numbers(3) AS n',
    'SELECT sum(x) OVER (PARTITION BY a ORDER BY b ASC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), rank() OVER w FROM t WINDOW w AS (ORDER BY a DESC)',
    'SELECT 1 UNION ALL SELECT 2',
    'SELECT quantile(0.9)(x), count(DISTINCT y), x BETWEEN 1 AND 2 FROM t LIMIT 1 BY x',
  ])('prints what it read so that it reads the same: %s', async text => {
    const printed = printHogQL(await parser.parse(text))
    expect(printed).toBe(text)
  })

  it('keeps every digit of long numbers', async () => {
    expect(
      printHogQL(
        await parser.parse('SELECT 9007199254740993, 18446744073709551615, \'"value":12345678901234567890,\''),
      ),
    ).toBe('SELECT 9007199254740993, 18446744073709551615, \'"value":12345678901234567890,\'')
  })

  it('counts positions as JavaScript does, after emoji too', async () => {
    expect(await firstItem('SELECT /* é😀 */ event, 1')).toBe('event')
    expect(await firstItem('SELECT /* é */ event, 1')).toBe('event')
  })

  it('answers many at once, in any order of length', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `SELECT ${index}`)
    const trees = await Promise.all(texts.map(text => parser.parse(text)))
    expect(trees.map(tree => printHogQL(tree))).toEqual(texts)
  })

  it('is not slowed down by what it parsed before', async () => {
    const nested = (depth: number, seed: number): string => `SELECT ${'f('.repeat(depth)}${seed}${')'.repeat(depth)}`
    const before = performance.now()
    for (let depth = 3; depth <= 12; depth += 1) await parser.parse(nested(depth, depth))
    expect(performance.now() - before).toBeLessThan(10_000)
  })

  it('refuses a tree that is deeper than it may be', async () => {
    await expect(parser.parse(`SELECT ${'NOT '.repeat(500)}1`)).rejects.toMatchObject({ code: 'query_too_large' })
  })

  it('refuses work after it was closed, what waits included', async () => {
    const closing = createParser()
    const waiting = [closing.parse('SELECT 1'), closing.parse('SELECT 2')].map(parse =>
      parse.catch((error: unknown) => error),
    )
    await closing.close()
    for (const error of await Promise.all(waiting))
      expect(error).toMatchObject({ name: 'HogQLError', code: 'cancelled' })
    await expect(closing.parse('SELECT 3')).rejects.toMatchObject({ code: 'cancelled' })
  })
})
