import { EngineError } from './errors.js'

/** Lets a few tasks run at once; the rest wait in order. */
export interface Semaphore {
  run<TValue>(task: () => Promise<TValue>, signal: AbortSignal): Promise<TValue>
}

/** `size` tasks run, at most `maxWaiting` wait; one more is refused. A task that is aborted while waiting leaves the line. */
export function createSemaphore(size: number, maxWaiting: number): Semaphore {
  let free = size
  const line: (() => void)[] = []

  function enter(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(stopped())
    if (free > 0) {
      free -= 1
      return Promise.resolve()
    }
    if (line.length >= maxWaiting)
      return Promise.reject(
        new EngineError('timeout', `${maxWaiting} queries are waiting already. Try again when some have ended.`),
      )
    return new Promise((resolve, reject) => {
      const turn = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = (): void => {
        line.splice(line.indexOf(turn), 1)
        reject(stopped())
      }
      line.push(turn)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  function exit(): void {
    const next = line.shift()
    if (next) next()
    else free += 1
  }

  return {
    async run(task, signal) {
      await enter(signal)
      try {
        return await task()
      } finally {
        exit()
      }
    },
  }
}

function stopped(): EngineError {
  return new EngineError('cancelled', 'The query was cancelled while it waited for its turn.')
}
