/**
 * The words of the language. Nearly all of them can be names too (`SELECT timestamp, left(key, 2) FROM events`), so the lexer only marks them and the
 * parser decides by position.
 */
const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/))

/** Words that are names only in quotes. */
export const RESERVED = words(
  'NULL INF INFINITY NAN CATCH EXCEPT FINALLY FN FUN INTERSECT LET MATERIALIZED THROW TRY WHILE WITHIN',
)

/** Words that begin or continue a clause. Where a value is expected they are names only if what follows could not belong to the clause. */
export const CLAUSES = words(
  `SELECT FROM WHERE PREWHERE GROUP HAVING QUALIFY WINDOW ORDER LIMIT OFFSET SETTINGS UNION JOIN ON USING BY AS WHEN THEN ELSE END WITH`,
)

/** Words that stand between two values. In front of a bracket they are functions: `and(a, b)`. */
export const OPERATORS = words('AND OR IN LIKE ILIKE BETWEEN IS')

/** Units of `INTERVAL 1 DAY`, and the functions they stand for. */
export const INTERVALS: ReadonlyMap<string, string> = new Map(
  ['Second', 'Minute', 'Hour', 'Day', 'Week', 'Month', 'Quarter', 'Year'].map(unit => [
    unit.toUpperCase(),
    `toInterval${unit}`,
  ]),
)

/** Keywords that can follow a value as its alias without AS. */
export const COLUMN_ALIASES = words('ASC ASCENDING COHORT DATE DESCENDING FINAL ID RETURN TOP TOTALS')
/** Keywords that can follow a table as its alias without AS. */
export const TABLE_ALIASES = words('DATE FIRST ID KEY')
/** Keywords that can follow `::`. */
export const CAST_TYPES = words('DATE TIME TIMESTAMP INTERVAL')

const OTHERS =
  words(`ALL ANTI ANY ARRAY ASC ASCENDING ASOF BOTH CASE CAST COHORT COLLATE COLUMNS CROSS CUBE CURRENT DATE DESC DESCENDING DISTINCT
  EXCLUDE EXTRACT FILL FILTER FINAL FIRST FOLLOWING FOR FULL GROUPING ID IF IGNORE INCLUDE INNER INTERPOLATE INTERVAL KEY LAMBDA LAST LEADING LEFT
  LOCAL NAME NATURAL NOT NULLS OUTER OVER PARTITION PIVOT POSITIONAL PRECEDING RANGE RECURSIVE REPLACE RETURN RIGHT ROLLUP ROW ROWS SAMPLE SEMI SETS
  STEP SUBSTRING TIES TIME TIMESTAMP TO TOP TOTALS TRAILING TRIM TRUNCATE TRY_CAST UNBOUNDED UNPIVOT VALUES YYYY ZONE`)

/** Every keyword by its spelling; the usual two spellings are found without a conversion. */
const KEYWORDS = new Map<string, string>()
for (const set of [RESERVED, CLAUSES, OPERATORS, OTHERS, INTERVALS.keys()])
  for (const word of set) {
    KEYWORDS.set(word, word)
    KEYWORDS.set(word.toLowerCase(), word)
  }
const LONGEST = 12

/** The keyword in upper case, or an empty string when the word is none. */
export function keywordOf(text: string): string {
  if (text.length > LONGEST) return ''
  return KEYWORDS.get(text) ?? KEYWORDS.get(text.toUpperCase()) ?? ''
}
