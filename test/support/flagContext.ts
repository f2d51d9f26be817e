import { createHash } from 'node:crypto'
import type {
  EvaluationContext,
  FlagCondition,
  FlagDefinition,
  FlagFilters,
} from '../../src/core/flags/evaluation/index.js'

/** 2026-03-31T12:00:00Z: the last day of a long month, where relative months are hardest. */
export const NOW = Date.UTC(2026, 2, 31, 12)

export function context(overrides: Partial<EvaluationContext> = {}): EvaluationContext {
  return {
    distinctId: 'user_123',
    groups: {},
    groupTypeIndex: { company: 0, project: 1 },
    personProperties: {},
    groupProperties: {},
    now: NOW,
    ...overrides,
  }
}

export function flag(filters: FlagFilters, overrides: Partial<FlagDefinition> = {}): FlagDefinition {
  return { id: 1, key: 'beta-feature', active: true, version: 3, filters, ...overrides }
}

/** A flag with these conditions and nothing else. */
export function flagOf(...groups: FlagCondition[]): FlagDefinition {
  return flag({ groups })
}

/** The bucketing formula by another route: node:crypto and exact integers, rounded to a double at the very end. */
export function expectedHash(text: string): number {
  const bits = BigInt(`0x${createHash('sha1').update(text, 'utf8').digest('hex').slice(0, 15)}`)
  return Number(bits) / Number(0xfffffffffffffffn)
}
