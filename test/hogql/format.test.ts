import { assert, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatHogQL, HogQLError, parseSelect } from 'hogkit/hogql'
import { FIXTURES } from './oracle/fixtures.js'
import { queries } from './oracle/grammar.js'

/** A tree without places and without what is absent, so that `INTERVAL 1 DAY` and `toIntervalDay(1)` are one. */
function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(
    ([key, item]) => key !== 'start' && key !== 'end' && item !== null && item !== undefined && item !== false,
  )
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, meaning(item)]))
}

/** What formatting did to a text that it must not do. */
function damage(text: string): string[] {
  const formatted = formatHogQL(parseSelect(text))
  const [before, after] = [text, formatted].map(item => JSON.stringify(meaning(parseSelect(item))))
  return [
    ...(before === after ? [] : [`other meaning: ${text} became ${formatted}`]),
    ...(formatHogQL(formatted) === formatted ? [] : [`not stable: ${formatted}`]),
  ]
}

function isQuery(text: string): boolean {
  try {
    return Boolean(parseSelect(text))
  } catch {
    return false
  }
}

describe('the formatter', () => {
  it.each([
    ['select  1', 'SELECT 1'],
    [
      'select event,count() c from events where a=1 and (b or c) group by event limit 5',
      'SELECT event, count() AS c\nFROM events\nWHERE a = 1 AND (b OR c)\nGROUP BY event\nLIMIT 5',
    ],
    [
      "with x as (select event, timestamp from events where event in ('a','b') and timestamp > now() - interval 7 day) select x.event, count() from x left join persons p on x.id=p.id group by 1 order by 2 desc",
      "WITH\n  x AS (\n    SELECT event, timestamp\n    FROM events\n    WHERE event IN ('a', 'b') AND timestamp > now() - INTERVAL 7 DAY\n  )\nSELECT x.event, count()\nFROM x\nLEFT JOIN persons AS p ON x.id = p.id\nGROUP BY 1\nORDER BY 2 DESC",
    ],
    ['select a union all select b', 'SELECT a\nUNION ALL\nSELECT b'],
    ['select -a, - -1, (-a).1, not (a or b), a is not null', 'SELECT -a, 0 - -1, (-a).1, not(a OR b), a IS NOT NULL'],
  ])('%s', (text, formatted) => expect(formatHogQL(text)).toBe(formatted))

  it('keeps the meaning of every fixture, and what it has formatted', () => {
    expect(FIXTURES.parseSelect.filter(isQuery).flatMap(damage)).toEqual([])
  })
  it('keeps the meaning of generated queries', () => {
    assert(
      property(queries, text => {
        expect(isQuery(text) ? damage(text) : []).toEqual([])
      }),
      { seed: Number(process.env['HOGKIT_SEED'] ?? 3), numRuns: 500 },
    )
  })
  it('loses no comment', () => {
    for (const text of ['SELECT 1 -- one', 'SELECT /* one */ 1', '-- one\nSELECT 1', 'SELECT 1 # one'])
      expect(() => formatHogQL(text)).toThrow(HogQLError)
    expect(formatHogQL("SELECT '-- none', '/* none */'")).toBe("SELECT '-- none', '/* none */'")
  })
})
