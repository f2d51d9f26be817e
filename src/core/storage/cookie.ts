/** PostHog's own cookie lifetime: one year. */
const COOKIE_SECONDS = 31_536_000
/** Browsers drop a cookie over 4 kB without a word. */
const MAX_COOKIE_CHARS = 3800

export function readCookie(key: string): string | undefined {
  const found = document.cookie.split('; ').find(pair => pair.startsWith(`${key}=`))
  return found && decodeURIComponent(found.slice(key.length + 1))
}

/**
 * Writes a cookie; an empty value removes it.
 * @returns whether it fits. One that does not is removed: an older value left there would be taken for this one.
 */
export function writeCookie(key: string, value: string): boolean {
  const text = encodeURIComponent(value)
  const fits = text.length < MAX_COOKIE_CHARS
  document.cookie = formatCookie(key, fits ? text : '', location.protocol === 'https:')
  return fits
}

/** A cookie as `Set-Cookie` and `document.cookie` take it. */
export function formatCookie(key: string, text: string, isSecure: boolean): string {
  return `${key}=${text}; max-age=${text ? COOKIE_SECONDS : 0}; path=/; samesite=lax${isSecure ? '; secure' : ''}`
}
