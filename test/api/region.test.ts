import { createApi, isAuthenticationError, rateLimits } from 'hogkit/api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { json, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

let server: RecordingServer
beforeEach(async () => {
  server = await startRecordingServer()
})
afterEach(() => server.close())

/** PostHog Cloud's hosts lead to the server of the test, as DNS could. */
const fetchHere: typeof fetch = (input, init) => {
  const { pathname, search } = new URL(input as string)
  return fetch(server.url + pathname + search, init)
}

const unknownKey = {
  type: 'authentication_error',
  code: 'authentication_failed',
  detail: 'Personal API key found in request Authorization header is invalid.',
  attr: null,
}

async function refusalOf(host: string, body: object) {
  server.answer((_request, response) => json(response, 401, body))
  const api = createApi({ host, personalApiKey: 'phx_test_0123456789', fetch: fetchHere })
  const error: unknown = await api.users.me().catch((reason: unknown) => reason)
  return isAuthenticationError(error) ? error : undefined
}

describe('a key of another region', () => {
  it.each([
    ['us', 'eu'],
    ['https://us.i.posthog.com', 'eu'],
    ['eu', 'us'],
  ])('is recognised at %s, and the other region named', async (host, other) => {
    const error = await refusalOf(host, unknownKey)
    expect(error?.otherRegion).toBe(other)
    expect(error?.message).toContain(`set host: '${other}'`)
    expect(error?.message).not.toContain('phx_test')
  })

  it('is not suspected of a self-hosted PostHog, or when no key arrived', async () => {
    expect((await refusalOf('https://posthog.example.com', unknownKey))?.otherRegion).toBeUndefined()
    const missing = {
      ...unknownKey,
      code: 'not_authenticated',
      detail: 'Authentication credentials were not provided.',
    }
    expect((await refusalOf('us', missing))?.otherRegion).toBeUndefined()
  })
})

describe('PostHog’s limits', () => {
  it('are named by the error of the class that reached them', async () => {
    server.answer((_request, response) => json(response, 429, {}, { 'retry-after': '3600' }))
    const api = createApi({ host: server.url, personalApiKey: 'phx_test_0123456789' })
    await expect(api.insights.list()).rejects.toThrow(
      `${rateLimits.analytics.perMinute} a minute and ${rateLimits.analytics.perHour} an hour`,
    )
  })

  it('let three queries of a client run at a time', async () => {
    const open: (() => void)[] = []
    server.answer((_request, response) => open.push(() => json(response, 200, { results: [], columns: [], types: [] })))
    const { query } = createApi({ host: server.url, personalApiKey: 'phx_test_0123456789' })
    const all = Promise.all(Array.from({ length: 7 }, () => query.hogql('select 1')))
    await server.arrived(3)
    let most = 0
    for (let answered = 0; answered < 7; answered += 1) {
      await server.arrived(Math.min(7, answered + 3))
      most = Math.max(most, server.requests.length - answered)
      open[answered]?.()
    }
    await all
    expect(most).toBe(3)
  })
})
