import { json } from '../http/respond.js'
import { isJsonObject, type JsonObject } from '../json.js'
import { isCaptureRoute, isFlagRoute } from './routes.js'
import type { QuotaFault } from './types.js'

const ofCapture = ({ quotaLimited }: QuotaFault) => quotaLimited.filter(resource => resource !== 'feature_flags')

/** Whether the fault changes anything at this path. */
export function quotaApplies(fault: QuotaFault, path: string): boolean {
  if (isCaptureRoute(path)) return ofCapture(fault).length > 0
  return isFlagRoute(path) && fault.quotaLimited.includes('feature_flags')
}

/** The answer to events that are dropped; `undefined` when they are taken. */
export function quotaDrop(fault: QuotaFault, path: string): Response | undefined {
  if (!isCaptureRoute(path) || !fault.quotaLimited.includes('events')) return undefined
  return json({ status: 'Ok', quota_limited: ofCapture(fault) })
}

/** The answer of a request that was processed, as a project over its quota gets it. */
export async function withQuota(fault: QuotaFault, path: string, response: Response): Promise<Response> {
  // A beacon's 204 has no body to say it in.
  if (response.status !== 200) return response
  const body: unknown = await response.json()
  if (!isJsonObject(body)) return response
  return json(isFlagRoute(path) ? withoutFlags(body) : { ...body, quota_limited: ofCapture(fault) })
}

/** Empties whichever of the shapes of `/flags` and `/decide` it is. */
function withoutFlags(body: JsonObject): JsonObject {
  const empty: JsonObject = {}
  for (const name of ['flags', 'featureFlags', 'featureFlagPayloads']) {
    if (name in body) empty[name] = Array.isArray(body[name]) ? [] : {}
  }
  return { ...body, ...empty, quotaLimited: ['feature_flags'] }
}
