import { useEffect, useSyncExternalStore } from 'react'
import type { ComponentProps } from 'react'

export type Pane = 'app' | 'admin'

/** Where both panes are. The address bar holds the front one as its path and the other as `?beside=`. */
export interface Place {
  readonly front: Pane
  readonly app: string
  readonly admin: string
}

const start: Place = { front: 'app', app: '/', admin: '/admin' }
const isAdmin = (path: string) => path === '/admin' || path.startsWith('/admin/')

function parsePlace(href: string): Place {
  const url = new URL(href)
  const front: Pane = isAdmin(url.pathname) ? 'admin' : 'app'
  const back: Pane = front === 'admin' ? 'app' : 'admin'
  const beside = url.searchParams.get('beside')
  const fits = beside !== null && beside.startsWith('/') && isAdmin(beside) === (back === 'admin')
  return { ...start, front, [front]: url.pathname, ...(fits ? { [back]: beside } : {}) }
}

/** The address that shows `to` in front and leaves the other pane where it is. */
export function addressOf(place: Place, to: string): string {
  const front: Pane = isAdmin(to) ? 'admin' : 'app'
  const back: Pane = front === 'admin' ? 'app' : 'admin'
  return place[back] === start[back] ? to : `${to}?${new URLSearchParams({ beside: place[back] })}`
}

const listeners = new Set<() => void>()
let cached: { href: string; place: Place } | undefined

/** Where both panes are now; the same object while neither moved. */
export function currentPlace(): Place {
  if (cached?.href !== location.href) cached = { href: location.href, place: parsePlace(location.href) }
  return cached.place
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/** Goes to a path of either pane. */
export function navigate(to: string): void {
  const address = addressOf(currentPlace(), to)
  if (address !== location.pathname + location.search) history.pushState(null, '', address)
  for (const listener of listeners) listener()
}

export function usePlace(): Place {
  return useSyncExternalStore(subscribe, currentPlace)
}

/**
 * Makes clicks on this site's links change the place instead of loading a page: also those that a component of the
 * library rendered. With a modifier key, a target or another origin a click stays the browser's own.
 */
export function useLinkNavigation(): void {
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (link === null || event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      if (link.origin !== location.origin || link.target !== '' || link.hasAttribute('download')) return
      event.preventDefault()
      navigate(link.pathname)
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [])
}

/** A link to a path of either pane, whose address keeps the other pane where it is. */
export function Link({ to, children, ...props }: ComponentProps<'a'> & { to: string }) {
  return (
    <a {...props} href={addressOf(usePlace(), to)}>
      {children}
    </a>
  )
}

/** A {@link Link} that says with `aria-current` when its pane is there. */
export function NavLink({ to, below = false, ...props }: ComponentProps<typeof Link> & { below?: boolean }) {
  const place = usePlace()
  const at = isAdmin(to) ? place.admin : place.app
  const current = at === to || (below && at.startsWith(`${to}/`))
  return <Link to={to} {...props} aria-current={current ? 'page' : undefined} />
}
