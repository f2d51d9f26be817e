import { createIds } from '../ids.js'

const ID = 'hogkit_window_id'
const OPEN = 'hogkit_window_open'

let own: string | undefined

/**
 * Names the tab, over reloads and navigations, as PostHog's `$window_id` does. A tab that was duplicated or opened by a script begins
 * with a copy of the other's session storage, where it reads that the other is open: then it takes a name of its own. Where there is no
 * storage each page is one.
 */
export function windowId(): string {
  if (own !== undefined) return own
  own = read() ?? createIds(Date.now)()
  const open = (): void => write(own)
  open()
  globalThis.addEventListener?.('pageshow', open)
  globalThis.addEventListener?.('pagehide', close)
  return own
}

function read(): string | undefined {
  try {
    return sessionStorage.getItem(OPEN) ? undefined : (sessionStorage.getItem(ID) ?? undefined)
  } catch {
    return undefined
  }
}

function write(id = ''): void {
  try {
    sessionStorage.setItem(ID, id)
    sessionStorage.setItem(OPEN, '1')
  } catch {
    // Denied or full: the name is this page's.
  }
}

function close(): void {
  try {
    sessionStorage.removeItem(OPEN)
  } catch {}
}
