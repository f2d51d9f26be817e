import { randomUUID } from 'node:crypto'
import { type FaultMatch, type FaultRule, isSandboxError, startSandbox } from 'hogkit/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deliveryReport } from '../support/delivery.js'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

beforeEach(() => s.sandbox.faults.clearRequests())
afterEach(() => s.sandbox.faults.clear())

const post = (path: string, body: unknown = {}) => fetch(s.url + path, { method: 'POST', body: JSON.stringify(body) })
const failing = { status: 599 } as const

/** The places of the requests that failed, out of `count` one after another. */
async function failures(count: number): Promise<number[]> {
  const failed: number[] = []
  for (let index = 1; index <= count; index++) if ((await post('/e/')).status === 599) failed.push(index)
  return failed
}

describe('which requests', () => {
  it.each<[FaultMatch, string, boolean]>([
    [{}, '/e/', true],
    [{ path: '/batch/' }, '/batch', true],
    [{ path: '/batch' }, '/batch/?compression=gzip', true],
    [{ path: '/e' }, '/engage/', false],
    [{ path: '/i' }, '/i/v0/e/', true],
    [{ path: '/i/v0/e/x' }, '/i/v0/e/', false],
    [{ path: '/i/*' }, '/i/v0/e/', true],
    [{ path: '*/e/' }, '/i/v0/e/', true],
    [{ path: '/*0*e*e/' }, '/i/v0/e/', false],
    [{ path: '/api/projects/*/query/' }, '/api/projects/1/query/', true],
    [{ method: 'post' }, '/e/', true],
    [{ method: 'GET' }, '/e/', false],
  ])('%o and %s: %s', async (match, path, isHit) => {
    s.sandbox.faults.add({ match, fault: failing })
    expect((await post(path)).status === 599).toBe(isHit)
  })

  it('takes only those of one project when a token is named', async () => {
    const token = 'phc_other'
    s.sandbox.faults.add({ match: { token }, fault: failing })
    const event = { event: 'e', distinct_id: 'u' }
    expect((await post('/e/', { ...event, api_key: s.projectToken })).status).toBe(200)
    expect((await post('/e/', { ...event, api_key: token })).status).toBe(599)
    expect((await post('/e/', [{ ...event, token }])).status).toBe(599)
    expect((await post('/flags/?v=2', { token, distinct_id: 'u' })).status).toBe(599)
    expect((await fetch(`${s.url}/`)).status).toBe(200)
  })

  it('leaves out its own paths', async () => {
    s.sandbox.faults.add({ fault: failing })
    expect((await fetch(`${s.url}/_health`)).status).toBe(200)
    expect((await fetch(`${s.url}/_hogkit/faults`)).status).toBe(401)
    expect(s.sandbox.faults.requests).toEqual([])
  })
})

describe('how often', () => {
  it.each<[string, Omit<FaultRule, 'fault'>, number[]]>([
    ['each time', {}, [1, 2, 3, 4, 5, 6, 7]],
    ['three times', { times: 3 }, [1, 2, 3]],
    ['each third time', { every: 3 }, [3, 6]],
    ['each second time, twice', { every: 2, times: 2 }, [2, 4]],
    ['after the first two', { match: { afterRequests: 2 }, times: 2 }, [3, 4]],
    ['never', { probability: 0 }, []],
    ['surely', { probability: 1 }, [1, 2, 3, 4, 5, 6, 7]],
  ])('%s', async (_name, rule, expected) => {
    s.sandbox.faults.add({ ...rule, fault: failing })
    expect(await failures(7)).toEqual(expected)
  })

  it('by chance, the same for the same seed and another for another', async () => {
    const run = async (seed: number) => {
      s.sandbox.faults.replace([{ probability: 0.3, seed, fault: failing }])
      return failures(60)
    }
    const first = await run(7)
    expect(first.length).toBeGreaterThan(5)
    expect(first.length).toBeLessThan(35)
    expect(await run(7)).toEqual(first)
    expect(await run(8)).not.toEqual(first)
  })

  it('lets the first rule that is due win, and counts for all', async () => {
    s.sandbox.faults.add(
      { id: 'first', times: 1, fault: { status: 503 } },
      { id: 'second', match: { afterRequests: 2 }, fault: { status: 504 } },
    )
    const answers = []
    for (let index = 0; index < 3; index++) answers.push((await post('/e/')).status)
    expect(answers).toEqual([503, 401, 504])
    expect(s.sandbox.faults.rules).toMatchObject([
      { id: 'first', seen: 3, fired: 1 },
      { id: 'second', seen: 3, fired: 1 },
    ])
    expect(s.sandbox.faults.requests.map(request => request.fault)).toEqual(['first', undefined, 'second'])
  })
})

