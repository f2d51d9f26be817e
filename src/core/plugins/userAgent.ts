import type { Properties } from '../types.js'

/** In order: every browser names those it derives from. `[name, pattern with the version]`. */
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Facebook Mobile', /FBAV\/([\d.]+)/],
  ['Opera', /(?:OPR|Opera|OPiOS|OPT)\/([\d.]+)/],
  ['Microsoft Edge', /Edg(?:e|A|iOS)?\/([\d.]+)/],
  ['Samsung Internet', /SamsungBrowser\/([\d.]+)/],
  ['UC Browser', /UCBrowser\/([\d.]+)/],
  ['Firefox iOS', /FxiOS\/([\d.]+)/],
  ['Firefox', /Firefox\/([\d.]+)/],
  ['Chrome iOS', /CriOS\/([\d.]+)/],
  ['Chrome', /(?:Headless)?Chrome\/([\d.]+)/],
  ['Android Mobile', /Android.*Version\/([\d.]+)/],
  ['Mobile Safari', /Version\/([\d.]+).*Mobile.*Safari/],
  ['Safari', /Version\/([\d.]+).*Safari/],
  ['Internet Explorer', /(?:MSIE |Trident.*rv:)([\d.]+)/],
]

const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['Windows', /Windows (?:NT|Phone)? ?([\d.]+)?/],
  ['iOS', /(?:iPhone|iPad|iPod).*? OS ([\d_]+)/],
  ['Android', /Android ?([\d.]+)?/],
  ['Chrome OS', /CrOS \S+ ([\d.]+)/],
  ['Mac OS X', /Mac OS X ?([\d_.]+)?/],
  ['Linux', /Linux()/],
]

/** Marketing names of Windows, as PostHog stores them. */
const WINDOWS: Record<string, string> = { '10.0': '10', '6.3': '8.1', '6.2': '8', '6.1': '7' }

/**
 * What a user agent tells of browser, system and device, in PostHog's words.
 * @param isTouch tells an iPad from the Mac it claims to be.
 */
export function readUserAgent(userAgent: string, isTouch: boolean): Properties {
  const [browser, version] = match(BROWSERS, userAgent)
  const isDisguisedIpad = isTouch && /Macintosh/.test(userAgent)
  const [system, systemVersion] = isDisguisedIpad ? ['iOS'] : match(SYSTEMS, userAgent)
  return {
    $browser: browser,
    // A number, so that insights can compare versions.
    $browser_version: version === undefined ? undefined : Number.parseFloat(version),
    $os: system,
    $os_version: system === 'Windows' ? WINDOWS[systemVersion ?? ''] : systemVersion?.replaceAll('_', '.') || undefined,
    $device: isDisguisedIpad ? 'iPad' : /iPhone|iPad|iPod/.exec(userAgent)?.[0],
    $device_type: toDeviceType(userAgent, isDisguisedIpad),
  }
}

function match(patterns: readonly (readonly [string, RegExp])[], userAgent: string): [name?: string, version?: string] {
  for (const [name, pattern] of patterns) {
    const found = pattern.exec(userAgent)
    if (found) return found[1] === undefined ? [name] : [name, found[1]]
  }
  return []
}

function toDeviceType(userAgent: string, isDisguisedIpad: boolean): string {
  if (isDisguisedIpad || /iPad|Tablet|Silk|Kindle/.test(userAgent)) return 'Tablet'
  if (/TV|BRAVIA|Roku/.test(userAgent)) return 'TV'
  if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? 'Mobile' : 'Tablet'
  return /Mobi|iPhone|iPod/.test(userAgent) ? 'Mobile' : 'Desktop'
}
