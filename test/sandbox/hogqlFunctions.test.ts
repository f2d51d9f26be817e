import { describe, expect, it } from 'vitest'
import { findFunction, functionNames, HogQLError } from 'hogkit/hogql'
import { checked } from '../../src/sandbox/hogql/translate/call.js'
import { PUBLISHED_FUNCTIONS } from './publishedFunctions.js'

/** The functions that published queries use, the most used first. */
const USED = `
count now toIntervalDay toDateTime min and countIf round sum greaterOrEquals equals groupArray max if uniq lessOrEquals assumeNotNull coalesce arrayJoin
toFloat avg ifNull dateDiff toStartOfDay minus arrayMap uniqIf toString tuple notEquals plus nullIf toDate any JSONExtractString or greater divide toInt
arraySlice less arrayFilter replaceRegexpAll range length isNotNull sumIf toStartOfInterval concat splitByChar arraySort multiply arrayEnumerate indexOf
toStartOfWeek toIntervalWeek avgIf first_value argMin argMax match quantile toIntervalHour JSONExtract notEmpty in arrayConcat arrayZip toDayOfWeek
toHour toFloat64OrNull multiIf JSONExtractArrayRaw sparkline groupUniqArray groupUniqArrayIf argMinIf countDistinctIf arrayDistinct rowNumberInAllBlocks
empty toTimeZone arrayPushBack arrayPushFront arrayPopBack arrayPopFront ilike notILike has dateTrunc date_diff arraySum arrayLastIndex arrayExists
arrayFold arrayResize arraySplit arrayDifference arrayRotateLeft arrayRotateRight arrayWithConstant avgArray medianArray matchesAction today addDays
formatDateTime parseDateTimeBestEffort replaceRegexpOne toStartOfMinute toStartOfHour toStartOfQuarter arrayElement extract extractAll multiMatchAnyIndex
positionCaseInsensitive quantiles quantileIf JSONExtractRaw JSONExtractKeysAndValues isNaN bitAnd argMinMerge sumMap countEqual domain left ceil cos
sortableSemVer recordingButton toFloatOrDefault reinterpretAsFloat64 row_number last_value rank dense_rank
toDecimal toFloatOrZero toIntOrZero toNullableString _toInt8 _toInt16 _toInt32 _toInt64 _toUInt64 _toUInt128 _toDate toDateTimeUS dateAdd dateSub
timeStampAdd timeStampSub date_add date_subtract date_part make_date make_interval make_timestamp make_timestamptz to_char to_date to_timestamp
split_part btrim percentile_cont percentile_disc generateSeries json_agg every md5 untuple uniqTheta uniqThetaIf extractIPv4Substrings
languageCodeToName
`
  .trim()
  .split(/\s+/)

const at = { start: { line: 1, column: 7, offset: 7 }, end: { line: 1, column: 10, offset: 10 } }
const refusal = (name: string, args: number, params = 0): HogQLError | undefined => {
  try {
    checked({ name, ...at }, args, params)
    return undefined
  } catch (error) {
    if (error instanceof HogQLError) return error
    throw error
  }
}

describe('the function table', () => {
  it('has every function that PostHog publishes', () => {
    expect(PUBLISHED_FUNCTIONS.length).toBeGreaterThan(700)
    expect(PUBLISHED_FUNCTIONS.filter(name => !findFunction(name))).toEqual([])
  })

  it('has every function that published queries use', () => {
    expect(USED.filter(name => !findFunction(name))).toEqual([])
  })

  it('refuses too few and too many arguments of every function', () => {
    const wrong: string[] = []
    for (const name of new Set([...functionNames(), ...PUBLISHED_FUNCTIONS])) {
      const meta = findFunction(name)
      if (!meta) continue
      const { minArgs, maxArgs, minParams } = meta
      const refused: [boolean, args: number, params: number][] = [
        [minArgs > 0, minArgs - 1, minParams],
        [maxArgs < 100, maxArgs + 1, minParams],
        [minParams > 0, minArgs, 0],
      ]
      for (const [applies, args, params] of refused)
        if (applies && refusal(name, args, params)?.code !== 'wrong_arguments') wrong.push(`${name}/${args}(${params})`)
      if (refusal(name, minArgs, minParams)) wrong.push(name)
    }
    expect(wrong).toEqual([])
  })

  it.each([
    ['tostring', 'toString'],
    ['cuont', 'count'],
    ['toStartOfDays', 'toStartOfDay'],
    ['arrayMapp', 'arrayMap'],
    ['JSONExtractStrings', 'JSONExtractString'],
  ])('suggests the nearest name: %s', (wrong, right) => {
    const error = refusal(wrong, 1)
    expect(error?.code).toBe('unsupported_function')
    expect(error?.detail).toContain(`Unsupported function call '${wrong}(...)'`)
    expect(error?.detail).toContain(`Did you mean "${right}"?`)
    expect([error?.start, error?.end]).toEqual([7, 10])
  })

  it('finds SQL\u2019s own functions in any case and the others only as written', () => {
    expect(['COUNT', 'Sum', 'COALESCE', 'ifnull', 'ISNULL', 'NOW'].filter(name => !findFunction(name))).toEqual([])
    expect(['TOSTRING', 'arraymap', 'JSONEXTRACT'].filter(name => findFunction(name))).toEqual([])
  })

  it.each(['convertCurrency', 'embedText', 'isLikelyBot', 'aggregate_funnel', 'lookupDomainType'])(
    'says why %s runs in PostHog only',
    name => {
      const error = refusal(name, 1)
      expect(error?.code).toBe('unsupported')
      expect(error?.detail).toMatch(/PostHog/)
    },
  )
})