describe('the store', () => {
  it('loses and doubles nothing under every fault at once, while a client sends until it is told', async () => {
    const kinds: FaultRule['fault'][] = [
      { status: 503 },
      { cut: 'before' },
      { cut: 'after' },
      { answerLost: 504 },
      { delayMs: 20, delayAfterMs: 20 },
    ]
    s.sandbox.faults.replace(kinds.map((fault, index) => ({ probability: 0.25, seed: index + 1, fault })))
    const before = new Set(await s.sandbox.storedUuids())
    const captured = Array.from({ length: 200 }, () => randomUUID())
    await Promise.all(Array.from({ length: 20 }, (_, index) => deliver(captured.slice(index * 10, index * 10 + 10))))
    s.sandbox.faults.clear()
    const stored = (await s.sandbox.storedUuids()).filter(uuid => !before.has(uuid))
    const report = deliveryReport({ captured, stored, requests: s.sandbox.faults.requests })
    expect(report).toMatchObject({ lost: [], doubled: [], foreign: [], resentInVain: [] })
    expect(report.requests).toBeGreaterThan(20)
    const { results } = await s.query('SELECT count(), uniqExact(uuid) FROM events WHERE event = {event}', {
      event: 'delivered',
    })
    expect(results).toEqual([[200, 200]])
  })

  async function deliver(uuids: readonly string[]): Promise<void> {
    const batch = uuids.map(uuid => ({ uuid, event: 'delivered', distinct_id: uuid }))
    for (let attempt = 0; attempt < 100; attempt++) {
      const answer = await post('/batch/', { api_key: s.projectToken, batch }).catch(() => undefined)
      if (answer?.status === 200) return
    }
    throw new Error('A hundred attempts failed.')
  }
})

describe('the request log', () => {
  it('holds what each request carried, and nothing of its query', async () => {
    const uuid = randomUUID()
    const body = JSON.stringify({ api_key: s.projectToken, event: 'e', distinct_id: 'u', uuid: uuid.toUpperCase() })
    await fetch(`${s.url}/e/?compression=base64&secret=phx_no`, {
      method: 'POST',
      body: Buffer.from(body).toString('base64'),
    })
    await post('/e/', { api_key: s.projectToken, event: 'e', distinct_id: 'u' })
    await s.get('persons/?limit=1')
    const [first, second, third] = s.sandbox.faults.requests
    expect(first).toMatchObject({
      method: 'POST',
      path: '/e/',
      status: 200,
      events: 1,
      uuids: [uuid],
      stored: true,
      bytesOnWire: Buffer.from(body).toString('base64').length,
      bytesDecoded: body.length,
      encoding: 'base64',
    })
    expect(first?.at).toBeGreaterThan(Date.now() - 60_000)
    expect(second).toMatchObject({ events: 1, uuids: [expect.stringMatching(/^[\da-f-]{36}$/) as string] })
    expect(third).toMatchObject({ method: 'GET', status: 200, events: 0, uuids: [], stored: false })
    expect([first?.seq, second?.seq, third?.seq].map(seq => (seq ?? 0) - (first?.seq ?? 0))).toEqual([0, 1, 2])
    expect(JSON.stringify(s.sandbox.faults.requests)).not.toContain('phx_')
  })

  it('keeps the newest ten thousand requests', async () => {
    const hundred = Array.from({ length: 100 }, () => `${s.url}/nowhere`)
    for (let round = 0; round <= 110; round++) {
      await Promise.all(hundred.map(async url => (await fetch(url)).text()))
    }
    const { requests } = s.sandbox.faults
    expect(requests).toHaveLength(10_000)
    expect((requests.at(-1)?.seq ?? 0) - (requests[0]?.seq ?? 0)).toBe(9999)
  }, 60_000)

  it('keeps half a million uuids at most, the newest', async () => {
    const batch = Array.from({ length: 20_000 }, () => ({ uuid: randomUUID(), event: 'e', distinct_id: 'u' }))
    for (let round = 0; round < 27; round++) {
      expect((await post('/batch/', { api_key: 'phc_unknown', batch })).status).toBe(200)
    }
    const { requests } = s.sandbox.faults
    expect(requests).toHaveLength(25)
    expect(requests[0]?.events).toBe(20_000)
  }, 60_000)

  it('tells events of an unknown project from stored ones', async () => {
    await post('/e/', { api_key: 'phc_unknown', event: 'e', distinct_id: 'u' })
    expect(s.sandbox.faults.requests).toMatchObject([{ status: 200, events: 1, stored: false }])
  })
})

