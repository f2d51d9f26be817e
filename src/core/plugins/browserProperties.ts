import type { HogkitClient, Plugin, PluginStorage, Properties } from '../types.js'
import { isPage } from './claim.js'
import { readUserAgent } from './userAgent.js'
import { windowId } from './windowId.js'

/** Campaign parameters that PostHog keeps. https://posthog.com/docs/data/utm-segmentation */
const CAMPAIGN_PARAMETERS =
  'utm_source utm_medium utm_campaign utm_content utm_term gad_source mc_cid gclid gclsrc dclid gbraid wbraid fbclid msclkid twclid li_fat_id igshid ttclid rdt_cid epik qclid sccid irclid _kx'.split(
    ' ',
  )
const MAX_USER_AGENT = 1000

/** Search engines by what their address contains, and the parameter of their query. */
const SEARCH_ENGINES: readonly (readonly [name: string, host: RegExp, parameter: string])[] = [
  ['google', /(^|\.)google\./, 'q'],
  ['bing', /(^|\.)bing\.com$/, 'q'],
  ['yahoo', /(^|\.)yahoo\.com$/, 'p'],
  ['duckduckgo', /(^|\.)duckduckgo\.com$/, 'q'],
]
const ENTRY = 'session_entry'
const ENTRY_PREFIX = '$session_entry_'

/**
 * Adds page, tab, referrer, campaign, search engine, browser, device and locale to every event, and with which page the session began
 * (`$session_entry_*`), under PostHog's own names. The visitor's first page goes into their profile once (`$initial_*`). Adds
 * nothing outside a browser. https://posthog.com/docs/product-analytics/events#default-properties
 */
export function browserProperties(): Plugin {
  let device: Properties | undefined
  let page: Properties | undefined
  let view: readonly unknown[] = []
  let all: Properties = {}
  let sessionId: string | undefined
  let entry: Properties = {}
  let source: { readonly client: HogkitClient; readonly storage: PluginStorage } | undefined

  /** Where the session came in: kept, because the page may be another by now. */
  function readEntry(id: string, { storage }: NonNullable<typeof source>): Properties {
    const known = parseEntry(storage.get(ENTRY))
    if (known?.id === id) return known.properties
    const properties = rename(ENTRY_PREFIX, { ...pageProperties(), ...campaignProperties() })
    storage.set(ENTRY, JSON.stringify({ id, properties }))
    return properties
  }

  return {
    name: 'browserProperties',
    setup(client, storage) {
      source = { client, storage }
    },
    initialProperties: () =>
      isPage() ? rename('$initial_', { ...pageProperties(), ...campaignProperties(), ...deviceKind() }) : {},
    properties() {
      if (!isPage()) return {}
      const current = source?.client.session.getSnapshot().id
      if (source && current && current !== sessionId) {
        sessionId = current
        entry = readEntry(current, source)
        view = []
      }
      // The same frozen object while nothing changed: reading URLs, and writing all of it again, is most of what a capture would cost.
      const now = [location.href, screen.width, screen.height, innerWidth, innerHeight]
      if (now.every((value, index) => value === view[index])) return all
      if (now[0] !== view[0]) page = { ...pageProperties(), ...campaignProperties() }
      view = now
      device ??= deviceProperties()
      return (all = Object.freeze({ ...device, ...page, ...viewProperties(), ...entry }))
    },
  }
}

/** What stays the same for the page's whole life. */
function deviceProperties(): Properties {
  const { userAgent, language, maxTouchPoints } = navigator
  return {
    ...readUserAgent(userAgent, maxTouchPoints > 1),
    $raw_user_agent: userAgent.slice(0, MAX_USER_AGENT),
    $browser_language: language,
    $browser_language_prefix: language?.split('-')[0],
    $timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    $timezone_offset: new Date().getTimezoneOffset(),
    $window_id: windowId(),
  }
}

function pageProperties(): Properties {
  return {
    $current_url: location.href,
    $host: location.host,
    $pathname: location.pathname,
    $referrer: document.referrer || '$direct',
    $referring_domain: hostOf(document.referrer) ?? '$direct',
    ...searchProperties(),
  }
}

function searchProperties(): Properties {
  const host = hostOf(document.referrer)
  const found = host === undefined ? undefined : SEARCH_ENGINES.find(([, pattern]) => pattern.test(host))
  if (!found) return {}
  const keyword = new URL(document.referrer).searchParams.get(found[2])
  return { $search_engine: found[0], ...(keyword && { ph_keyword: keyword }) }
}

/** What of the device is worth keeping for a person. */
function deviceKind(): Properties {
  const { $browser, $browser_version, $os, $os_version, $device_type } = readUserAgent(
    navigator.userAgent,
    navigator.maxTouchPoints > 1,
  )
  return { $browser, $browser_version, $os, $os_version, $device_type }
}

/** `$current_url` becomes `$initial_current_url`, `utm_source` `$initial_utm_source`, and so on. */
function rename(prefix: string, properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const bare = name.replace(/^\$/, '')
      // The one name that posthog-js shortens.
      return [prefix + (prefix === ENTRY_PREFIX && bare === 'current_url' ? 'url' : bare), value]
    }),
  )
}

function parseEntry(text: string | null): { readonly id: string; readonly properties: Properties } | undefined {
  try {
    return JSON.parse(text ?? '') as { id: string; properties: Properties }
  } catch {
    return undefined
  }
}

/** What changes without a navigation. */
function viewProperties(): Properties {
  return {
    $screen_width: screen.width,
    $screen_height: screen.height,
    $viewport_width: innerWidth,
    $viewport_height: innerHeight,
  }
}

function campaignProperties(): Properties {
  const parameters = new URLSearchParams(location.search)
  return Object.fromEntries(
    CAMPAIGN_PARAMETERS.flatMap(name => {
      const value = parameters.get(name)
      return value ? [[name, value]] : []
    }),
  )
}

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).host || undefined
  } catch {
    return undefined
  }
}
