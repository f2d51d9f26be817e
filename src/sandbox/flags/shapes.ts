import type { FlagEvaluation } from '../../core/flags/evaluation/index.js'
import type { JsonObject } from '../json.js'

/** What one answer is made of. */
export interface FlagsAnswer {
  readonly results: readonly FlagEvaluation[]
  readonly requestId: string
  /** ms since 1970. */
  readonly evaluatedAt: number
  /** Flag id to its description. */
  readonly descriptions: ReadonlyMap<number, string>
}

const valueOf = ({ enabled, variant }: FlagEvaluation): boolean | string =>
  enabled && variant !== null ? variant : enabled
const hasFailed = (results: readonly FlagEvaluation[]) => results.some(result => result.failed === true)

/** `/flags?v=2`, `/decide?v=4`: everything about each flag. */
export function detailedShape({ results, requestId, evaluatedAt, descriptions }: FlagsAnswer): JsonObject {
  const entries = results.map(result => [
    result.key,
    {
      key: result.key,
      enabled: result.enabled,
      variant: result.variant,
      reason: {
        code: result.reason.code,
        condition_index: result.reason.conditionIndex,
        description: result.reason.description,
      },
      metadata: {
        id: result.id,
        version: result.version,
        description: descriptions.get(result.id) || null,
        payload: result.payload,
      },
      ...(result.failed ? { failed: true } : {}),
    },
  ])
  return {
    errorsWhileComputingFlags: hasFailed(results),
    flags: Object.fromEntries(entries),
    requestId,
    evaluatedAt,
  }
}

/** `/flags` without a version, `/decide?v=3`: values and parsed payloads, off ones too. */
export function valuesShape({ results, requestId }: FlagsAnswer): JsonObject {
  const withPayload = results.filter(result => result.payload !== null)
  return {
    errorsWhileComputingFlags: hasFailed(results),
    featureFlags: Object.fromEntries(results.map(result => [result.key, valueOf(result)])),
    featureFlagPayloads: Object.fromEntries(withPayload.map(result => [result.key, parsed(result.payload)])),
    requestId,
  }
}

/** `/decide?v=2`: only flags that are on, with their variants. */
export function enabledShape({ results }: FlagsAnswer): JsonObject {
  const enabled = results.filter(result => result.enabled)
  return { featureFlags: Object.fromEntries(enabled.map(result => [result.key, valueOf(result)])) }
}

/** `/decide` without a version: the names of flags that are on. */
export function namesShape({ results }: FlagsAnswer): JsonObject {
  return { featureFlags: results.filter(result => result.enabled).map(result => result.key) }
}

function parsed(payload: string | null): unknown {
  try {
    return JSON.parse(payload ?? 'null')
  } catch {
    return payload
  }
}
