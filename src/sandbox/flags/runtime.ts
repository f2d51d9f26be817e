const BROWSER = /Mozilla\/|Chrome\/|Safari\/|Firefox\/|Edge\//
const CLIENT_SDK = /^posthog-(js|android|ios|react-native|flutter)\/\S/
const SERVER_SDK = /^posthog-(python|ruby|php|java|go|node|dotnet|elixir|rs|server)\/\S/
const SERVER_TOOL = /python-requests\/|curl\//
const BROWSER_HEADERS = ['origin', 'referer', 'sec-fetch-mode', 'sec-fetch-site']

/**
 * The side that a flags request comes from, as PostHog guesses it where the request does not say; `undefined` where it cannot.
 * https://github.com/PostHog/posthog/blob/master/rust/feature-flags/src/utils/user_agent.rs
 */
export function detectRuntime(headers: Headers): 'client' | 'server' | undefined {
  const userAgent = headers.get('user-agent') ?? ''
  if (userAgent.startsWith('posthog-')) {
    if (CLIENT_SDK.test(userAgent)) return 'client'
    if (SERVER_SDK.test(userAgent)) return 'server'
  } else if (BROWSER.test(userAgent)) return 'client'
  else if (SERVER_TOOL.test(userAgent)) return 'server'
  return BROWSER_HEADERS.some(name => headers.has(name)) ? 'client' : undefined
}