describe('a rule that cannot be used', () => {
  const cases: [unknown, RegExp][] = [
    [{ fault: { status: 503 }, time: 2 }, /faults\[0\] has the unknown key "time"/],
    [{ match: { paht: '/batch' }, fault: { status: 503 } }, /faults\[0\]\.match has the unknown key "paht"/],
    [{ fault: { statsu: 503 } }, /faults\[0\]\.fault has the unknown key "statsu"/],
    [{ fault: { hang: true, delayMs: 1 } }, /"hang" fault.*unknown key "delayMs"/],
    [{ fault: { status: 503, cut: 'before' } }, /"status" fault.*unknown key "cut"/],
    [{ fault: { status: 503, retryAfter: { seconds: 1 } } }, /retryAfter has the unknown key "seconds"/],
    [{ fault: { status: 503, retryAfter: 'soon' } }, /retryAfter is no date/],
    [{ fault: { status: 503, retryAfter: { raw: 'a\r\nb' } } }, /raw must be/],
    [{ fault: { status: 99 } }, /status must be a whole number from 200 to 599/],
    [{ fault: { status: 204, body: 'x' } }, /body cannot go with status 204/],
    [{ fault: { answerLost: 200 } }, /answerLost must be/],
    [{ fault: { delayMs: 1e9 } }, /delayMs must be/],
    [{ fault: { cut: 'midway' } }, /cut must be/],
    [{ fault: { quotaLimited: ['persons'] } }, /quotaLimited must be/],
    [{ fault: { hang: false } }, /hang must be true/],
    [{ fault: {} }, /must name one of/],
    [{}, /faults\[0\]\.fault must be an object/],
    ['503', /faults\[0\] must be an object/],
    [{ fault: { status: 503 }, every: 2, probability: 0.5 }, /choose one/],
    [{ fault: { status: 503 }, probability: 2 }, /probability must be/],
    [{ fault: { status: 503 }, seed: 2 }, /seed does nothing/],
    [{ fault: { status: 503 }, times: 0 }, /times must be/],
    [{ fault: { status: 503 }, id: 'a b' }, /id must be/],
    [{ match: { path: 'batch' }, fault: { status: 503 } }, /path must start/],
  ]

  it.each(cases)('%j is refused by name, and nothing changes', (rule, message) => {
    s.sandbox.faults.replace([{ id: 'kept', fault: failing }])
    const attempt = () => s.sandbox.faults.replace([rule as FaultRule])
    expect(attempt).toThrow(message)
    expect(attempt).toThrow(expect.objectContaining({ name: 'SandboxError', code: 'invalid_fault' }) as Error)
    expect(s.sandbox.faults.rules.map(({ id }) => id)).toEqual(['kept'])
  })

  it('keeps a sandbox from starting', async () => {
    const error: unknown = await startSandbox({ faults: [{ fault: { stauts: 1 } } as unknown as FaultRule] }).catch(
      (reason: unknown) => reason,
    )
    expect(isSandboxError(error) && error.code).toBe('invalid_fault')
  })

  it('has an id of its own, given or made', () => {
    const { faults } = s.sandbox
    const ids = faults.add({ fault: failing }, { id: 'mine', fault: failing }, { fault: failing })
    expect(new Set(ids).size).toBe(3)
    expect(ids[1]).toBe('mine')
    expect(() => faults.add({ id: 'mine', fault: failing })).toThrow(/"mine" already/)
    expect(() =>
      faults.replace([
        { id: 'a', fault: failing },
        { id: 'a', fault: failing },
      ]),
    ).toThrow(/two fault rules/)
    expect(faults.remove('mine')).toBe(true)
    expect(faults.remove('mine')).toBe(false)
    expect(faults.rules.map(({ id }) => id)).toEqual([ids[0], ids[2]])
  })
})
