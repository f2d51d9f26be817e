import type { Plugin } from '../types.js'

/** Options of {@link botFilter}. */
export interface BotFilterOptions {
  /** `'drop'` (default) captures nothing for bots; `'mark'` captures with `$browser_type: 'bot'`. */
  readonly action?: 'drop' | 'mark'
  /** More names to look for in the user agent, in lower case. */
  readonly names?: readonly string[]
}

/** What bots, crawlers, link previews, monitors and automated browsers call themselves. */
const BOT =
  /bot\b|bot[/;_-]|crawl|spider|slurp|headless|lighthouse|pagespeed|prerender|phantomjs|selenium|puppeteer|playwright|scrapy|facebookexternalhit|facebookcatalog|whatsapp\/|embedly|quora link preview|bingpreview|google(?:other|-read-aloud|-inspectiontool|producer)|mediapartners|feedfetcher|yandex(?:direct|images|metrika|video)|baiduspider|duckduckgo-favicons|pingdom|uptimerobot|statuscake|site24x7|newrelicpinger|datadogsynthetics|vercel-(?:screenshot|favicon)|gptbot|oai-searchbot|chatgpt-user|claude-(?:web|user)|anthropic-ai|perplexity-user|bytespider|ccbot|cohere-ai|ahrefs|semrush|python-requests|python-urllib|curl\/|wget\/|go-http-client|java\/\d|okhttp\/|libwww|httpclient/i

/** A maker of phones. */
const NO_BOT = /\bcubot\b/i

/**
 * Keeps bots out of your numbers: by what the user agent says, and by whether the browser says that a program drives it.
 * https://posthog.com/docs/libraries/js/config (`opt_out_useragent_filter`)
 */
export function botFilter({ action = 'drop', names = [] }: BotFilterOptions = {}): Plugin {
  const { userAgent = '', webdriver = false } = (globalThis.navigator as Partial<Navigator> | undefined) ?? {}
  const isPage = typeof document !== 'undefined'
  const isBot =
    isPage &&
    (webdriver || BOT.test(userAgent.replace(NO_BOT, '')) || names.some(name => userAgent.toLowerCase().includes(name)))
  const drops = isBot && action === 'drop'
  return {
    name: 'botFilter',
    ...(drops && { beforeSend: () => null }),
    ...(isBot && !drops && { properties: () => ({ $browser_type: 'bot' }) }),
  }
}
