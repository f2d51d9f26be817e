/** The answers of `/flags` and `/decide`, in hogkit's spelling. https://posthog.com/docs/api/flags */
import { InvalidResponseError } from '../errors/request.js'
import type { FlagDetails, FlagReason, FlagValue, JsonValue } from '../types.js'

/** What an answer says of one flag. */
export type AnsweredFlag = Pick<FlagDetails, 'key' | 'payload'> & {
  readonly value: FlagValue
  readonly reason?: FlagReason | undefined
  readonly id?: number | undefined
  readonly version?: number | undefined
  readonly hasExperiment?: boolean | undefined
}

/** An answer of `/flags` or `/decide`, whatever its version. */
export interface FlagsAnswer {
  readonly flags: readonly AnsweredFlag[]
  /** Keys that the server failed to evaluate: what was known of them stays. */
  readonly failed: readonly string[]
  /** The answer is partial: it adds to what is known. */
  readonly isPartial: boolean
  readonly isQuotaLimited: boolean
  readonly requestId: string | undefined
  readonly evaluatedAt: number | undefined
  /** The properties that `$feature_flag_called` of a flag without an experiment is cut to, where the server allows it. */
  readonly minimalProperties: RegExp | undefined
}

/**
 * As posthog-js, which names them one by one: what experiments, breakdowns and billing need.
 * https://github.com/PostHog/posthog-js/blob/main/packages/core/src/featureFlagUtils.ts
 */
const MINIMAL_PROPERTIES =
  /^(\$(feature_flag(_response|_has_experiment|_id|_version|_reason|_request_id|_evaluated_at|_error)?|groups|process_person_profile|geoip_disable|current_url|pathname|referring_domain|session_id|window_id|lib|lib_version|device_id|is_server)|locally_evaluated|utm_(source|medium|campaign|content|term)|gad_source|mc_cid|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|twclid|li_fat_id|igshid|ttclid|rdt_cid|epik|qclid|sccid|irclid|_kx)$/

interface WireFlag {
  enabled?: boolean
  variant?: string | null
  failed?: boolean
  reason?: { code?: string; condition_index?: number | null; description?: string | null }
  metadata?: { id?: number; version?: number; payload?: unknown; has_experiment?: boolean }
}

interface WireAnswer {
  flags?: Record<string, WireFlag>
  featureFlags?: readonly string[] | Record<string, FlagValue>
  featureFlagPayloads?: Record<string, unknown>
  errorsWhileComputingFlags?: boolean
  quotaLimited?: readonly string[]
  requestId?: string
  evaluatedAt?: number
  minimalFlagCalledEvents?: boolean
}

/**
 * Reads every shape PostHog has served: flags with details (`/flags?v=2`, `/decide?v=4`), values (`v=3`), enabled values (`v=2`),
 * enabled keys (`v=1`), and none at all (a project without flags).
 * @throws {InvalidResponseError} when the text is no such answer.
 */
export function readFlagsAnswer(text: string): FlagsAnswer {
  const answer = parseObject(text)
  const { featureFlags = {}, featureFlagPayloads, requestId } = answer
  const toFlag = (key: string, value: FlagValue, payload: unknown): AnsweredFlag => ({
    key,
    value,
    payload: value ? readPayload(payload) : undefined,
  })
  const flags = Object.entries(answer.flags ?? {})
  return {
    flags: [
      ...flags.flatMap(([key, { failed, enabled = false, variant, reason, metadata }]) =>
        failed
          ? []
          : {
              ...toFlag(key, variant ?? enabled, metadata?.payload),
              reason: readReason(reason),
              id: metadata?.id,
              version: metadata?.version,
              hasExperiment: metadata?.has_experiment,
            },
      ),
      ...(Array.isArray(featureFlags)
        ? featureFlags.map((key: string) => toFlag(key, true, undefined))
        : Object.entries(featureFlags as Record<string, FlagValue>).map(([key, value]) =>
            toFlag(key, value, featureFlagPayloads?.[key]),
          )),
    ],
    failed: flags.flatMap(([key, { failed }]) => (failed ? [key] : [])),
    isPartial: answer.errorsWhileComputingFlags === true,
    isQuotaLimited: answer.quotaLimited?.includes('feature_flags') ?? false,
    requestId,
    evaluatedAt: answer.evaluatedAt,
    minimalProperties: answer.minimalFlagCalledEvents === true ? MINIMAL_PROPERTIES : undefined,
  }
}

function parseObject(text: string): WireAnswer {
  try {
    const answer = JSON.parse(text) as unknown
    if (typeof answer === 'object' && answer) return answer
  } catch {}
  throw new InvalidResponseError(
    'The answer is no flags answer. Does `host` point at PostHog, or at a page of your site?',
  )
}

function readReason(reason: WireFlag['reason']): FlagReason | undefined {
  return (
    reason && {
      code: reason.code ?? '',
      conditionIndex: reason.condition_index ?? undefined,
      description: reason.description ?? undefined,
    }
  )
}

/** Payloads arrive as JSON text; one that is no JSON is text. */
export function readPayload(payload: unknown): JsonValue | undefined {
  if (typeof payload !== 'string') return (payload as JsonValue | null | undefined) ?? undefined
  if (!payload) return undefined
  try {
    return JSON.parse(payload) as JsonValue
  } catch {
    return payload
  }
}
