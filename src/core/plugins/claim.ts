import type { HogkitClient } from '../types.js'

/**
 * Lets one of several plugins of a kind act for a client: given twice, they would tell everything twice.
 * @returns the undo, or `undefined` when another was first.
 */
export function claim(claims: WeakSet<HogkitClient>, client: HogkitClient): (() => void) | undefined {
  if (claims.has(client)) return undefined
  claims.add(client)
  return () => void claims.delete(client)
}

/** Whether this is a page: plugins for pages do nothing elsewhere. */
export function isPage(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined'
}
