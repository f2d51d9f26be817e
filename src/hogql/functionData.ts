/**
 * The functions HogQL offers, as compact data: one word each, read once on first use by `functions.ts`.
 *
 * ```
 * name[=clickhouse]/args[(params)][:returns][! or ?][~]
 * args, params   3 · 1-2 · 1- (no upper bound)
 * returns        s string · i int · f float · b bool · d datetime · D date · u uuid · a array · t tuple · m map · v interval ·
 *                1, 2 the type of that argument · absent: not known
 * ! never null · ? always nullable · neither: nullable when an argument is
 * ~ found in any case
 * ```
 *
 * Whatever is not here cannot be called: an allowlist, so no function that reads files, opens sockets, sleeps or looks into the
 * server is ever reachable. Names follow https://posthog.com/docs/hogql/clickhouse-functions.
 */
export const SCALARS = `
plus/2 minus/2 multiply/2 divide/2:f intDiv/2:i intDivOrZero/2:i modulo/2 moduloOrZero/2 positiveModulo/2 negate/1:1 abs/1:1 gcd/2:i lcm/2:i max2/2:f min2/2:f multiplyDecimal/2-3 divideDecimal/2-3
equals/2:b less/2:b greater/2:b lessOrEquals/2:b greaterOrEquals/2:b notEquals/2:b and/2-:b~ or/2-:b~ xor/2-:b not/1:b~
like/2:b ilike/2:b notLike/2:b notILike/2:b match/2:b in/2:b notIn/2:b
if/3:2~ multiIf/3- coalesce/1-~ ifNull/2:1~ nullIf/2:1?~ isNull/1:b!~ isNotNull/1:b!~ assumeNotNull/1:1! toNullable/1:1? least/2-:1~ greatest/2-:1~ isDistinctFrom/2:b! isNotDistinctFrom/2:b! transform/3-4 _caseWithExpression/3-
toInt/1:i? toFloat/1:f? toDecimal/2? toBool/1:b toString/1:s toUUID/1:u? toDate/1:D toDateTime/1-2:d toDateTime64/1-3:d toDateTimeUS/1-2:d? to_date/1:D to_timestamp/1-2:d toNullableString/1:s? toUUIDOrDefault/2:u toModifiedJulianDay=toModifiedJulianDayOrNull/1:i? fromModifiedJulianDay=fromModifiedJulianDayOrNull/1:s? toDateTime32/1-2:d toFloatOrNull=toFloat64OrNull/1:f? toIntOrNull=toInt64OrNull/1:i? toTypeName/1:s! cast/2 accurateCast/2 accurateCastOrNull/2?
toIntOrZero/1:i! toFloatOrZero/1:f! toFloatOrDefault/1-2:f! toFloat64OrNull/1:f? toFloat32OrNull/1:f? toInt64OrNull/1:i? toInt32OrNull/1:i? toUInt64OrNull/1:i? toUInt32OrNull/1:i? toInt64OrZero/1:i! toFloat64OrZero/1:f! toUUIDOrNull/1:u? toUUIDOrZero/1:u! toDateOrNull/1:D? toDateTimeOrNull/1:d? toJSONString/1:s! toFixedString/2:s
_toInt8=toInt8/1:i _toInt16=toInt16/1:i _toInt32=toInt32/1:i _toInt64=toInt64/1:i _toUInt8=toUInt8/1:i _toUInt16=toUInt16/1:i _toUInt32=toUInt32/1:i _toUInt64=toUInt64/1:i _toInt128=toInt128/1:i _toUInt128=toUInt128/1:i _toDate=toDate/1:D
reinterpretAsInt8/1:i reinterpretAsInt16/1:i reinterpretAsInt32/1:i reinterpretAsInt128/1:i reinterpretAsInt256/1:i reinterpretAsUInt8/1:i reinterpretAsUInt16/1:i reinterpretAsUInt32/1:i reinterpretAsUInt128/1:i reinterpretAsUInt256/1:i reinterpretAsFloat32/1:f reinterpretAsFloat64/1:f reinterpretAsInt64/1:i reinterpretAsUInt64/1:i reinterpretAsString/1:s reinterpretAsUUID/1:u
exp/1:f exp2/1:f exp10/1:f log/1:f~ ln=log/1:f~ log2/1:f log10/1:f log1p/1:f sqrt/1:f~ cbrt/1:f erf/1:f erfc/1:f lgamma/1:f tgamma/1:f sin/1:f cos/1:f tan/1:f asin/1:f acos/1:f atan/1:f atan2/2:f sinh/1:f cosh/1:f tanh/1:f asinh/1:f acosh/1:f atanh/1:f hypot/2:f pow/2:f~ power=pow/2:f~ sign/1:i degrees/1:f radians/1:f factorial/1:i pi/0:f! e/0:f! width_bucket/4:i
floor/1-2 ceil/1-2 ceiling=ceil/1-2 trunc/1-2 truncate=trunc/1-2 round/1-2~ roundBankers/1-2 roundDown/2 roundToExp2/1 roundDuration/1 roundAge/1
isFinite/1:b isInfinite/1:b isNaN/1:b ifNotFinite/2:f bitAnd/2:i bitOr/2:i bitXor/2:i bitNot/1:i bitShiftLeft/2 bitShiftRight/2 bitTest/2:b bitCount/1:i bitRotateLeft/2:i bitRotateRight/2:i bitSlice/2-3:s bitTestAll/2-:b bitTestAny/2-:b bitHammingDistance/2:i intExp2/1:i intExp10/1:i
bitmapBuild/1 bitmapToArray/1:a bitmapSubsetInRange/3 bitmapSubsetLimit/3 subBitmap/3 bitmapTransform/3 bitmapContains/2:b bitmapHasAny/2:b bitmapHasAll/2:b bitmapCardinality/1:i bitmapMin/1:i bitmapMax/1:i bitmapAnd/2 bitmapOr/2 bitmapXor/2 bitmapAndnot/2 bitmapAndCardinality/2:i bitmapOrCardinality/2:i bitmapXorCardinality/2:i bitmapAndnotCardinality/2:i
now/0:d!~ now64/0-1:d! today/0:D! yesterday/0:D! timezone/0-2 toTimeZone/1-2:d toTimezone=toTimeZone/1-2:d current_date=today/0:D!~ current_timestamp/0:d!~ nowInBlock/0-1:d! timeZoneOf/1:s! timeZoneOffset/1:i toYear/1:i toISOYear/1:i toQuarter/1:i toMonth/1:i toISOWeek/1:i toWeek/1-3:i toDayOfYear/1:i toDayOfMonth/1:i toDayOfWeek/1-2:i toHour/1:i toMinute/1:i toSecond/1:i toMillisecond/1:i toUnixTimestamp/1-2:i toUnixTimestamp64Milli/1:i toUnixTimestamp64Micro/1:i fromUnixTimestamp/1:d fromUnixTimestamp64Milli/1:d fromUnixTimestamp64Micro/1:d
toStartOfYear/1:D toStartOfISOYear/1:D toStartOfQuarter/1:D toStartOfMonth/1:D toLastDayOfMonth/1:D toLastDayOfWeek/1-2:D toMonday/1:D toStartOfWeek/1-2:D toStartOfDay/1:d toStartOfHour/1:d toStartOfMinute/1:d toStartOfSecond/1:d toStartOfFiveMinutes=toStartOfFiveMinutes/1:d toStartOfFiveMinute=toStartOfFiveMinutes/1:d toStartOfTenMinutes/1:d toStartOfFifteenMinutes/1:d toStartOfInterval/2-3:d toTime/1:d toYYYYMM/1:i toYYYYMMDD/1:i toYYYYMMDDhhmmss/1:i toRelativeYearNum/1:i toRelativeQuarterNum/1:i toRelativeMonthNum/1:i toRelativeWeekNum/1:i toRelativeDayNum/1:i toRelativeHourNum/1:i toRelativeMinuteNum/1:i toRelativeSecondNum/1:i timeSlot/1:d timeSlots/2-3:a age/3:i dateDiff/3-4:i date_diff=dateDiff/3-4:i dateTrunc/2-3:2 date_trunc=dateTrunc/2-3:2 dateName/2:s monthName/1:s
dateAdd/2-3 dateSub/2-3 date_add=dateAdd/2-3 date_subtract=dateSub/2-3 timestampAdd/2-3 timestampSub/2-3 timeStampAdd/2-3 timeStampSub/2-3 date_bin/3:d date_part/2:i to_char=formatDateTime/2-3:s make_date=makeDate/3:D make_timestamp/6-7:d make_timestamptz/7:d make_interval/6:v toYearWeek/1-3:i hop/3-4:t hopStart/1-4:d hopEnd/1-4:d tumble/2-3:t tumbleStart/1-3:d tumbleEnd/1-3:d addYears/2:1 addQuarters/2:1 addMonths/2:1 addWeeks/2:1 addDays/2:1 addHours/2 addMinutes/2 addSeconds/2 addMilliseconds/2 subtractYears/2:1 subtractQuarters/2:1 subtractMonths/2:1 subtractWeeks/2:1 subtractDays/2:1 subtractHours/2 subtractMinutes/2 subtractSeconds/2 subtractMilliseconds/2
formatDateTime/2-3:s parseDateTime/2-3:d parseDateTimeBestEffort/1-2:d parseDateTimeBestEffortOrNull/1-2:d? parseDateTime64BestEffort/1-3:d parseDateTime64BestEffortOrNull/1-3:d? makeDate/2-3:D makeDateTime/6-7:d
toIntervalSecond/1:v toIntervalMinute/1:v toIntervalHour/1:v toIntervalDay/1:v toIntervalWeek/1:v toIntervalMonth/1:v toIntervalQuarter/1:v toIntervalYear/1:v
empty/1:b notEmpty/1:b length/1:i~ lengthUTF8/1:i char_length=lengthUTF8/1:i~ character_length=lengthUTF8/1:i~ leftPad/2-3:s rightPad/2-3:s leftPadUTF8/2-3:s rightPadUTF8/2-3:s lower/1:s~ upper/1:s~ lowerUTF8/1:s upperUTF8/1:s initcap/1:s isValidUTF8/1:b toValidUTF8/1:s repeat/2:s space/1:s format/2-:s reverse/1:1 reverseUTF8/1:s concat/2-:s~ concatWithSeparator/2-:s substring/2-3:s~ substr=substring/2-3:s~ mid=substring/2-3:s~ substringUTF8/2-3:s substringIndex/3:s left/2:s~ leftUTF8/2:s right/2:s~ rightUTF8/2:s appendTrailingCharIfAbsent/2:s convertCharset/3:s
base58Encode/1:s base58Decode/1:s tryBase58Decode/1:s base64Encode/1:s base64Decode/1:s tryBase64Decode/1:s endsWith/2:b startsWith/2:b trim/1-2:s~ trimLeft/1-2:s trimRight/1-2:s ltrim=trimLeft/1-2:s~ rtrim=trimRight/1-2:s~ btrim=trimBoth/1-2:s~ lpad=leftPad/2-3:s~ rpad=rightPad/2-3:s~ encodeXMLComponent/1:s decodeXMLComponent/1:s decodeHTMLComponent/1:s extractTextFromHTML/1:s ascii/1:i~ soundex/1:s normalizeUTF8NFC/1:s
position/2-3:i positionCaseInsensitive/2-3:i positionUTF8/2-3:i positionCaseInsensitiveUTF8/2-3:i locate/2-3:i multiSearchAllPositions/2:a multiSearchFirstPosition/2:i multiSearchFirstIndex/2:i multiSearchAny/2:b multiSearchAnyCaseInsensitive/2:b multiMatchAny/2:b multiMatchAnyIndex/2:i multiMatchAllIndices/2:a extract/2:s extractAll/2:a extractAllGroupsHorizontal/2:a extractAllGroupsVertical/2:a extractGroups/2:a regexpExtract/2-3:s ngramDistance/2:f ngramSearch/2:f countSubstrings/2-3:i countSubstringsCaseInsensitive/2-3:i countMatches/2:i countMatchesCaseInsensitive/2:i hasToken/2:b hasTokenCaseInsensitive/2:b hasSubsequence/2:b levenshteinDistance/2:i damerauLevenshteinDistance/2:i jaroWinklerSimilarity/2:f
multiSearchAllPositionsUTF8/2:a multiSearchAllPositionsCaseInsensitive/2:a multiSearchAllPositionsCaseInsensitiveUTF8/2:a multiSearchFirstPositionUTF8/2:i multiSearchFirstPositionCaseInsensitive/2:i multiSearchFirstPositionCaseInsensitiveUTF8/2:i multiSearchFirstIndexUTF8/2:i multiSearchFirstIndexCaseInsensitive/2:i multiSearchFirstIndexCaseInsensitiveUTF8/2:i multiSearchAnyUTF8/2:b multiSearchAnyCaseInsensitiveUTF8/2:b ngramDistanceUTF8/2:f ngramDistanceCaseInsensitive/2:f ngramDistanceCaseInsensitiveUTF8/2:f ngramSearchUTF8/2:f ngramSearchCaseInsensitive/2:f ngramSearchCaseInsensitiveUTF8/2:f hasSubsequenceUTF8/2:b hasSubsequenceCaseInsensitive/2:b hasSubsequenceCaseInsensitiveUTF8/2:b multiFuzzyMatchAny/3:b multiFuzzyMatchAnyIndex/3:i multiFuzzyMatchAllIndices/3:a countSubstringsCaseInsensitiveUTF8/2-3:i hasTokenOrNull/2:b? hasTokenCaseInsensitiveOrNull/2:b? hasAllTokens/2:b hasAnyTokens/2:b extractAllGroups/2:a extractIPv4Substrings/1:a
replace/3:s~ replaceAll/3:s replaceOne/3:s replaceRegexpAll/3:s replaceRegexpOne/3:s regexpQuoteMeta/1:s translate/3:s translateUTF8/3:s
splitByChar/2-3:a splitByString/2-3:a splitByRegexp/2-3:a splitByWhitespace/1-2:a splitByNonAlpha/1-2:a split_part/3:s alphaTokens/1-2:a ngrams/2:a tokens/1:a arrayStringConcat/1-2:s
JSONHas/1-:b! JSONLength/1-:i! JSONArrayLength/1:i? JSONType/1-:s! JSONExtract/2- JSONExtractUInt/1-:i! JSONExtractInt/1-:i! JSONExtractFloat/1-:f! JSONExtractBool/1-:b! JSONExtractString/1-:s! JSONExtractRaw/1-:s! JSONExtractArrayRaw/1-:a! JSONExtractKeys/1-:a! JSONExtractKeysAndValues/2-:a! JSONExtractKeysAndValuesRaw/1-:a! JSON_VALUE/2:s JSON_QUERY/2:s JSON_EXISTS/2:b isValidJSON/1:b
array/0-:a! range/1-3:a arrayConcat/1-:a arrayElement/2 arrayElementOrNull/2? has/2:b hasAll/2:b hasAny/2:b hasSubstr/2:b indexOf/2:i arrayCount/1-:i countEqual/2:i arrayEnumerate/1-:a arrayEnumerateDense/1-:a arrayEnumerateUniq/1-:a arrayPopBack/1:a arrayPopFront/1:a arrayPushBack/2:a arrayPushFront/2:a arrayResize/2-3:a arraySlice/2-3:a arraySort/1-:a arrayPartialSort/2-:a arrayReverseSort/1-:a arrayUniq/1-:i arrayJoin/1 arrayDifference/1:a arrayDistinct/1:a arrayIntersect/1-:a arrayReduce/2- arrayReverse/1:a arrayFlatten/1:a arrayCompact/1:a arrayZip/1-:a arrayMap/2-:a arrayFilter/2-:a arrayFill/2-:a arrayReverseFill/2-:a arraySplit/2-:a arrayReverseSplit/2-:a arrayFold/3- arrayExists/1-:b arrayAll/1-:b arrayFirst/2- arrayFirstOrNull/2-? arrayLast/2- arrayLastOrNull/2-? arrayFirstIndex/2-:i arrayLastIndex/2-:i arrayMin/1- arrayMax/1- arraySum/1- arrayAvg/1-:f arrayCumSum/1-:a arrayCumSumNonNegative/1-:a arrayProduct/1-:f arrayRotateLeft/2:a arrayRotateRight/2:a arrayShiftLeft/2-3:a arrayShiftRight/2-3:a arrayWithConstant/2:a arrayShuffle/1-2:a arrayJaccardIndex/2:f arrayAUC/2:f emptyArrayString/0:a emptyArrayUInt64/0:a emptyArrayInt64/0:a
map/0-:m! mapFromArrays/2:m mapAdd/2-:m mapSubtract/2-:m mapContains/2:b mapKeys/1:a mapValues/1:a mapFilter/2:m mapApply/2:m mapUpdate/2:m mapContainsKeyLike/2:b mapExtractKeyLike/2:m mapPopulateSeries/1-3
tuple/0-:t! tupleElement/2-3 tupleHammingDistance/2:f tupleToNameValuePairs/1:a tuplePlus/2:t tupleMinus/2:t dotProduct/2:f tupleMultiply/2:t tupleDivide/2:t tupleMultiplyByNumber/2:t tupleDivideByNumber/2:t tupleNegate/1:t untuple/1
L1Norm/1:f L2Norm/1:f LinfNorm/1:f LpNorm/2:f L1Distance/2:f L2Distance/2:f LinfDistance/2:f LpDistance/3:f L1Normalize/1:t L2Normalize/1:t LinfNormalize/1:t LpNormalize/2:t cosineDistance/2:f
cityHash64/1-:i! sipHash64/1-:i! xxHash32/1:i xxHash64/1:i murmurHash3_64/1-:i farmHash64/1-:i javaHash/1:i halfMD5/1-:i MD5/1:s md5=MD5/1:s SHA1/1:s SHA224/1:s SHA256/1:s SHA512/1:s hex/1:s unhex/1:s bin/1:s rand/0-1:i! rand32/0-1:i! rand64/0-1:i! randUniform/2:f randNormal/2:f generateUUIDv4/0-1:u! UUIDStringToNum/1:s UUIDNumToString/1:s UUIDv7ToDateTime/1-2:d
protocol/1:s domain/1:s domainWithoutWWW/1:s topLevelDomain/1:s firstSignificantSubdomain/1:s cutToFirstSignificantSubdomain/1:s cutToFirstSignificantSubdomainWithWWW/1:s port/1-2:i path/1:s pathFull/1:s queryString/1:s fragment/1:s queryStringAndFragment/1:s extractURLParameter/2:s extractURLParameters/1:a extractURLParameterNames/1:a URLHierarchy/1:a URLPathHierarchy/1:a decodeURLComponent/1:s encodeURLComponent/1:s decodeURLFormComponent/1:s encodeURLFormComponent/1:s netloc/1:s cutWWW/1:s cutQueryString/1:s cutFragment/1:s cutQueryStringAndFragment/1:s cutURLParameter/2:s
IPv4NumToString/1:s IPv4StringToNum/1:i IPv4StringToNumOrNull/1:i? isIPv4String/1:b isIPv6String/1:b isIPAddressInRange/2:b toIPv4OrNull/1? toIPv6OrNull/1?
geoDistance/4:f greatCircleDistance/4:f greatCircleAngle/4:f pointInPolygon/2-:b geohashEncode/2-3:s geohashDecode/1:t
geohashesInBox/5:a pointInEllipses/6-:b geoToH3/3:i stringToH3/1:i h3ToString/1:s h3ToGeo/1:t h3ToGeoBoundary/1:a h3ToParent/2:i h3ToChildren/2:a h3ToCenterChild/2:i h3IsValid/1:b h3IsPentagon/1:b h3IsResClassIII/1:b h3IndexesAreNeighbors/2:b h3UnidirectionalEdgeIsValid/1:b h3GetResolution/1:i h3GetBaseCell/1:i h3GetFaces/1:a h3GetRes0Indexes/0:a! h3GetPentagonIndexes/1:a h3NumHexagons/1:i h3kRing/2:a h3HexRing/2:a h3Line/2:a h3Distance/2:i h3EdgeAngle/1:f h3EdgeLengthM/1:f h3EdgeLengthKm/1:f h3ExactEdgeLengthM/1:f h3ExactEdgeLengthKm/1:f h3ExactEdgeLengthRads/1:f h3HexAreaM2/1:f h3HexAreaKm2/1:f h3CellAreaM2/1:f h3CellAreaRads2/1:f h3PointDistM/4:f h3PointDistKm/4:f h3PointDistRads/4:f h3GetUnidirectionalEdge/2:i h3GetUnidirectionalEdgeBoundary/1:a h3GetUnidirectionalEdgesFromHexagon/1:a h3GetIndexesFromUnidirectionalEdge/1:t h3GetOriginIndexFromUnidirectionalEdge/1:i h3GetDestinationIndexFromUnidirectionalEdge/1:i
rowNumberInBlock/0:i! rowNumberInAllBlocks/0:i! formatReadableSize/1:s formatReadableDecimalSize/1:s formatReadableQuantity/1:s formatReadableTimeDelta/1-3:s bar/3-4:s isZeroOrNull/1:b! identity/1:1 materialize/1:1 ignore/0-:i! indexHint/1-:b! throwIf/1-2:i! runningDifference/1 neighbor/2-3
exists/1:b! sortableSemVer/1:a~ matchesAction/1:b! sparkline/1-2:t! recordingButton/1-2:t! recording_button=recordingButton/1-2:t! explainCSPReport/1:t! languageCodeToName/1:s getSurveyResponse/1-3 uniqueSurveySubmissionsFilter/1-3:b!
`

