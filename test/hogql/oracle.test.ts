import { array, assert, asyncProperty, type Arbitrary } from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { HogQLError, parseExpr, parseOrder, parseSelect, parseTemplate } from 'hogkit/hogql'
import { DIFFERENT, FIXTURES, REFUSED } from './oracle/fixtures.js'
import { expressionTexts, queries } from './oracle/grammar.js'
import { startOracle, withoutPlaces, type Answer, type Rule } from './oracle/oracle.js'

const oracle = startOracle()
afterAll(() => oracle.close())

const OURS: Record<Rule, (text: string) => unknown> = {
  parseSelect,
  parseExpr,
  parseOrderExpr: parseOrder,
  parseFullTemplateString: text => parseTemplate(text.slice(2)),
}

function ours(rule: Rule, text: string): Answer {
  try {
    return { tree: withoutPlaces(OURS[rule](text)) }
  } catch (error) {
    if (error instanceof HogQLError) return { error: error.message }
    throw error
  }
}

/** The texts on which the two parsers do not agree, with what each says. */
async function differences(rule: Rule, texts: string[]): Promise<{ text: string; posthog: Answer; hogkit: Answer }[]> {
  const answers = await oracle.parse(rule, texts)
  return texts.flatMap((text, index) => {
    const posthog = answers[index]
    // Too slow for PostHog's parser, or a comma after ON, which joins a table for us: nothing to compare with.
    if (!posthog || ('error' in posthog && posthog.error.includes('ON with multiple expressions'))) return []
    const hogkit = ours(rule, text)
    const same = hogkit && ('tree' in posthog ? JSON.stringify(posthog) === JSON.stringify(hogkit) : 'error' in hogkit)
    return same ? [] : [{ text, posthog, hogkit }]
  })
}

// Another seed tries other texts: HOGKIT_SEED=$RANDOM npx vitest run --project node test/hogql/oracle.test.ts
const seed = Number(process.env['HOGKIT_SEED'] ?? 20)
const BATCH = 20

describe("the same tree as PostHog's parser", () => {
  it.each(Object.entries(FIXTURES) as [Rule, string[]][])(
    'for texts of %s',
    async (rule, texts) => {
      expect(await differences(rule, texts)).toEqual([])
    },
    120_000,
  )

  it.each<[rule: Rule, what: string, texts: Arbitrary<string>, batches: number]>([
    ['parseExpr', 'expressions', expressionTexts, 75],
    ['parseSelect', 'queries', queries, 30],
  ])(
    '%s: for generated %s',
    async (rule, _, texts, batches) => {
      const batch = array(texts, { minLength: BATCH, maxLength: BATCH })
      await assert(
        asyncProperty(batch, async made => {
          expect(await differences(rule, made)).toEqual([])
        }),
        { seed, numRuns: batches, endOnFailure: true },
      )
    },
    300_000,
  )
})

describe("where we differ from PostHog's parser on purpose", () => {
  it('refuses what it reads and drops', async () => {
    const answers = await oracle.parse('parseSelect', REFUSED)
    for (const [index, text] of REFUSED.entries()) {
      expect([text, answers[index]]).toEqual([text, { tree: expect.anything() }])
      expect(() => parseSelect(text)).toThrow(expect.objectContaining({ code: 'unsupported' }))
    }
  })
  it('reads what it cannot', async () => {
    const answers = await oracle.parse('parseSelect', DIFFERENT)
    for (const [index, text] of DIFFERENT.entries()) {
      expect([text, answers[index]]).toEqual([text, { error: expect.any(String) }])
      expect(() => parseSelect(text)).not.toThrow()
    }
  })
})
