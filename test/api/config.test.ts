import { createApi, isConfigError } from 'hogkit/api'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startRecordingServer } from '../support/recordingServer.js'

const key = 'phx_test_0123456789'

function failure(make: () => unknown): Error {
  try {
    make()
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not throw')
}

afterEach(() => vi.unstubAllGlobals())

describe('createApi', () => {
  it.each([
    [undefined, 'https://us.posthog.com'],
    ['us', 'https://us.posthog.com'],
    ['eu', 'https://eu.posthog.com'],
    ['https://eu.i.posthog.com', 'https://eu.posthog.com'],
    ['https://us-assets.i.posthog.com/', 'https://us.posthog.com'],
    ['https://posthog.example.com/', 'https://posthog.example.com'],
    ['http://127.0.0.1:8010/sub//', 'http://127.0.0.1:8010/sub'],
  ])('takes the host %s as %s', (host, baseUrl) => {
    expect(createApi({ personalApiKey: key, ...(host && { host }) }).baseUrl).toBe(baseUrl)
  })

  it.each([
    ['eu', 'https://eu.i.posthog.com'],
    ['https://us.posthog.com', 'https://us.i.posthog.com'],
    ['https://posthog.example.com/', 'https://posthog.example.com'],
  ])('asks what lies on the ingestion host of %s there', async (host, ingestHost) => {
    const asked: string[] = []
    const api = createApi({
      host,
      personalApiKey: key,
      maxRetries: 0,
      fetch: url => {
        asked.push(url as string)
        return Promise.reject(new TypeError('not sent'))
      },
    })
    await expect(api.featureFlags.definitions({ projectToken: 'phc_x' })).rejects.toThrow('No answer')
    expect(asked).toEqual([`${ingestHost}/flags/definitions?token=phc_x&send_cohorts=true`])
  })

  it.each([
    '',
    'posthog.example.com',
    'ftp://example.com',
    'javascript:alert(1)',
    'https://user:pw@example.com',
    'https://a.b/?x=1',
  ])('refuses the host %j', host => {
    expect(isConfigError(failure(() => createApi({ host, personalApiKey: key })))).toBe(true)
  })

  it.each(['', ' ', 'phc_public_token_123', 'phx_with\nnewline', 'kurz'])(
    'refuses %j as a personal API key, without repeating it',
    bad => {
      const error = failure(() => createApi({ host: 'us', personalApiKey: bad }))
      expect(isConfigError(error)).toBe(true)
      expect(error.message).not.toContain(bad.trim() || '""')
    },
  )

  it.each(['', 'api/posthog', '//evil.example.com', 'javascript:1', '/api?x=1', '/a b'])(
    'refuses the baseUrl %j',
    baseUrl => {
      expect(isConfigError(failure(() => createApi({ baseUrl })))).toBe(true)
    },
  )

  it.each(['', '..', 'a/b'])('refuses the project id %j', projectId => {
    expect(isConfigError(failure(() => createApi({ host: 'us', personalApiKey: key, projectId })))).toBe(true)
  })

  it('refuses a personal API key in a browser and says why', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    const direct = failure(() => createApi({ host: 'us', personalApiKey: key }))
    expect(isConfigError(direct)).toBe(true)
    expect(direct.message).toMatch(/Every visitor could read it.*createProxy/)
    expect(direct.message).not.toContain(key)
    const smuggled = { baseUrl: '/api/posthog', personalApiKey: key } as unknown as { baseUrl: string }
    expect(isConfigError(failure(() => createApi(smuggled)))).toBe(true)
  })

  it('is made with a path on a server, and only a call says that it needs a site', async () => {
    const api = createApi({ baseUrl: '/api/posthog' })
    await expect(api.users.me()).rejects.toSatisfy(isConfigError)
  })

  it('calls a global fetch that was instrumented after it was made', async () => {
    const server = await startRecordingServer()
    const api = createApi({ host: server.url, personalApiKey: key })
    const { fetch } = globalThis
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => fetch(`${url}?traced=1`, init))
    await api.users.me()
    expect(server.only().url).toBe('/api/users/@me/?traced=1')
    await server.close()
  })
})
