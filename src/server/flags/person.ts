import { ConfigError } from '../../core/errors.js'
import type { Groups, Properties } from '../../core/types.js'

/** Which flags to decide, and what is known of whom they are for. */
export interface EvaluateFlagsOptions {
  /** What is known of the person. PostHog may have more stored: a flag that asks for something else is decided by PostHog. */
  readonly personProperties?: Properties | undefined
  /** Group type to group key. */
  readonly groups?: Groups | undefined
  /** Group type to what is known of that group. */
  readonly groupProperties?: Readonly<Record<string, Properties>> | undefined
  /** For flags that are bucketed by device. */
  readonly deviceId?: string | undefined
  /** The visitor's anonymous id before sign-in, for flags that keep a value over it. */
  readonly anonymousId?: string | undefined
  /** Only these flags. Default: all. */
  readonly keys?: readonly string[] | undefined
  /** Flags for this side, and those for both; `'all'` for every one. Default `'server'` in `evaluate`, `'client'` in `bootstrap`. */
  readonly runtime?: 'server' | 'client' | 'all' | undefined
  /** Only flags of these evaluation contexts, and those of none. Default: all. */
  readonly evaluationContexts?: readonly string[] | undefined
  /**
   * The properties given are all there are, so what is not among them is absent. Default `false`: it may be stored in PostHog, which is
   * then asked where it makes a difference.
   */
  readonly isComplete?: boolean | undefined
  /** Never ask PostHog: what cannot be decided here stays unknown. Default `false`. */
  readonly onlyLocally?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/** {@link EvaluateFlagsOptions} with whom they are about. */
export interface FlagsPerson extends EvaluateFlagsOptions {
  readonly distinctId: string
}

/** @throws ConfigError for an id that names nobody. */
export function checkDistinctId(distinctId: unknown): asserts distinctId is string {
  if (typeof distinctId === 'string' && distinctId.trim() !== '') return
  throw new ConfigError(
    'A flag is evaluated for somebody: give the distinct id of the person, a text that is not empty.',
  )
}
