import { isSandboxError, startSandbox } from 'hogkit/sandbox'
import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

let now = Date.UTC(2026, 0, 1)
const s = useSandbox({
  clock: () => now,
  rateLimits: { crud: { perMinute: 3, perHour: 5 }, local_evaluation: { perMinute: 1 } },
})
const ask = async (path = 'actions/', key?: string) => s.get(path, key === undefined ? {} : { key })
const newKey = () => s.sandbox.createPersonalApiKey({ scopes: ['*'] })

describe('rate limits', () => {
  it('answer 429 with the wait, and let the key in again when it is over', async () => {
    const key = await newKey()
    for (let count = 0; count < 3; count++) {
      expect((await ask('actions/', key)).status).toBe(200)
      now += 10_000
    }
    const refused = await ask('actions/', key)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('30')
    expect(refused.body).toEqual({
      type: 'throttled_error',
      code: 'throttled',
      detail: 'Request was throttled. Expected available in 30 seconds.',
      attr: null,
    })
    now += 29_000
    expect((await ask('actions/', key)).body['detail']).toContain('in 1 second.')
    now += 1000
    expect((await ask('actions/', key)).status).toBe(200)
    now += 60_000
    expect((await ask('actions/', key)).status).toBe(200)
    // Five in an hour are all there are.
    now += 60_000
    expect((await ask('actions/', key)).headers.get('Retry-After')).toBe('3420')
  })

  it('are counted for each key and each class of endpoints', async () => {
    const [one, other] = [await newKey(), await newKey()]
    for (let count = 0; count < 3; count++) await ask('annotations/', one)
    expect((await ask('feature_flags/', one)).status).toBe(429)
    expect((await ask('persons/', one)).status).toBe(200)
    expect((await ask('annotations/', other)).status).toBe(200)
    const path = `/flags/definitions?token=${s.projectToken}`
    expect((await ask(path, one)).status).toBe(200)
    expect((await ask('feature_flags/local_evaluation/', one)).status).toBe(429)
  })

  it('do not count what nobody is let in for', async () => {
    for (let count = 0; count < 5; count++) expect((await ask('actions/', 'phx_nobody')).status).toBe(401)
    expect((await s.send('POST', '/batch/', { api_key: s.projectToken, batch: [] }, { key: null })).status).not.toBe(
      429,
    )
  })

  it("are PostHog's own when they are simply on", async () => {
    const sandbox = await startSandbox({ clock: () => now, rateLimits: true })
    try {
      const get = () =>
        fetch(`${sandbox.url}/api/projects/1/persons/?limit=1`, {
          headers: { Authorization: `Bearer ${sandbox.personalApiKey}` },
        })
      const statuses: number[] = []
      for (let batch = 0; batch < 25; batch++) {
        const answers = await Promise.all(Array.from({ length: 10 }, get))
        statuses.push(...answers.map(answer => answer.status))
      }
      expect(statuses.filter(status => status === 200)).toHaveLength(240)
      expect(statuses.filter(status => status === 429)).toHaveLength(10)
    } finally {
      await sandbox.close()
    }
  })

  it.each([{ crud: { perMinute: 0 } }, { crud: { perHour: 1.5 } }, { luxury: { perHour: 1 } }])(
    'refuse to be %j',
    async limits => {
      const failure = await startSandbox({ rateLimits: limits as object }).catch((error: unknown) => error)
      expect(isSandboxError(failure) && failure.code).toBe('invalid_option')
      expect(String(failure)).toContain('rateLimits')
    },
  )
})
