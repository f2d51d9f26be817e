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
  let page: { readonly url: string; readonly properties: Properties } | undefined
  return {
    name: 'browserProperties',
    properties() {
      if (typeof window === 'undefined' || typeof document === 'undefined') return {}
      device ??= deviceProperties()
      // Once for each address: parsing URLs is most of what a capture would cost.
      const url = location.href
      if (page?.url !== url) page = { url, properties: { ...pageProperties(), ...campaignProperties() } }
      return { ...device, ...page.properties, ...viewProperties() }
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