export const AGGREGATES = `
count/0-:i!~ uniq/1-:i! uniqExact/1-:i! uniqHLL12/1-:i! uniqTheta=uniqExact/1-:i! uniqCombined/1-(0-1):i! uniqCombined64/1-(0-1):i! uniqUpTo/1-(1):i!
countDistinct=uniqExact/1-:i! countDistinctIf=uniqExactIf/2-:i!
sum/1:1~ sumWithOverflow/1:1 sumKahan/1:f avg/1:f~ avgWeighted/2:f min/1:1~ max/1:1~ any/1:1~ anyLast/1:1 anyHeavy/1:1 any_value=any/1:1~ first_value=first_value/1:1 last_value=last_value/1:1 singleValueOrNull/1:1?
argMin/2:1 argMax/2:1 median/1:f medianExact/1:f medianTiming/1:f quantile/1(0-1):f quantiles/1(1-):a quantileExact/1(0-1):f quantileExactInclusive/1(0-1):f quantileTiming/1(0-1):f quantileTDigest/1(0-1):f quantileDeterministic/2(0-1):f quantileExactWeighted/2(0-1):f quantilesExact/1(1-):a quantilesTDigest/1(1-):a quantileBFloat16/1(0-1):f quantileExactLow/1(0-1):f quantileExactHigh/1(0-1):f quantileTDigestWeighted/2(0-1):f quantileTimingWeighted/2(0-1):f medianExactLow/1:f medianExactHigh/1:f medianExactWeighted/2:f medianTDigest/1:f medianTDigestWeighted/2:f medianTimingWeighted/2:f medianDeterministic/2:f medianBFloat16/1:f avgArray=avgArrayOrNull/1:f? medianArray=medianArrayOrNull/1:f? percentile_cont=quantileExactInclusive/0(1):f percentile_disc/0(1)
stddevPop/1:f stddevSamp/1:f varPop/1:f varSamp/1:f covarPop/2:f covarSamp/2:f corr/2:f skewPop/1:f skewSamp/1:f kurtPop/1:f kurtSamp/1:f entropy/1:f cramersVBiasCorrected/2:f theilsU/2:f stddev_pop=stddevPop/1:f~ stddev_samp=stddevSamp/1:f~ var_pop=varPop/1:f~ var_samp=varSamp/1:f~ simpleLinearRegression/2:t
groupArray/1(0-1):a! array_agg=groupArray/1:a!~ groupUniqArray/1(0-1):a! groupArrayInsertAt/2(0-2):a! groupArrayMovingAvg/1(0-1):a! groupArrayMovingSum/1(0-1):a! groupArraySample/1(1-2):a! groupArraySorted/1(1):a! groupConcat/1(0-2):s groupBitAnd/1:i groupBitOr/1:i groupBitXor/1:i groupBitmap/1:i groupBitmapAnd/1:i groupBitmapOr/1:i groupBitmapXor/1:i groupArrayLast/1(1):a! json_agg/1:s! string_agg/2:s!
topK/1(1-3):a! topKWeighted/2(1-3):a! sumMap/1- minMap/1- maxMap/1- deltaSum/1:1 deltaSumTimestamp/2:1 maxIntersections/2:i maxIntersectionsPosition/2:i intervalLengthSum/2
windowFunnel/2-33(1-):i! retention/1-32:a! sequenceMatch/2-33(1):b! sequenceCount/2-33(1):i! histogram/1(1):a exponentialMovingAverage/2(1):f boundingRatio/2:f
mannWhitneyUTest/2(0-2):t studentTTest/2(0-1):t welchTTest/2(0-1):t contingency/2:f cramersV/2:f
every=min/1:b
`

