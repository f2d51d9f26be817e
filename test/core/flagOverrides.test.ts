import { createClient, flagOverrides, type FlagOverridesOptions } from 'hogkit/core'
import { afterEach, describe, expect, test, vi } from 'vitest'

// What a browser is needed for lies in flags.browser.test.ts; there the environment is fixed when the code is bundled.
afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

function forced(options: FlagOverridesOptions = {}): unknown {
  const client = createClient({
    projectToken: 'phc_test',
    persistence: 'memory',
    preloadFlags: false,
    plugins: [flagOverrides(options)],
  })
  return client.flags.all()
}

describe('overrides by the address', () => {
  test.each(['production', undefined, ''])('do nothing where NODE_ENV is %j, unless allowed', environment => {
    vi.stubGlobal('location', new URL('https://app.example/?hogkit_flags=a:x'))
    vi.stubEnv('NODE_ENV', environment)
    expect(forced()).toEqual({})
    expect(forced({ allowInProduction: true })).toEqual({ a: 'x' })
  })

  test('do nothing where there is no process to ask, unless allowed', () => {
    vi.stubGlobal('location', new URL('https://app.example/?hogkit_flags=a:x'))
    vi.stubGlobal('process', undefined)
    expect(forced()).toEqual({})
    expect(forced({ allowInProduction: true })).toEqual({ a: 'x' })
  })

  test('are there in development', () => {
    vi.stubGlobal('location', new URL('https://app.example/?hogkit_flags=a:x'))
    vi.stubEnv('NODE_ENV', 'development')
    expect(forced()).toEqual({ a: 'x' })
  })

  test('do nothing on a server', () => {
    expect(forced({ allowInProduction: true })).toEqual({})
  })
})
