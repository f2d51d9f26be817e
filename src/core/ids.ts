/**
 * Makes UUIDv7s at the client's own clock: PostHog partitions by their time, the queue sorts by them. Written here because the
 * `uuid` package is 5 % of what a browser loads of hogkit, and rises within one ms only at the system's clock.
 * https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7
 */
export function createIds(now: () => number): () => string {
  let last = 0
  let count = 0
  return () => {
    const ms = Math.trunc(now())
    count = ms === last ? count + 1 : 0
    last = ms
    const [variant = 0, ...node] = crypto.getRandomValues(new Uint16Array(4))
    const time = hex(ms, 12)
    // The counter fills the 12 bits of rand_a, so that ids of one ms sort by capture.
    const fields = [time.slice(0, 8), time.slice(8), hex((count & 0xfff) | 0x7000), hex((variant & 0x3fff) | 0x8000)]
    return [...fields, node.map(bits => hex(bits)).join('')].join('-')
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
