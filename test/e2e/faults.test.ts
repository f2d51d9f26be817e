import { randomUUID } from 'node:crypto'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../support/chromium.js'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await chromium.launch(findChromium())
  page = await browser.newPage()
  await page.goto(s.url)
})
afterAll(() => browser.close())

// The page was loaded from 127.0.0.1, so localhost is another origin.
const otherOrigin = () => s.url.replace('127.0.0.1', 'localhost')

/** What a page sees of its POST on a connection that it has used before: status and `Retry-After`, or `null` for none. */
function post(host: string, body: string): Promise<[number, string | null] | null> {
  return page.evaluate(
    async ([url, text]) => {
      await fetch(`${url}/e/`, { method: 'POST', body: '{}' }).then(answer => answer.text())
      return fetch(`${url}/batch/`, { method: 'POST', body: text }).then(
        (answer): [number, string | null] => [answer.status, answer.headers.get('Retry-After')],
        () => null,
      )
    },
    [host, body] as const,
  )
}

function batchOf(uuid: string): string {
  return JSON.stringify({ api_key: s.projectToken, batch: [{ uuid, event: 'sent', distinct_id: 'u' }] })
}

const sends = (uuid: string) => s.sandbox.faults.requests.filter(request => request.uuids.includes(uuid))

describe('a cut in Chromium', () => {
  it.each(['before', 'after'] as const)('%s processing is hidden by a re-send of the browser', async cut => {
    const uuid = randomUUID()
    s.sandbox.faults.replace([{ match: { path: '/batch' }, times: 1, fault: { cut } }])
    expect(await post(otherOrigin(), batchOf(uuid))).toEqual([200, null])
    expect(sends(uuid).map(request => request.status)).toEqual(['cut', 200])
  })

  it.each([
    ['before', 'its own'],
    ['after', 'its own'],
    ['before', 'another'],
    ['after', 'another'],
  ] as const)('%s processing reaches a page at %s origin, when re-sends are kept off', async (cut, origin) => {
    const uuid = randomUUID()
    s.sandbox.faults.replace([{ match: { path: '/batch' }, times: 1, fault: { cut, browserResend: false } }])
    expect(await post(origin === 'another' ? otherOrigin() : s.url, batchOf(uuid))).toBeNull()
    expect(sends(uuid)).toMatchObject([{ status: 'cut', stored: cut === 'after' }])
  })
})

it.each([
  [true, '5'],
  [false, null],
])('a page of another origin reads the status, and Retry-After where it is exposed (%s)', async (expose, header) => {
  s.sandbox.faults.replace([{ match: { path: '/batch' }, expose, fault: { status: 429, retryAfter: 5 } }])
  expect(await post(otherOrigin(), '{}')).toEqual([429, header])
})

it('a page of this machine steers faults itself', async () => {
  s.sandbox.faults.clear()
  const rules = await page.evaluate(
    async ([url, key]) => {
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
      const body = JSON.stringify([{ id: 'from-page', fault: { hang: true }, match: { path: '/flags' } }])
      const answer = await fetch(`${url}/_hogkit/faults`, { method: 'PUT', headers, body })
      return (await answer.json()) as unknown
    },
    [otherOrigin(), s.personalApiKey] as const,
  )
  expect(rules).toMatchObject({ rules: [{ id: 'from-page', seen: 0 }] })
  expect(s.sandbox.faults.rules.map(({ id }) => id)).toEqual(['from-page'])
})
