import type { JsonValue } from 'hogkit'

/** A payload is whatever somebody typed into PostHog: each field is looked at before it is used. */
function fieldOf(payload: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined
  return Object.hasOwn(payload, name) ? payload[name] : undefined
}

export function textOf(payload: JsonValue | undefined, name: string): string | undefined {
  const value = fieldOf(payload, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function numberOf(payload: JsonValue | undefined, name: string): number | undefined {
  const value = fieldOf(payload, name)
  return typeof value === 'number' ? value : undefined
}

export function textsOf(payload: JsonValue | undefined, name: string): readonly string[] {
  const value = fieldOf(payload, name)
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}
