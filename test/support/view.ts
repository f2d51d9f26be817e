import { act } from '@testing-library/react'
import { vi } from 'vitest'

/** The browser's own, also while a test counts those of the page. */
const Observer = globalThis.IntersectionObserver

/** Until the browser has told its observers: all are told in one step of a frame, so a new one of ours sees it pass. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await new Promise<void>(resolve => {
      const observer = new Observer(() => {
        observer.disconnect()
        resolve()
      })
      observer.observe(document.body)
    })
  }
}
/** Dwell times pass when a test says so: `pass(400)`. */
export const holdTime = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
export const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
