import { HOUR, MINUTE } from './calendar.js'
import { APP_HOST, type Page } from './catalogue/product.js'
import { DIRECT, type Source } from './catalogue/sources.js'
import type { Random } from './random.js'
import type { DemoEvent } from './types.js'
import type { Visitor } from './visitor.js'

/** From here on a session hurries to its end. */
const MAX_SESSION = HOUR
/** Shorter than PostHog's 30 minutes of idleness, which would end the session. */
const MAX_PAUSE = 8 * MINUTE

/** One visit: keeps the clock, the page and the session id, and writes events. */
export interface Session {
  /** Where the clock stands, ms since 1970. */
  readonly time: number
  readonly visitor: Visitor
  /** From now on events belong to this visitor: a sign-up or sign-in. */
  become(visitor: Visitor): void
  /** Leaves the current page and opens another. */
  open(page: Page): void
  track(event: string, properties?: Readonly<Record<string, unknown>>): void
  /** Lets time pass. */
  pause(medianSeconds: number): void
  /** Leaves the last page. */
  end(): void
}

export interface SessionOptions {
  readonly random: Random
  readonly start: number
  /** Nothing is written after this. */
  readonly now: number
  readonly visitor: Visitor
  readonly source?: Source
  readonly sink: (event: DemoEvent) => void
}

/** What every event looks like, in sessions and from servers. */
export function toDemoEvent(
  uuid: string,
  event: string,
  time: number,
  visitor: Visitor,
  properties: DemoEvent['properties'],
): DemoEvent {
  return {
    uuid,
    event,
    distinctId: visitor.distinctId,
    personUuid: visitor.personUuid,
    timestamp: new Date(time).toISOString(),
    properties,
    personProperties: visitor.personProperties,
    personMode: visitor.personMode,
    groups: visitor.groups,
  }
}

function pageProperties(
  page: Page,
  referrer: string,
  domain: string,
  utm: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const query = Object.keys(utm).length === 0 ? '' : `?${new URLSearchParams(utm).toString()}`
  return {
    $current_url: `https://${page.host}${page.path}${query}`,
    $host: page.host,
    $pathname: page.path,
    title: page.title,
    $referrer: referrer,
    $referring_domain: domain,
    ...utm,
  }
}

export function createSession({ random, start, now, visitor: first, source = DIRECT, sink }: SessionOptions): Session {
  const ids = { $session_id: random.uuid(start), $window_id: random.uuid(start) }
  let visitor = first
  let time = start
  let page: { readonly properties: Record<string, unknown>; readonly openedAt: number } | undefined

  const track = (event: string, properties?: Readonly<Record<string, unknown>>) => {
    if (time > now) return
    const all = { ...visitor.eventProperties, ...page?.properties, ...ids, ...properties }
    sink(toDemoEvent(random.uuid(time), event, time, visitor, all))
    // No two events of a session share a time, so their order survives sorting.
    time += random.int(2, 30)
  }
  const leave = (next?: Page) => {
    // Pages of the app change without being left; of the rest browsers lose some: tabs are killed, phones sleep.
    const stays = page?.properties['$host'] === APP_HOST && next?.host === APP_HOST
    if (page && !stays && random.chance(0.8)) {
      const { $pathname } = page.properties
      track('$pageleave', {
        $prev_pageview_pathname: $pathname,
        $prev_pageview_duration: (time - page.openedAt) / 1000,
      })
    }
  }
  const open = (next: Page) => {
    const before = page?.properties
    leave(next)
    time += random.int(40, 400)
    const properties = before
      ? pageProperties(next, String(before['$current_url']), String(before['$host']), {})
      : pageProperties(next, source.referrer, source.domain, source.utm)
    page = { properties, openedAt: time }
    track('$pageview')
  }

  return {
    get time() {
      return time
    },
    get visitor() {
      return visitor
    },
    become(next) {
      visitor = next
    },
    open,
    track,
    pause(medianSeconds) {
      const wanted = Math.min(MAX_PAUSE, Math.max(400, random.logNormal(medianSeconds * 1000, 0.8)))
      time += Math.round(time - start > MAX_SESSION ? Math.min(wanted, 3000) : wanted)
    },
    end() {
      leave()
      page = undefined
    },
  }
}
