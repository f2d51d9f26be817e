/**
 * Whether the request was addressed to this machine by a name that only this machine has. A page whose domain an attacker points at
 * 127.0.0.1 (DNS rebinding) is same-origin with the sandbox in the browser's eyes, but its requests still carry its own name.
 */
export function isLocalHost(host: string | null): boolean {
  if (!host) return false
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase()
  return name === 'localhost' || name === '127.0.0.1' || name === '[::1]' || name.endsWith('.localhost')
}
