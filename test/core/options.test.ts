import { describe, expect, test } from 'vitest'
import { type ClientOptions, ConfigError, createClient, isConfigError } from 'hogkit/core'

const make = (options: Partial<Record<keyof ClientOptions, unknown>>) =>
  createClient({ projectToken: 'phc_test', preloadFlags: false, persistence: 'memory', ...options } as ClientOptions)

describe('createClient throws a ConfigError', () => {
  test('for a personal API key, saying why and what to do, without repeating it', () => {
    const secret = 'phx_verysecretvalue'
    const error = catchError(() => make({ projectToken: secret }))
    expect(error).toBeInstanceOf(ConfigError)
    expect(isConfigError(error)).toBe(true)
    expect(error.message).toMatch(/phx_/)
    expect(error.message).toMatch(/project token/)
    expect(error.message).toMatch(/server/)
    expect(JSON.stringify(error) + error.message + error.stack).not.toContain(secret)
  })

  test.each([
    ['no token', { projectToken: undefined }],
    ['an empty token', { projectToken: '' }],
    ['a token with spaces', { projectToken: 'phc_a b' }],
    ['a token that is no string', { projectToken: 12 }],
    ['a relative host', { host: 'posthog.example.com' }],
    ['a host without protocol', { host: '//posthog.example.com' }],
    ['a host of another protocol', { host: 'ftp://posthog.example.com' }],
    ['a host with a query', { host: 'https://posthog.example.com/?a=1' }],
    ['an empty host', { host: '' }],
    ['flushAt 0', { flushAt: 0 }],
    ['NaN', { flushIntervalMs: Number.NaN }],
    ['an endless timeout', { requestTimeoutMs: Infinity }],
    ['a number as text', { maxBatchSize: '10' }],
    ['negative retries', { maxRetries: -1 }],
    ['retries of flags that never end', { flagsMaxRetries: Infinity }],
    ['an unknown persistence', { persistence: 'localstorage' }],
    ['an unknown consent', { consent: 'yes' }],
    ['an unknown compression', { compression: 'br' }],
    ['unknown person profiles', { personProfiles: 'identified' }],
  ])('for %s', (_, options) => {
    const error = catchError(() => make(options))
    expect(error).toMatchObject({ name: 'ConfigError', code: 'config' })
    expect(error.message).toContain(Object.keys(options)[0])
  })
})

test.each([
  [undefined, 'https://us.i.posthog.com'],
  ['us', 'https://us.i.posthog.com'],
  ['eu', 'https://eu.i.posthog.com'],
  ['https://posthog.example.com/', 'https://posthog.example.com'],
  ['http://localhost:8010', 'http://localhost:8010'],
  ['https://example.com/relay//', 'https://example.com/relay'],
  ['/ingest/', '/ingest'],
  ['/api/ph', '/api/ph'],
])('host %s sends to %s', (host, url) => {
  expect(make({ host }).host).toBe(url)
})

test('a delay beyond what timers can hold does not fire at once', async () => {
  let requests = 0
  const client = make({
    flushIntervalMs: 1e12,
    fetch: () => {
      requests++
      return Promise.resolve(new Response('{}'))
    },
  })
  client.capture('a')
  await new Promise(resolve => setTimeout(resolve, 30))
  expect(requests).toBe(0)
  await client.shutdown({ timeoutMs: 0 })
})

function catchError(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}
