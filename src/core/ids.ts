/** Random bits fetched at once: a call for each id costs more than all the rest of making it. */
const POOL = 512

/**
 * Makes UUIDv7s: PostHog partitions by their time, the queue sorts by them. Written here because the `uuid` package is 5 % of
 * what a browser loads of hogkit, and rises within one ms only at the system's clock.
 * https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7
 * @returns gives an id of the moment it is told, by default the client's now.
 */
export function createIds(now: () => number): (at?: number) => string {
  const pool = new Uint16Array(POOL)
  let used = POOL
  let last = 0
  let count = 0
  let time = ''

  function random(): number {
    if (used === POOL) {
      crypto.getRandomValues(pool)
      used = 0
    }
    return pool[used++] ?? 0
  }

  return (at = now()) => {
    const ms = Math.trunc(at)
    if (ms === last) count++
    else {
      count = 0
      last = ms
      const digits = hex(ms, 12)
      time = `${digits.slice(0, 8)}-${digits.slice(8)}`
    }
    // The counter fills the 12 bits of rand_a, so that ids of one ms sort by capture.
    const version = ((count & 0xfff) | 0x7000).toString(16)
    const variant = ((random() & 0x3fff) | 0x8000).toString(16)
    return `${time}-${version}-${variant}-${hex(random())}${hex(random())}${hex(random())}`
  }
}

function hex(value: number, length = 4): string {
  return value.toString(16).padStart(length, '0')
}

/** What PostHog refuses as a person's id, in any case and quoted or not; see {@link isPersonId}. */
const ILLEGAL =
  /^\s*(["']?)\s*(anonymous|guest|distinct_?id|id|not_authenticated|email|undefined|true|false|null|none|nan|0|\[object object\])\s*\1\s*$/i

/**
 * Whether PostHog would merge and keep this id. A little stricter than its list (`none`, `null` and `NaN` in any case): such
 * ids come from bugs, and put unrelated visitors into one person. https://posthog.com/docs/product-analytics/identify
 */
export function isPersonId(id: unknown): boolean {
  return isName(id) && !ILLEGAL.test(id)
}

/** Whether this can name anything: text, and not only blanks or quotes. */
export function isName(id: unknown): id is string {
  return typeof id === 'string' && /[^\s"']/.test(id)
}

/** Whether PostHog accepts this as an event's uuid. */
export function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
}

/** When a UUIDv7 was made, ms since 1970; `undefined` for anything else. */
export function timeOfUuid7(id: unknown): number | undefined {
  const text = String(id)
  return isUuid(text) && /^.{14}7.{4}[89ab]/i.test(text) ? Number.parseInt(text.replace('-', ''), 16) : undefined
}
