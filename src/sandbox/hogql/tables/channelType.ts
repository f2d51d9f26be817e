/** SQL of what is known of how a session began. Each may be null. */
export interface Acquisition {
  source: string
  medium: string
  campaign: string
  referringDomain: string
  gclid: string
  fbclid: string
  gadSource: string
}

/** Well-known sources by kind: names as `utm_source` gives them, which are also the main part of a referring domain. */
const SOURCES = {
  Search: [
    'google',
    'bing',
    'yahoo',
    'duckduckgo',
    'baidu',
    'yandex',
    'ecosia',
    'startpage',
    'qwant',
    'naver',
    'brave',
  ],
  Social: [
    'facebook',
    'instagram',
    'twitter',
    'x',
    't',
    'linkedin',
    'lnkd',
    'reddit',
    'pinterest',
    'tiktok',
    'snapchat',
    'threads',
    'mastodon',
    'bsky',
    'whatsapp',
    'ycombinator',
    'quora',
  ],
  Video: ['youtube', 'youtu', 'vimeo', 'twitch', 'dailymotion'],
  Shopping: ['amazon', 'ebay', 'etsy', 'alibaba', 'shopify', 'walmart'],
} as const

type Rule = readonly [condition: string, channel: string]

/**
 * The channel of a session by PostHog's rules, which follow Google Analytics'. The lists of sources are short ones of well-known names.
 * https://posthog.com/docs/data/channel-type
 */
export function channelTypeSql(from: Acquisition): string {
  const [source, medium, campaign] = [from.source, from.medium, from.campaign].map(sql => `lower(nullIf(${sql}, ''))`)
  const { referringDomain: domain } = from
  const direct = `ifNull(${domain} = '$direct', false)`
  const bySource = (prefix: string): Rule[] => [
    ...kindOf(`${source}`, prefix),
    [matches(campaign, '(^|[^a-df-z])shop|shopping'), `'${prefix} Shopping'`],
    ...kindOf(mainPart(domain), prefix),
  ]
  const paid = decide(
    [
      ...bySource('Paid'),
      [`ifNull(${from.gadSource} = '1', false)`, "'Paid Search'"],
      [matches(campaign, 'video'), "'Paid Video'"],
      [isSet(from.fbclid), "'Paid Social'"],
    ],
    "'Paid Unknown'",
  )
  const isPaid = [
    `ifNull(${medium} IN ('cpc', 'cpm', 'cpv', 'cpa', 'ppc', 'retargeting'), false)`,
    `ifNull(startsWith(${medium}, 'paid'), false)`,
    isSet(from.gclid),
    isSet(from.gadSource),
  ]
  return decide(
    [
      [matches(campaign, 'cross-network'), "'Cross Network'"],
      [`(${isPaid.join(' OR ')})`, paid],
      [`${direct} AND isNull(${medium}) AND isNull(${source}) AND NOT ${isSet(from.fbclid)}`, "'Direct'"],
      [matches(medium, '^(e?-?mail|newsletter)$'), "'Email'"],
      [matches(medium, '^affiliates?$'), "'Affiliate'"],
      [`ifNull(${source} = 'sms' OR ${medium} = 'sms', false)`, "'SMS'"],
      [matches(medium, '^audio$'), "'Audio'"],
      ...bySource('Organic'),
      [matches(campaign, 'video'), "'Organic Video'"],
      [matches(medium, 'push$'), "'Push'"],
      [isSet(from.fbclid), "'Organic Social'"],
      [direct, "'Direct'"],
      [isSet(domain), "'Referral'"],
    ],
    "'Unknown'",
  )
}

function decide(rules: readonly Rule[], otherwise: string): string {
  return `multiIf(${rules.flat().join(', ')}, ${otherwise})`
}

function isSet(sql: string): string {
  return `ifNull(${sql} != '', false)`
}

function matches(sql: string | undefined, pattern: string): string {
  return `ifNull(match(${sql}, '${pattern}'), false)`
}

/** `www.google.co.uk` as `google`. */
function mainPart(domain: string): string {
  return `splitByChar('.', replaceRegexpOne(lower(ifNull(${domain}, '')), '^(www|m|l|lm|search|news|out|old)\\\\.', ''))[1]`
}

function kindOf(sql: string, prefix: string): Rule[] {
  return Object.entries(SOURCES).map(([kind, names]) => [
    `ifNull(${sql} IN (${names.map(name => `'${name}'`).join(', ')}), false)`,
    `'${prefix} ${kind}'`,
  ])
}
