import { toText } from './values.js'

/** Follows the server (Rust crate `semver`), which forgives missing parts and leading zeros that the SDKs refuse. */
interface Version {
  readonly core: readonly [number, number, number]
  readonly pre: readonly string[]
  readonly build: readonly string[]
}

const SUFFIX = /^[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*$/
/** Longer text is no version; also keeps the parts within exact integers. */
const MAX_LENGTH = 256

const strip = (text: string) => text.replace(/^v/, '').trim()

function parsePart(part: string): number | undefined {
  if (!/^\d+$/.test(part)) return undefined
  const value = Number(part)
  return Number.isSafeInteger(value) ? value : undefined
}

function parseSuffix(suffix: string | undefined): readonly string[] | undefined {
  if (suffix === undefined) return []
  return SUFFIX.test(suffix) ? suffix.split('.') : undefined
}

/** `v1.2` is 1.2.0; `undefined` for what is no version. */
export function parseVersion(value: unknown): Version | undefined {
  const text = strip(toText(value))
  if (text.length > MAX_LENGTH) return undefined
  const match = /^([^-+]*)(?:-([^+]*))?(?:\+(.*))?$/s.exec(text)
  if (!match) return undefined
  const parts = (match[1] ?? '').split('.').map(parsePart)
  const pre = parseSuffix(match[2])
  const build = parseSuffix(match[3])
  if (parts.length > 3 || pre === undefined || build === undefined) return undefined
  if (parts.includes(undefined)) return undefined
  const [major = 0, minor = 0, patch = 0] = parts
  return { core: [major, minor, patch], pre, build }
}

function compareIdentifiers(a: string, b: string): number {
  const [left, right] = [parsePart(a), parsePart(b)]
  if (left !== undefined && right !== undefined) return left - right
  if (left !== undefined) return -1
  if (right !== undefined) return 1
  return a < b ? -1 : a > b ? 1 : 0
}

function compareSuffixes(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareIdentifiers(a[i] ?? '', b[i] ?? '')
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareCore(a: Version, b: Version): number {
  return a.core[0] - b.core[0] || a.core[1] - b.core[1] || a.core[2] - b.core[2]
}

/** A release comes after its pre-releases: an empty suffix is the highest. */
function comparePre(a: Version, b: Version): number {
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length
  return compareSuffixes(a.pre, b.pre)
}

/** Negative, zero or positive. Build metadata breaks ties, as in the server's total order. */
export function compareVersions(a: Version, b: Version): number {
  return compareCore(a, b) || comparePre(a, b) || compareSuffixes(a.build, b.build)
}

/** How many leading parts must be equal for `^`: up to and including the first that is not zero. */
function caretDepth({ core }: Version): number {
  const first = core.findIndex(part => part > 0)
  return first === -1 ? 3 : first + 1
}

/** Pre-releases satisfy a range only when it names a pre-release of the same version. */
function inRange(version: Version, from: Version, equalParts: number): boolean {
  if (version.pre.length > 0 && (from.pre.length === 0 || compareCore(version, from) !== 0)) return false
  for (let i = 0; i < equalParts; i++) if (version.core[i] !== from.core[i]) return false
  return (compareCore(version, from) || comparePre(version, from)) >= 0
}

/** `~1.2.3`: the same major and minor, at least this. `undefined` when the filter is no version. */
export function matchesTilde(version: Version, filter: unknown): boolean | undefined {
  const from = parseVersion(filter)
  return from && inRange(version, from, 2)
}

/** `^1.2.3`: at least this, below the next change of the first part that is not zero. */
export function matchesCaret(version: Version, filter: unknown): boolean | undefined {
  const from = parseVersion(filter)
  return from && inRange(version, from, caretDepth(from))
}

/** `*`, `1.*`, `1.2.*`. Stars stand at the end only; a filter without one is read as `^`. */
export function matchesWildcard(version: Version, filter: unknown): boolean | undefined {
  const match = /^((?:\d+\.)*?)[*xX](?:\.[*xX])*$/.exec(strip(toText(filter)))
  if (!match) return matchesCaret(version, filter)
  const parts = (match[1] ?? '').split('.').slice(0, -1)
  const from = parseVersion(parts.join('.') || '0')
  return parts.length > 2 ? undefined : from && inRange(version, from, parts.length)
}
