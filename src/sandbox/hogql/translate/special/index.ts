import { AGGREGATE } from './aggregates.js'
import { CONVERT } from './convert.js'
import { DATES } from './dates.js'
import { LOGIC } from './logic.js'
import { POSTHOG } from './posthog.js'
import type { Special } from './support.js'
import { TEXT } from './text.js'

/**
 * Functions that mean something else in HogQL than in ClickHouse, or that ClickHouse has under no name.
 * Everything else in the function table prints as it is.
 */
export const SPECIAL: Record<string, Special> = {
  ...LOGIC,
  ...CONVERT,
  ...DATES,
  ...TEXT,
  ...AGGREGATE,
  ...POSTHOG,
}
