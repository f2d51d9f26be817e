import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { evaluateFlag, type FlagFilters, flagHash, holdoutHash } from '../../src/core/flags/evaluation/index.js'
import { sha1 } from '../../src/core/flags/evaluation/sha1.js'
import { context, expectedHash, flag, flagOf } from '../support/flagContext.js'
import { multivariateFlag, multivariateShares, simpleFlag } from '../support/flagVectors.js'

describe('SHA-1', () => {
  const hex = (text: string) => [...sha1(text)].map(word => word.toString(16).padStart(8, '0')).join('')

  it('agrees with node:crypto around every padding boundary and for every kind of character', () => {
    const lengths = [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000]
    const texts = [
      ...lengths.map(length => 'a'.repeat(length)),
      'naïve',
      '漢字',
      '👩‍🚀'.repeat(50),
      '\u0000\n',
      'x'.repeat(100_000),
    ]
    for (const text of texts) expect(hex(text)).toBe(createHash('sha1').update(text, 'utf8').digest('hex'))
  })
})

describe('flag hash', () => {
  it.each([
    ['simple-flag', 'distinct_id', '', 0.3457103347480679],
    ['beta-feature', 'user_123', '', 0.40880513830921805],
    ['beta-feature', 'user_123', 'variant', 0.19410592178089206],
    ['checkout', 'acme_inc', '', 0.20202942826085157],
    ['checkout', 'acme_inc', 'variant', 0.7738853713515209],
  ])('hash(%s, %s, %j) is the published %d', (key, id, salt, expected) => {
    expect(flagHash(key, id, salt)).toBe(expected)
  })

  it('gives the published holdout hash', () => {
    expect(holdoutHash('user_123')).toBe(0.24823847221312947)
  })

  it('agrees to the last bit with exact integer arithmetic', () => {
    for (let i = 0; i < 5000; i++) {
      expect(flagHash('key', `id-${i}`, 'variant')).toBe(expectedHash(`key.id-${i}variant`))
      expect(holdoutHash(`id-${i}`)).toBe(expectedHash(`holdout-id-${i}`))
    }
  })
})

describe('rollout', () => {
  const ids = Array.from({ length: 10_000 }, (_, i) => `person-${i}`)
  const share = (rollout: number) =>
    ids.filter(distinctId => evaluateFlag(flagOf({ rollout_percentage: rollout }), context({ distinctId })).enabled)

  it('lets 30% in, give or take two', () => {
    expect(share(30).length).toBeGreaterThan(2800)
    expect(share(30).length).toBeLessThan(3200)
  })

  it('only adds people when it grows', () => {
    const [ten, fifty] = [share(10), new Set(share(50))]
    expect(ten.every(id => fifty.has(id))).toBe(true)
  })

  it('is inclusive at the exact boundary, and takes fractions', () => {
    const boundary = flagHash('beta-feature', 'user_123') * 100
    expect(evaluateFlag(flagOf({ rollout_percentage: boundary }), context()).enabled).toBe(true)
    expect(evaluateFlag(flagOf({ rollout_percentage: boundary - 0.001 }), context()).enabled).toBe(false)
  })

  it('is everybody at 100, null or absent and nobody at 0 or for what is no number', () => {
    for (const rollout of [100, null])
      expect(evaluateFlag(flagOf({ rollout_percentage: rollout }), context()).enabled).toBe(true)
    expect(evaluateFlag(flagOf({}), context()).enabled).toBe(true)
    for (const rollout of [0, NaN, '100' as unknown as number, Infinity]) {
      expect(evaluateFlag(flagOf({ rollout_percentage: rollout }), context()).enabled).toBe(false)
    }
  })
})

describe('variants', () => {
  const variants = [
    { key: 'control', rollout_percentage: 50 },
    { key: 'test', rollout_percentage: 30 },
    { key: 'other', rollout_percentage: 20 },
  ]
  const multivariate = flag({
    groups: [{}],
    multivariate: { variants },
    payloads: { control: '{"a":1}', true: '"no"' },
  })

  it('follows the cumulative shares', () => {
    const counts = new Map<string | null, number>()
    for (let i = 0; i < 10_000; i++) {
      const distinctId = `person-${i}`
      const { variant } = evaluateFlag(multivariate, context({ distinctId }))
      const position = expectedHash(`beta-feature.${distinctId}variant`)
      expect(variant).toBe(position < 0.5 ? 'control' : position < 0.8 ? 'test' : 'other')
      counts.set(variant, (counts.get(variant) ?? 0) + 1)
    }
    expect(counts.get('control')).toBeGreaterThan(4800)
    expect(counts.get('control')).toBeLessThan(5200)
  })

  it('carries the payload of the drawn variant, as stored', () => {
    // user_123 falls at 0.194 for variants.
    expect(evaluateFlag(multivariate, context())).toMatchObject({
      enabled: true,
      variant: 'control',
      payload: '{"a":1}',
    })
    expect(evaluateFlag(multivariate, context({ distinctId: 'person-1' })).payload).toBe(
      expectedHash('beta-feature.person-1variant') < 0.5 ? '{"a":1}' : null,
    )
  })

  it('takes the variant a condition forces, unless the flag does not have it', () => {
    const forced = (variant: string) => flag({ groups: [{ variant }], multivariate: { variants } })
    expect(evaluateFlag(forced('other'), context()).variant).toBe('other')
    expect(evaluateFlag(forced('gone'), context()).variant).toBe('control')
  })

  it('stays on without a variant for whom none is left', () => {
    const small = flag({ groups: [{}], multivariate: { variants: [{ key: 'tiny', rollout_percentage: 1 }] } })
    expect(evaluateFlag(small, context())).toMatchObject({ enabled: true, variant: null })
  })
})

describe("PostHog's consistency tables", () => {
  const evaluate = (key: string, filters: FlagFilters) =>
    Array.from({ length: 1000 }, (_, i) =>
      evaluateFlag(flag(filters, { key }), context({ distinctId: `distinct_id_${i}` })),
    )

  it('hold for a thousand people of a simple flag', () => {
    const bits = evaluate('simple-flag', { groups: [{ rollout_percentage: 45 }] }).map(({ enabled }) => Number(enabled))
    const digits = Array.from({ length: 250 }, (_, i) => Number.parseInt(bits.slice(i * 4, i * 4 + 4).join(''), 2))
    expect(digits.map(digit => digit.toString(16)).join('')).toBe(simpleFlag)
  })

  it('hold for a thousand people of a multivariate flag', () => {
    const variants = multivariateShares.map(([key, share]) => ({ key, rollout_percentage: share }))
    const results = evaluate('multivariate-flag', { groups: [{ rollout_percentage: 55 }], multivariate: { variants } })
    const digits = results.map(({ variant }) => variants.findIndex(({ key }) => key === variant) + 1)
    expect(digits.join('')).toBe(multivariateFlag)
    expect(results.every(({ enabled, variant }) => enabled === (variant !== null))).toBe(true)
  })
})
