/** Seeded randomness: the same seed and labels give the same numbers on every machine. Not for secrets. */
export interface Random {
  /** 0 <= x < 1 */
  next(): number
  /** A whole number, both ends included. */
  int(min: number, max: number): number
  /** True with this probability, 0..1. */
  chance(probability: number): boolean
  pick<TItem>(items: readonly TItem[]): TItem
  /** Picks by weight; weights need no particular sum. */
  weighted<TItem extends { readonly weight: number }>(items: readonly TItem[]): TItem
  /** Mostly near `median`, sometimes much larger, as waiting times and file sizes are. */
  logNormal(median: number, spread: number): number
  /** A UUIDv7 of this time, ms since 1970. */
  uuid(time: number): string
}

/** FNV-1a: spreads labels that differ in one character over all seeds. */
function hashLabel(seed: number, label: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193) >>> 0
  return hash
}

/** Marsaglia's xorshift with a Weyl sequence: 32 bits a step, small and quick. */
function createWords(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  let weyl = seed >>> 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    weyl = (weyl + 0x6d2b79f5) >>> 0
    let mixed = (state + weyl) >>> 0
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b) >>> 0
    return (mixed ^ (mixed >>> 13)) >>> 0
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}

function toUuid(time: number, word: () => number): string {
  const stamp = hex(time, 12)
  const [a, b, c] = [word(), word(), word()]
  const variant = hex(0x8000 | (a & 0x3fff), 4)
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex(a >>> 20, 3)}-${variant}-${hex(b, 8)}${hex(c >>> 16, 4)}`
}

function pickFrom<TItem>(items: readonly TItem[], position: number): TItem {
  const item = items[Math.floor(position * items.length)]
  if (item === undefined) throw new RangeError('Nothing to pick from: the list is empty.')
  return item
}

/** A stream of its own for each label, so that more of one thing does not change another. */
export function createRandom(seed: number, label: string): Random {
  const word = createWords(hashLabel(seed, label))
  const next = () => word() / 2 ** 32
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: probability => next() < probability,
    pick: items => pickFrom(items, next()),
    weighted(items) {
      let left = next() * items.reduce((sum, { weight }) => sum + weight, 0)
      return items.find(({ weight }) => (left -= weight) < 0) ?? pickFrom(items, 0)
    },
    logNormal(median, spread) {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return median * Math.exp(spread * normal)
    },
    uuid: time => toUuid(time, word),
  }
}