export const WINDOW_ONLY = `
row_number/0:i!~ rank/0:i!~ dense_rank/0:i!~ percent_rank/0:f!~ cume_dist/0:f!~ ntile/1:i!~ nth_value/2:1~ lag/1-3:1?~ lead/1-3:1?~ lagInFrame/1-3:1 leadInFrame/1-3:1
`

export const TABLE_FUNCTIONS = `
numbers/1-2 generateSeries/2-3 generate_series/2-3
`

/** Functions that PostHog computes with data or services of its own, and why a query with them must go there. */
export const ELSEWHERE: Readonly<Record<string, string>> = Object.fromEntries([
  ...['convertCurrency'].map(name => [name, 'needs PostHog\u2019s exchange rates']),
  ...['embedText', 'llmComplete'].map(name => [name, 'needs PostHog\u2019s language models']),
  ...['isLikelyBot', 'getTrafficType', 'getTrafficCategory', 'getBotType', 'getBotName', 'getBotOperator'].map(name => [
    name,
    'needs PostHog\u2019s list of bots',
  ]),
  ...['DomainType', 'PaidSourceType', 'PaidMediumType', 'OrganicSourceType', 'OrganicMediumType'].flatMap(name => [
    [`lookup${name}`, 'needs PostHog\u2019s list of sources; sessions.$channel_type has its outcome'],
    [`hogql_lookup${name}`, 'needs PostHog\u2019s list of sources; sessions.$channel_type has its outcome'],
  ]),
  ...[
    'aggregate_funnel',
    'aggregate_funnel_array',
    'aggregate_funnel_cohort',
    'aggregate_funnel_trends',
    'aggregate_funnel_array_trends',
    'aggregate_funnel_cohort_trends',
  ].map(name => [name, 'is a program on PostHog\u2019s servers; use windowFunnel()']),
])
