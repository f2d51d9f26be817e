import { readFileSync } from 'node:fs'
import type { Rule } from './oracle.js'

/** One text a line; ⏎ stands for a line break. */
function read(file: string): string[] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => line.replaceAll('⏎', '\n'))
}

/** Texts on which both parsers must agree: on the tree, or that there is none. */
export const FIXTURES: Record<Rule, string[]> = {
  parseSelect: read('queries.txt'),
  parseExpr: read('expressions.txt'),
  parseOrderExpr: read('orders.txt'),
  parseFullTemplateString: read('templates.txt'),
}

/** Queries that PostHog's parser reads in part, dropping the rest without a word. */
export const REFUSED = [
  'SELECT a.* EXCLUDE (b) FROM t a',
  'SELECT sum(a) FILTER (WHERE b) OVER w FROM t WINDOW w AS ()',
  'SELECT a FROM t NATURAL JOIN u',
  'SELECT a FROM t GROUP BY c WITH TOTALS',
  'SELECT a FROM t GROUP BY c WITH ROLLUP',
  'SELECT a FROM t GROUP BY c WITH CUBE',
  'SELECT a FROM t ORDER BY a NULLS FIRST',
  "SELECT a FROM t ORDER BY a COLLATE 'en'",
  'SELECT a FROM t FORMAT JSON',
  '(SELECT 1 LIMIT 3) ORDER BY a',
  // Read in full by PostHog's parser, but of no use in a query.
  'SELECT rank() OVER (ROWS a + 1 PRECEDING)',
  'SELECT a FROM t SAMPLE {x}',
  'SELECT x -> {a; b}',
  '{x}',
  'SELECT 1 UNION ALL {x}',
  '<Sparkline data={[1]} />',
]

/** Comparisons that PostHog's lexer takes for the beginning of a tag, and a comma after ON that it takes for a second condition. */
export const DIFFERENT = ['SELECT a FROM t JOIN u ON b, v', 'SELECT a<b and c', 'SELECT a<b/2', 'SELECT a <b> c']
