import { cleanText, cutText, isJsonObject, type JsonObject, objectOrEmpty, parseLooseJson } from '../json.js'
import { CaptureError } from '../capture/errors.js'

const maxDistinctIdLength = 200

/** A flags request, in our spelling. */
export interface FlagsRequest {
  readonly distinctId: string
  readonly anonDistinctId: string | undefined
  readonly deviceId: string | undefined
  readonly personProperties: JsonObject
  readonly groups: Readonly<Record<string, string>>
  readonly groupProperties: Readonly<Record<string, JsonObject>>
  readonly flagKeys: readonly string[] | undefined
  readonly disableFlags: boolean
  /** `undefined` where nobody knows: then flags for one side only are left out. */
  readonly runtime: string | undefined
  readonly evaluationContexts: readonly string[]
}

/** The JSON of a flags request. NaN and Infinity are read as null. */
export function parseFlagsBody(text: string): JsonObject {
  if (text.trim() === '') return {}
  let body: unknown
  try {
    body = parseLooseJson(text)
  } catch (error) {
    throw new CaptureError(400, `Failed to decode request: ${error instanceof Error ? error.message : 'invalid JSON'}`)
  }
  if (!isJsonObject(body)) throw new CaptureError(400, 'Failed to decode request: expected a JSON object')
  return body
}

/** The project token of a flags request; 401 as PostHog words it when there is none. */
export function flagsToken(body: JsonObject): string {
  const token = body['token'] ?? body['api_key'] ?? body['$token']
  if (typeof token === 'string' && token.trim() !== '') return token.trim()
  throw new CaptureError(
    401,
    'No API token provided. Please include a valid API token in your request. For more information, visit https://posthog.com/docs/api',
  )
}

/** @param detected the side that the request seems to come from, for one that does not say. */
export function readFlagsRequest(body: JsonObject, detected: string | undefined): FlagsRequest {
  const personProperties = objectOrEmpty(body['person_properties'] ?? body['$properties'])
  const keys = body['flag_keys_to_evaluate'] ?? body['flag_keys']
  const groupProperties = Object.entries(objectOrEmpty(body['group_properties']))
  return {
    distinctId: distinctId(body),
    anonDistinctId: optionalText(body['$anon_distinct_id']),
    deviceId: optionalText(body['$device_id']) ?? optionalText(personProperties['$device_id']),
    personProperties,
    groups: readGroups(body['groups'] ?? body['$groups']),
    groupProperties: Object.fromEntries(groupProperties.map(([type, value]) => [type, objectOrEmpty(value)])),
    flagKeys: Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : undefined,
    disableFlags: body['disable_flags'] === true,
    runtime: optionalText(body['evaluation_runtime'])?.toLowerCase() ?? detected,
    evaluationContexts: textList(body['evaluation_contexts'] ?? body['evaluation_environments']),
  }
}

function distinctId(body: JsonObject): string {
  const value = body['distinct_id'] ?? body['$distinct_id']
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new CaptureError(400, 'The distinct_id field is missing from the request. Please include a valid identifier.')
  }
  return cutText(cleanText(String(value)), maxDistinctIdLength)
}

function readGroups(value: unknown): Record<string, string> {
  const pairs = Object.entries(objectOrEmpty(value))
  return Object.fromEntries(
    pairs.flatMap(([type, key]) => (typeof key === 'string' || typeof key === 'number' ? [[type, String(key)]] : [])),
  )
}

function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}
