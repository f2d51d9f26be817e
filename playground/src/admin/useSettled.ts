import { useEffect, useState } from 'react'

/** The value once it has stayed the same for a while: a search asks when typing pauses, not at every key. */
export function useSettled<TValue>(value: TValue, delayMs: number): TValue {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(setSettled, delayMs, value)
    return () => clearTimeout(timer)
  }, [value, delayMs])
  return settled
}
