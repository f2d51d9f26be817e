import type { Plugin, Properties } from '../types.js'
import { readUserAgent } from './userAgent.js'

/** Campaign parameters that PostHog keeps. https://posthog.com/docs/data/utm-segmentation */
const CAMPAIGN_PARAMETERS =
  'utm_source utm_medium utm_campaign utm_content utm_term gad_source mc_cid gclid gclsrc dclid gbraid wbraid fbclid msclkid twclid li_fat_id igshid ttclid rdt_cid epik qclid sccid irclid _kx'.split(
    ' ',
  )
const MAX_USER_AGENT = 1000

/**
 * Adds page, referrer, campaign, browser, device and locale to every event, under PostHog's own names. Adds nothing outside a
 * browser. https://posthog.com/docs/product-analytics/events#default-properties
 */
export function browserProperties(): Plugin {
  let device: Properties | undefined
  let page: Properties | undefined
  let view: readonly unknown[] = []
  let all: Properties = {}
  return {
    name: 'browserProperties',
    properties() {
      if (typeof window === 'undefined' || typeof document === 'undefined') return {}
      // The same frozen object while nothing changed: reading URLs, and writing all of it again, is most of what a capture would cost.
      const now = [location.href, screen.width, screen.height, innerWidth, innerHeight]
      if (now.every((value, index) => value === view[index])) return all
      if (now[0] !== view[0]) page = { ...pageProperties(), ...campaignProperties() }
      view = now
      device ??= deviceProperties()
      return (all = Object.freeze({ ...device, ...page, ...viewProperties() }))
    },
  }
}

function deviceProperties(): Properties {
  const { userAgent, language, maxTouchPoints } = navigator
  return {
    ...readUserAgent(userAgent, maxTouchPoints > 1),
    $raw_user_agent: userAgent.slice(0, MAX_USER_AGENT),
    $browser_language: language,
    $browser_language_prefix: language?.split('-')[0],
    $timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    $timezone_offset: new Date().getTimezoneOffset(),
  }
}

function pageProperties(): Properties {
  return {
    $current_url: location.href,
    $host: location.host,
    $pathname: location.pathname,
    $referrer: document.referrer || '$direct',
    $referring_domain: hostOf(document.referrer) ?? '$direct',
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
