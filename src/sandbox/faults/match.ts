import type { FaultMatch } from './types.js'

/** A path and everything below it, or a pattern in which `*` is any text. Linear, however many stars there are. */
export function matchesPath(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) {
    const base = pattern.replace(/\/+$/, '')
    return path === base || path.startsWith(`${base}/`)
  }
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop() ?? ''
  if (!path.startsWith(first)) return false
  let at = first.length
  for (const part of rest) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return path.length - last.length >= at && path.endsWith(last)
}

/** Whether a rule may be about the request, as far as its first line tells. */
export function matchesLine(match: FaultMatch | undefined, method: string, path: string): boolean {
  const asked = match?.method?.toUpperCase()
  if (asked === undefined ? method === 'OPTIONS' : asked !== method) return false
  return match?.path === undefined || matchesPath(match.path, path)
}
