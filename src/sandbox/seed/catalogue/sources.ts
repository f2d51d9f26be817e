/** How a visitor arrives: `$referrer` is `'$direct'` without one, as in posthog-js. */
export interface Source {
  readonly referrer: string
  readonly domain: string
  readonly utm: Readonly<Record<string, string>>
  readonly weight: number
}

const source = (url: string | undefined, weight: number, utm: Readonly<Record<string, string>> = {}): Source => ({
  referrer: url ?? '$direct',
  domain: url === undefined ? '$direct' : new URL(url).host,
  utm,
  weight,
})

const utm = (utm_source: string, utm_medium: string, utm_campaign: string) => ({ utm_source, utm_medium, utm_campaign })

export const DIRECT = source(undefined, 34)

export const SOURCES: readonly Source[] = [
  DIRECT,
  source('https://www.google.com/', 26),
  source('https://www.google.com/', 11, { ...utm('google', 'cpc', 'team-storage'), utm_term: 'secure file storage' }),
  source('https://duckduckgo.com/', 5),
  source('https://www.bing.com/', 4),
  source(undefined, 8, utm('newsletter', 'email', 'monthly-tips')),
  source('https://www.linkedin.com/', 5, utm('linkedin', 'social', 'launch')),
  source('https://www.youtube.com/', 3, utm('youtube', 'video', 'onboarding-series')),
  source('https://filing-weekly.example/best-storage/', 4, utm('filing-weekly', 'referral', 'roundup')),
]
