import type { HogkitClient } from '../types.js'

const captured = new WeakMap<HogkitClient, WeakMap<object, string | undefined>>()

/**
 * Captures an error once for each client, however many places see it on its way: a React error boundary, React's root and
 * `window.onerror` get the very same object. Gives the event's uuid, also to whoever comes later.
 *
 * Values that are no objects (`throw 'text'`) have no identity and are captured every time.
 */
export function captureOnce(
  client: HogkitClient,
  error: unknown,
  capture: () => string | undefined,
): string | undefined {
  if (typeof error !== 'object' || error === null) return capture()
  let known = captured.get(client)
  if (!known) captured.set(client, (known = new WeakMap()))
  if (known.has(error)) return known.get(error)
  const uuid = capture()
  known.set(error, uuid)
  return uuid
}
