import { col, fn, select } from './build.js'
import type { InsightContext } from './context.js'
import type { Reader } from './read.js'

/** The share of persons that is looked at, above 0 and below 1. `undefined`: all. */
export function readSample(query: Reader): number | undefined {
  const share = query.number('samplingFactor', { min: 0, max: 1 })
  if (share === 0) throw query.error('samplingFactor', 'The share of persons must be above 0.')
  return share === 1 ? undefined : share
}

/** When the project's first event was, ms since 1970. */
export async function earliestEvent(context: InsightContext): Promise<number | undefined> {
  const first = fn('toUnixTimestamp', fn('min', col('timestamp')))
  const { results } = await context.run(select({ select: [first, fn('count')], from: 'events' }))
  const [seconds, count] = results[0] ?? []
  return Number(count) > 0 ? Number(seconds) * 1000 : undefined
}
