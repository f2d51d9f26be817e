/** Runs tasks one after another, in the order they came; a failing one does not stop the next. */
export function createMutex(): <TResult>(task: () => Promise<TResult>) => Promise<TResult> {
  let last: Promise<unknown> = Promise.resolve()
  return task => {
    const result = last.then(task)
    last = result.catch(() => undefined)
    return result
  }
}
