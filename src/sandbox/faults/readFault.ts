import type { JsonObject } from '../json.js'
import { checkBoolean, checkKeys, checkWhole, objectAt, refuse } from './checks.js'

const maxDelayMs = 600_000
const maxBodyLength = 1_000_000
const quotaResources = ['events', 'recordings', 'feature_flags']

/** The key that tells what kind of fault it is, and the keys that may stand beside it. */
const kinds = {
  status: ['body', 'retryAfter', 'delayMs'],
  cut: ['browserResend', 'delayMs', 'delayAfterMs'],
  answerLost: ['body', 'retryAfter', 'delayMs', 'delayAfterMs'],
  maxBodyBytes: ['body', 'retryAfter', 'delayMs'],
  quotaLimited: ['delayMs', 'delayAfterMs'],
  hang: [],
  delayMs: ['delayAfterMs'],
  delayAfterMs: [],
} as const

const kindNames = Object.keys(kinds) as (keyof typeof kinds)[]

/** @throws SandboxError `invalid_fault` that names the key */
export function checkFault(value: unknown, place: string): void {
  const fault = objectAt(value, place)
  const known = [...new Set(Object.entries(kinds).flatMap(([kind, keys]) => [kind, ...keys]))]
  checkKeys(fault, known, place)
  const kind = kindNames.find(name => fault[name] !== undefined)
  if (!kind) return refuse(`${place} must name one of: ${kindNames.join(', ')}.`)
  checkKeys(fault, [kind, ...kinds[kind]], `${place} (a "${kind}" fault)`)
  checkKind(fault, place)
  checkWhole(fault['delayMs'], `${place}.delayMs`, { min: 0, max: maxDelayMs })
  checkWhole(fault['delayAfterMs'], `${place}.delayAfterMs`, { min: 0, max: maxDelayMs })
  checkRetryAfter(fault['retryAfter'], `${place}.retryAfter`)
  checkBody(fault, place)
}

function checkKind(fault: JsonObject, place: string): void {
  checkWhole(fault['status'], `${place}.status`, { min: 200, max: 599 })
  checkWhole(fault['answerLost'], `${place}.answerLost`, { min: 400, max: 599 })
  checkWhole(fault['maxBodyBytes'], `${place}.maxBodyBytes`, { min: 0 })
  checkBoolean(fault['browserResend'], `${place}.browserResend`)
  if (fault['cut'] !== undefined && fault['cut'] !== 'before' && fault['cut'] !== 'after') {
    refuse(`${place}.cut must be "before" or "after".`)
  }
  if (fault['hang'] !== undefined && fault['hang'] !== true) refuse(`${place}.hang must be true.`)
  const quota = fault['quotaLimited']
  if (quota !== undefined && !(Array.isArray(quota) && quota.length > 0 && quota.every(isQuotaResource))) {
    refuse(`${place}.quotaLimited must be a list of some of: ${quotaResources.join(', ')}.`)
  }
}

const isQuotaResource = (value: unknown) => typeof value === 'string' && quotaResources.includes(value)

function checkRetryAfter(value: unknown, place: string): void {
  if (value === undefined) return
  if (typeof value === 'number') return checkWhole(value, place, { min: 0 })
  if (typeof value === 'string') {
    if (Number.isNaN(Date.parse(value))) refuse(`${place} is no date: use ISO 8601, an HTTP date, or { "raw": "…" }.`)
    return
  }
  const object = objectAt(value, place)
  checkKeys(object, ['inSeconds', 'raw'], place)
  const { inSeconds, raw } = object
  if ((inSeconds === undefined) === (raw === undefined)) refuse(`${place} must have either "inSeconds" or "raw".`)
  if (inSeconds !== undefined && !(typeof inSeconds === 'number' && Math.abs(inSeconds) <= 1e9)) {
    refuse(`${place}.inSeconds must be a number of seconds.`)
  }
  if (raw !== undefined && !(typeof raw === 'string' && /^[\x20-\x7e]{1,200}$/.test(raw))) {
    refuse(`${place}.raw must be 1 to 200 printable ASCII characters.`)
  }
}

function checkBody(fault: JsonObject, place: string): void {
  if (fault['body'] === undefined) return
  if (fault['status'] === 204 || fault['status'] === 205 || fault['status'] === 304) {
    refuse(`${place}.body cannot go with status ${fault['status']}, which has none.`)
  }
  const length = jsonLength(fault['body'])
  if (length === undefined || length > maxBodyLength) refuse(`${place}.body must be text or JSON of at most 1 MB.`)
}

/** `undefined` for what is no JSON. */
function jsonLength(value: unknown): number | undefined {
  try {
    return JSON.stringify(value)?.length
  } catch {
    return undefined
  }
}
