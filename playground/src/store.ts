import { useSyncExternalStore } from 'react'

interface Kept<TValue> {
  readonly key: string
  readonly area: 'localStorage' | 'sessionStorage'
  /** Whether what storage held is a value of today. */
  readonly accepts: (value: unknown) => value is TValue
}

/** A value outside of React that components subscribe to, kept over reloads where storage allows it. */
export function createStore<TValue>(initial: TValue, kept?: Kept<TValue>) {
  const listeners = new Set<() => void>()
  let value = read(initial, kept)

  const get = () => value
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    get,
    set: (next: TValue) => {
      value = next
      if (kept) write(kept, next)
      for (const listener of listeners) listener()
    },
    use: () => useSyncExternalStore(subscribe, get),
  }
}

function read<TValue>(initial: TValue, kept: Kept<TValue> | undefined): TValue {
  if (!kept) return initial
  try {
    const stored: unknown = JSON.parse(window[kept.area].getItem(kept.key) ?? 'null')
    return kept.accepts(stored) ? stored : initial
  } catch {
    return initial
  }
}

function write<TValue>({ key, area }: Kept<TValue>, value: TValue): void {
  try {
    window[area].setItem(key, JSON.stringify(value))
  } catch {
    // Private windows may refuse storage: the value then lasts as long as the page.
  }
}

/** An `accepts` for one of a few words. */
export function oneOf<TValue extends string>(...words: readonly TValue[]) {
  return (value: unknown): value is TValue => words.some(word => word === value)
}
