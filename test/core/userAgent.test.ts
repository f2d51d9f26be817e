import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserProperties } from 'hogkit/core'
import { arrived, useClient, useServer } from './support/client.js'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const CHROME = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`
const AGENTS: [
  userAgent: string,
  touch: number,
  browser: string,
  version: number,
  os: string,
  osVersion: string | undefined,
  type: string,
][] = [
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`,
    0,
    'Chrome',
    141,
    'Windows',
    '10',
    'Desktop',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
    0,
    'Microsoft Edge',
    141,
    'Windows',
    '10',
    'Desktop',
  ],
  [
    `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/120.0.0.0 Safari/537.36 OPR/106.0.0.0`,
    0,
    'Opera',
    106,
    'Linux',
    undefined,
    'Desktop',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
    0,
    'Firefox',
    143,
    'Linux',
    undefined,
    'Desktop',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    0,
    'Safari',
    18.5,
    'Mac OS X',
    '10.15.7',
    'Desktop',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    5,
    'Safari',
    18.5,
    'iOS',
    undefined,
    'Tablet',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    5,
    'Mobile Safari',
    18.5,
    'iOS',
    '18.5',
    'Mobile',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0.6099.50 Mobile/15E148 Safari/604.1',
    5,
    'Chrome iOS',
    120,
    'iOS',
    '17.0',
    'Mobile',
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; SM-S921B) ${WEBKIT} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
    5,
    'Samsung Internet',
    25,
    'Android',
    '14',
    'Mobile',
  ],
  [
    `Mozilla/5.0 (Linux; Android 13; SM-X200) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`,
    5,
    'Chrome',
    141,
    'Android',
    '13',
    'Tablet',
  ],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`,
    0,
    'Chrome',
    141,
    'Chrome OS',
    '14541.0.0',
    'Desktop',
  ],
]

beforeEach(() => {
  vi.stubGlobal('window', {})
  vi.stubGlobal('document', { referrer: 'https://news.example.com/item?id=1', title: 'Title', cookie: '' })
  vi.stubGlobal('location', new URL('https://app.example.com/files?utm_source=mail&gclid=abc&other=1#top'))
  vi.stubGlobal('screen', { width: 1920, height: 1080 })
  vi.stubGlobal('innerWidth', 1200)
  vi.stubGlobal('innerHeight', 800)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

function read(userAgent: string, maxTouchPoints: number) {
  vi.stubGlobal('navigator', { userAgent, language: 'de-AT', maxTouchPoints, onLine: true })
  return browserProperties().properties?.('x')
}

test.each(AGENTS)('reads %s', (userAgent, touch, browser, version, os, osVersion, type) => {
  expect(read(userAgent, touch)).toMatchObject({
    $browser: browser,
    $browser_version: version,
    $os: os,
    $os_version: osVersion,
    $device_type: type,
    $raw_user_agent: userAgent,
  })
})

test('tells page, referrer, campaign, screen and locale under PostHog’s names', () => {
  expect(read(CHROME, 0)).toMatchObject({
    $current_url: 'https://app.example.com/files?utm_source=mail&gclid=abc&other=1#top',
    $host: 'app.example.com',
    $pathname: '/files',
    $referrer: 'https://news.example.com/item?id=1',
    $referring_domain: 'news.example.com',
    utm_source: 'mail',
    gclid: 'abc',
    $screen_width: 1920,
    $screen_height: 1080,
    $viewport_width: 1200,
    $viewport_height: 800,
    $browser_language: 'de-AT',
    $browser_language_prefix: 'de',
    $timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    $timezone_offset: new Date().getTimezoneOffset(),
  })
  vi.stubGlobal('document', { referrer: '' })
  expect(read(CHROME, 0)).toMatchObject({ $referrer: '$direct', $referring_domain: '$direct' })
})

test('adds nothing outside a browser', async () => {
  vi.unstubAllGlobals()
  const server = await useServer()
  const { client } = useClient(server, { plugins: [browserProperties()] })
  client.capture('x')
  const [event] = await arrived(client, server)
  expect(event?.properties).not.toHaveProperty('$browser')
  expect(event?.properties).not.toHaveProperty('$current_url')
})
