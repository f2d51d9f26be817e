/** Whether the runtime believes to be online; a runtime that does not know is. */
export function isOnline(): boolean {
  const navigator = globalThis.navigator as Partial<Navigator> | undefined
  return navigator?.onLine !== false
}
