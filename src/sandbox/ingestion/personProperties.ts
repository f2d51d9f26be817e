import { isJsonObject, type JsonObject, objectOrEmpty } from '../json.js'

/** Event properties that also become properties of the person, and `$initial_…` ones of the first time. */
const autoset = new Set([
  '$app_build',
  '$app_name',
  '$app_namespace',
  '$app_version',
  '$browser',
  '$browser_version',
  '$current_url',
  '$device_type',
  '$os',
  '$os_version',
  '$pathname',
  '$referrer',
  '$referring_domain',
  'fbclid',
  'gad_source',
  'gbraid',
  'gclid',
  'msclkid',
  'utm_campaign',
  'utm_content',
  'utm_medium',
  'utm_source',
  'utm_term',
  'wbraid',
])

/** Adds to `$set` and `$set_once` what PostHog copies from an event to its person. What the event sets itself wins. */
export function withAutosetProperties(properties: JsonObject): JsonObject {
  const found = Object.entries(properties).filter(([name]) => autoset.has(name))
  if (found.length === 0) return properties
  const initial = found.map(([name, value]) => [`$initial_${name.replace('$', '')}`, value])
  return {
    ...properties,
    $set: { ...Object.fromEntries(found), ...objectOrEmpty(properties['$set']) },
    $set_once: { ...Object.fromEntries(initial), ...objectOrEmpty(properties['$set_once']) },
  }
}

/**
 * A person's properties after an event. `$set` beats `$set_once` on the same key, `$set_once` writes only absent keys, `$unset` lists keys.
 * Gives the same object back when nothing changed. Built with spreads only, so a key named `__proto__` stays plain data.
 */
export function applyPersonUpdates(current: JsonObject, event: JsonObject): JsonObject {
  const set = objectOrEmpty(event['$set'])
  const setOnce = Object.entries(objectOrEmpty(event['$set_once'])).filter(([name]) => !Object.hasOwn(current, name))
  const unset = new Set(Array.isArray(event['$unset']) ? event['$unset'].map(String) : [])
  const merged: JsonObject = { ...current, ...Object.fromEntries(setOnce), ...set }
  const next = unset.size === 0 ? merged : Object.fromEntries(Object.entries(merged).filter(([key]) => !unset.has(key)))
  return sameProperties(current, next) ? current : next
}

function sameProperties(left: JsonObject, right: JsonObject): boolean {
  const keys = Object.keys(right)
  if (keys.length !== Object.keys(left).length) return false
  return keys.every(key => Object.hasOwn(left, key) && sameValue(left[key], right[key]))
}

function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (!isJsonObject(left) && !Array.isArray(left)) return false
  return JSON.stringify(left) === JSON.stringify(right)
}
