/** A map that forgets what was not used for longest. */
export interface Lru<TKey, TValue> {
  get(key: TKey): TValue | undefined
  set(key: TKey, value: TValue): void
}

/** A cache of at most `size` entries. */
export function createLru<TKey, TValue>(size: number): Lru<TKey, TValue> {
  const entries = new Map<TKey, TValue>()
  return {
    get(key) {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size > size) {
        const oldest = entries.keys().next()
        if (!oldest.done) entries.delete(oldest.value)
      }
    },
  }
}
