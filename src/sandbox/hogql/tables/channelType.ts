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

/**
 * The channel of a session by PostHog's rules, which follow Google Analytics'. The lists of sources are short ones of well-known names.
 * https://posthog.com/docs/data/channel-type
 */
export function channelTypeSql(from: Acquisition): string {
  const text = (sql: string): string => `lower(nullIf(${sql}, ''))`
  const [source, medium, campaign] = [text(from.source), text(from.medium), text(from.campaign)]
  const { referringDomain: domain } = from
  const set = (sql: string): string => `ifNull(${sql} != '', false)`
  const matches = (sql: string, pattern: string): string => `ifNull(match(${sql}, '${pattern}'), false)`
  const shopping = '(^|[^a-df-z])shop|shopping'
  const paid = [
    `ifNull(${medium} IN ('cpc', 'cpm', 'cpv', 'cpa', 'ppc', 'retargeting'), false)`,
    `ifNull(startsWith(${medium}, 'paid'), false)`,
    set(from.gclid),
    set(from.gadSource),
  ]
  const bySource = (prefix: string): string[] => [
    ...kindOf(source, prefix),
    ...[matches(campaign, shopping), `'${prefix} Shopping'`],
    ...kindOf(
      `splitByChar('.', replaceRegexpOne(lower(ifNull(${domain}, '')), '^(www|m|l|lm|search|news|out|old)\\\\.', ''))[1]`,
      prefix,
    ),
  ]
  const direct = `ifNull(${domain} = '$direct', false)`
  const paidRules = [
    ...bySource('Paid'),
    ...[`ifNull(${from.gadSource} = '1', false)`, "'Paid Search'"],
    ...[matches(campaign, 'video'), "'Paid Video'"],
    ...[set(from.fbclid), "'Paid Social'"],
    "'Paid Unknown'",
  ]
  const rules = [
    ...[matches(campaign, 'cross-network'), "'Cross Network'"],
    ...[`(${paid.join(' OR ')})`, `multiIf(${paidRules.join(', ')})`],
    ...[`${direct} AND isNull(${medium}) AND isNull(${source}) AND NOT ${set(from.fbclid)}`, "'Direct'"],
    ...[matches(medium, '^(e?-?mail|newsletter)$'), "'Email'"],
    ...[matches(medium, '^affiliates?$'), "'Affiliate'"],
    ...[`ifNull(${source} = 'sms' OR ${medium} = 'sms', false)`, "'SMS'"],
    ...[matches(medium, '^audio$'), "'Audio'"],
    ...bySource('Organic'),
    ...[matches(campaign, 'video'), "'Organic Video'"],
    ...[matches(medium, 'push$'), "'Push'"],
    ...[set(from.fbclid), "'Organic Social'"],
    ...[direct, "'Direct'"],
    ...[`ifNull(${domain} != '', false)`, "'Referral'"],
    "'Unknown'",
  ]
  return `multiIf(${rules.join(', ')})`
}

function kindOf(sql: string, prefix: string): string[] {
  return Object.entries(SOURCES).flatMap(([kind, names]) => [
    `ifNull(${sql} IN (${names.map(name => `'${name}'`).join(', ')}), false)`,
    `'${prefix} ${kind}'`,
  ])
}
