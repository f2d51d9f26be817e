import { createApi, isConfigError, isRateLimitError, rateLimits, type RateLimits } from 'hogkit/api'
import { startSandbox } from 'hogkit/sandbox'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { json, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

let server: RecordingServer

beforeEach(async () => {
  server = await startRecordingServer()
  server.answer((_, response) => json(response, 200, { results: [], next: null }))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await server.close()
})

const connect = (limits: RateLimits | false, more = {}) =>
  createApi({ host: server.url, personalApiKey: 'phx_test_0123456789', projectId: 7, rateLimits: limits, ...more })

/** Lets answers that are on their way come in: real time, while the clients' stands still. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setImmediate(resolve))
}

const pass = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms)
  await settle()
}

const count = (times: number) => Array.from({ length: times }, (_, index) => index)

describe('the budget of a rate class', () => {
  it('holds back what would go past a minute’s, and sends it in order as it gets free', async () => {
    const api = connect({ crud: { perMinute: 2 } })
    const calls = [1, 2].map(id => api.actions.get(id))
    await pass(20_000)
    calls.push(...[3, 4].map(id => api.actions.get(id)))
    await settle()
    expect(server.requests).toHaveLength(2)
    await pass(39_000)
    expect(server.requests).toHaveLength(2)
    await pass(1000)
    await server.arrived(4)
    calls.push(api.actions.get(5))
    await pass(59_000)
    expect(server.requests.map(({ url }) => url.split('/').at(-2))).toEqual(['1', '2', '3', '4'])
    await pass(1000)
    await server.arrived(5)
    await Promise.all(calls)
  })

  it('counts what was asked one at a time as well', async () => {
    const api = connect({ crud: { perMinute: 3 } })
    for (const id of [1, 2, 3]) {
      await api.actions.get(id)
      await pass(10_000)
    }
    const fourth = api.actions.get(4)
    await pass(29_000)
    expect(server.requests).toHaveLength(3)
    await pass(1000)
    await expect(fourth).resolves.toBeDefined()
  })

  it('leaves the other classes alone', async () => {
    const api = connect({ crud: { perMinute: 1 } })
    await api.actions.get(1)
    const held = api.actions.get(2)
    await api.persons.list()
    expect(server.requests).toHaveLength(2)
    await pass(60_000)
    await held
  })

  it('goes to the next in line when one who waits is aborted', async () => {
    const api = connect({ crud: { perMinute: 1 } })
    await api.actions.get(1)
    const controller = new AbortController()
    const aborted = api.actions.get(2, { signal: controller.signal })
    // In the minute after the next it would be too late.
    const next = api.actions.get(3)
    const refused = await next.catch((error: unknown) => error)
    expect(isRateLimitError(refused) && refused.retryAfterMs).toBe(120_000)
    controller.abort()
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
    const afterwards = api.actions.get(4)
    await pass(60_000)
    await expect(afterwards).resolves.toBeDefined()
    expect(server.requests.map(({ url }) => url.split('/').at(-2))).toEqual(['1', '4'])
  })

  it('moves up who stands behind one that is aborted', async () => {
    const api = connect({ crud: { perMinute: 1 } }, { maxRateLimitWaitMs: 120_000 })
    await api.actions.get(1)
    const controller = new AbortController()
    const aborted = api.actions.get(2, { signal: controller.signal })
    const next = api.actions.get(3)
    controller.abort()
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
    await pass(60_000)
    await expect(next).resolves.toBeDefined()
  })

  it('rejects at once, unsent, with the whole wait and what to do, when it is longer than a call may wait', async () => {
    const api = connect({ crud: { perMinute: 100, perHour: 1 } })
    await api.actions.get(1)
    await pass(600_000)
    const error = await api.actions.get(2).catch((reason: unknown) => reason)
    expect(isRateLimitError(error) && [error.retryAfterMs, error.status]).toEqual([3_000_000, 429])
    expect(String(error)).toMatch(/Not sent.*1 an hour.*"crud".*3000 s.*maxRateLimitWaitMs/)
    expect(server.requests).toHaveLength(1)
    await pass(3_000_000)
    await expect(api.actions.get(2)).resolves.toBeDefined()
  })

  it('rejects who waits once a 429 makes the wait too long', async () => {
    const api = connect({ crud: { perMinute: 2 } }, { maxRetries: 0 })
    await api.actions.get(1)
    server.answer((_, response) => json(response, 429, {}, { 'retry-after': '500' }))
    const [throttled, waiting] = [2, 3].map(id => api.actions.get(id).catch((reason: unknown) => reason))
    const errors = await Promise.all([throttled, waiting])
    expect(errors.map(error => isRateLimitError(error) && error.retryAfterMs)).toEqual([500_000, 500_000])
    expect(server.requests).toHaveLength(2)
  })

  it('does not take a wait for a place among the running queries for one', async () => {
    const open: (() => void)[] = []
    server.answer((_, response) => void open.push(() => json(response, 200, { results: [] })))
    const api = connect({}, { queryTimeoutMs: 1_000_000 })
    const calls = count(4).map(number => api.query.hogql(`select ${number}`))
    await server.arrived(3)
    await pass(200_000)
    open.shift()?.()
    await server.arrived(4)
    for (const finish of open) finish()
    expect(await Promise.all(calls)).toHaveLength(4)
  })

  it('does not lock the class when the clock is set back', async () => {
    const api = connect({ crud: { perMinute: 1 } })
    await api.actions.get(1)
    vi.setSystemTime(Date.now() - 86_400_000)
    await expect(api.actions.get(2)).resolves.toBeDefined()
  })

  it('is PostHog’s own by default: 480 of a kind in a minute, and the next waits', async () => {
    const api = createApi({ host: server.url, personalApiKey: 'phx_test_0123456789', projectId: 7 })
    const perMinute = rateLimits.crud.perMinute ?? 0
    const calls = count(perMinute + 1).map(id => api.actions.get(id + 1))
    await server.arrived(perMinute)
    await Promise.all(calls.slice(0, perMinute))
    expect(server.requests).toHaveLength(perMinute)
    await pass(60_000)
    await Promise.all(calls)
  })

  it('can be lifted for a class, or left to PostHog altogether', async () => {
    await Promise.all(count(500).map(() => connect({ crud: { perMinute: Infinity } }).users.me()))
    const unpaced = connect(false)
    await Promise.all(count(500).map(() => unpaced.users.me()))
    expect(server.requests).toHaveLength(1000)
  })

  it.each([{ crud: { perMinute: 0 } }, { crud: { perHour: 1.5 } }, { query: { concurrent: -1 } }, { luxury: {} }])(
    'refuses to be %j',
    limits => {
      const failure = (() => {
        try {
          return connect(limits)
        } catch (error) {
          return error
        }
      })()
      expect(isConfigError(failure) && failure.message).toContain('rateLimits')
    },
  )
})

describe('against a server that counts', () => {
  const crud = { perMinute: 3, perHour: 100 }
  const start = () => startSandbox({ clock: () => Date.now(), rateLimits: { crud } })

  it('is never refused by it, however much is asked at once', async () => {
    const sandbox = await start()
    try {
      const statuses: number[] = []
      const api = createApi({
        host: sandbox.url,
        personalApiKey: sandbox.personalApiKey,
        projectId: sandbox.projectId,
        rateLimits: { crud },
        maxRateLimitWaitMs: 600_000,
        fetch: async (url, init) => {
          const response = await fetch(url, init)
          statuses.push(response.status)
          return response
        },
      })
      const calls = count(8).map(() => api.actions.list())
      for (const done of [3, 6, 8]) {
        await vi.waitFor(() => expect(statuses).toHaveLength(done), { timeout: 20_000, interval: 0 })
        if (done < 8) await vi.advanceTimersByTimeAsync(60_000)
      }
      await Promise.all(calls)
      expect(statuses).toEqual(Array(8).fill(200))
    } finally {
      vi.useRealTimers()
      await sandbox.close()
    }
  })
})
