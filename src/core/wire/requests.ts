/**
 * Requests to the public endpoints, in PostHog's spelling.
 * https://posthog.com/docs/api/capture · https://posthog.com/docs/api/flags
 */
import type { ClientOptions, EvaluateOptions } from '../types.js'

export const BATCH_PATH = '/batch/'
export const EVENT_PATH = '/i/v0/e/'
export const FLAGS_PATH = '/flags/'
export const FLAGS_VERSION = 'v=2'
/** For servers from before `/flags`. */
export const DECIDE_PATH = '/decide/?v=3'

/** Joins events that are JSON already. `sent_at` lets the server correct a wrong clock. */
export function toBatchBody(projectToken: string, events: readonly string[], now: number): string {
  return `{"api_key":${JSON.stringify(projectToken)},"batch":[${events.join(',')}],"sent_at":"${new Date(now).toISOString()}"}`
}

/** One event outside a batch; its `sent_at` travels as `?_=`, in ms. */
export function toEventRequest(projectToken: string, event: string, now: number): { path: string; body: string } {
  return { path: `${EVENT_PATH}?_=${now}`, body: `{"api_key":${JSON.stringify(projectToken)},${event.slice(1)}` }
}

/** Whether a capture request was answered with success but its events were thrown away. */
export function isOverQuota(answer: string): boolean {
  if (!answer.includes('"quota_limited"')) return false
  try {
    const { quota_limited } = JSON.parse(answer) as { quota_limited?: unknown }
    return Array.isArray(quota_limited) && quota_limited.includes('events')
  } catch {
    return false
  }
}

/** A request for flags, in hogkit's spelling. */
export interface FlagsRequest extends EvaluateOptions {
  readonly anonymousId?: string | undefined
  readonly deviceId?: string | undefined
  readonly keys?: readonly string[] | undefined
  /**
   * Only flags meant for this side. Said always: a server that is not told guesses by the `User-Agent`, and leaves out what is meant
   * for one side where it cannot. https://github.com/PostHog/posthog/blob/master/rust/feature-flags/src/handler/flags.rs
   */
  readonly runtime?: ClientOptions['evaluationRuntime'] | undefined
  /** Only flags of these evaluation contexts, and of none. */
  readonly evaluationContexts?: readonly string[] | undefined
}

export function toFlagsBody(projectToken: string, request: FlagsRequest): Record<string, unknown> {
  return {
    token: projectToken,
    distinct_id: request.distinctId,
    groups: request.groups ?? {},
    person_properties: request.personProperties ?? {},
    group_properties: request.groupProperties ?? {},
    $anon_distinct_id: request.anonymousId,
    $device_id: request.deviceId,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    flag_keys_to_evaluate: request.keys,
    geoip_disable: request.disableGeoip ?? false,
    evaluation_runtime: request.runtime,
    evaluation_contexts: request.evaluationContexts,
  }
}
