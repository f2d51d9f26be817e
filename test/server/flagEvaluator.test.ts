import { createClient } from 'hogkit/core'
import { createFlagEvaluator, type FlagEvaluator, type FlagEvaluatorOptions } from 'hogkit/server'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const everybody = [{ properties: [], rollout_percentage: 100 }]
const person = (key: string, value: unknown, operator = 'exact') => ({ key, type: 'person', value, operator })
let open: FlagEvaluator[] = []
let errors: Error[] = []

function evaluator(options: Partial<FlagEvaluatorOptions> = {}): FlagEvaluator {
  const made = createFlagEvaluator({
    host: s.url,
    projectToken: s.projectToken,
    personalApiKey: s.personalApiKey,
    onError: error => errors.push(error),
    ...options,
  })
  open.push(made)
  return made
}
const asked = (path: string) => s.sandbox.faults.requests.filter(request => request.path.startsWith(path)).length
const definitionsAsked = () => asked('/flags/definitions')
const flagsAsked = () => s.sandbox.faults.requests.filter(({ path }) => path === '/flags/').length

beforeAll(async () => {
  const create = async (body: object) => {
    const answer = await s.send<{ id: number }>('POST', 'feature_flags/', body)
    expect(answer.status).toBe(201)
    return answer.body.id
  }
  const on = await create({ key: 'on', filters: { groups: everybody, payloads: { true: { color: 'blue' } } } })
  await create({ key: 'off', filters: { groups: [{ properties: [], rollout_percentage: 0 }] } })
  await create({ key: 'inactive', active: false, filters: { groups: everybody } })
  await create({
    key: 'variants',
    filters: {
      groups: everybody,
      multivariate: {
        variants: [
          { key: 'control', rollout_percentage: 0 },
          { key: 'test', rollout_percentage: 100 },
        ],
      },
    },
  })
  await create({ key: 'for-pro', filters: { groups: [{ properties: [person('plan', 'pro')] }] } })
  await create({ key: 'kept', ensure_experience_continuity: true, filters: { groups: everybody } })
  await create({ key: 'server-only', evaluation_runtime: 'server', filters: { groups: everybody } })
  await create({ key: 'client-only', evaluation_runtime: 'client', filters: { groups: everybody } })
  await create({ key: 'by-device', bucketing_identifier: 'device_id', filters: { groups: everybody } })
  await create({
    key: 'for-gold',
    filters: {
      aggregation_group_type_index: 0,
      groups: [{ properties: [{ key: 'tier', type: 'group', group_type_index: 0, value: 'gold', operator: 'exact' }] }],
    },
  })
  await create({
    key: 'on-top',
    filters: {
      groups: [{ properties: [{ key: String(on), type: 'flag', operator: 'flag_evaluates_to', value: true }] }],
    },
  })
  await s.capture(
    { event: '$identify', distinct_id: 'ada', properties: { $set: { plan: 'pro' } } },
    {
      event: '$groupidentify',
      distinct_id: 'ada',
      properties: { $group_type: 'company', $group_key: 'acme', $group_set: { tier: 'gold' } },
    },
  )
})
beforeEach(() => {
  errors = []
  s.sandbox.faults.clearRequests()
})
afterEach(() => {
  for (const made of open) made.close()
  open = []
  s.sandbox.faults.clear()
})

const local = ['on', 'off', 'variants', 'for-pro', 'by-device', 'on-top']

describe('createFlagEvaluator', () => {
  it('decides what it can by itself, with one request for the definitions however many people are asked about', async () => {
    const flags = evaluator()
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        flags.evaluate(`visitor-${i}`, {
          keys: local,
          personProperties: { plan: i % 2 ? 'pro' : 'free' },
          deviceId: 'd',
        }),
      ),
    )
    expect(results[1]?.all()).toEqual({
      on: true,
      off: false,
      variants: 'test',
      'for-pro': true,
      'by-device': true,
      'on-top': true,
    })
    expect(results[2]?.get('for-pro')).toBe(false)
    expect(results[1]?.payload('on')).toEqual({ color: 'blue' })
    expect(results[1]?.details('on')).toMatchObject({
      status: 'ready',
      isLocal: true,
      source: 'server',
      id: 1,
      version: 1,
      reason: { code: 'condition_match', conditionIndex: 0 },
    })
    expect(results[1]?.error).toBeUndefined()
    expect([definitionsAsked(), flagsAsked()]).toEqual([1, 0])
  })

  it('asks PostHog for the rest, in one request: stored properties, groups, values kept over sign-in', async () => {
    const flags = evaluator()
    const results = await flags.evaluate('ada', { groups: { company: 'acme' } })
    expect(results.all()).toMatchObject({
      'for-pro': true,
      'for-gold': true,
      kept: true,
      on: true,
      'server-only': true,
    })
    expect(results.details('for-pro')).toMatchObject({
      isLocal: false,
      status: 'ready',
      reason: { code: 'condition_match' },
    })
    expect(results.details('for-pro').requestId).toMatch(/^[\da-f-]{36}$/)
    expect(results.details('on').isLocal).toBe(true)
    expect(flagsAsked()).toBe(1)
    expect((await flags.evaluate('bob')).get('for-pro')).toBe(false)
  })

  it('decides by what is given when that is all there is', async () => {
    const results = await evaluator().evaluate('ada', { isComplete: true, keys: ['for-pro', 'for-gold'] })
    expect(results.all()).toEqual({ 'for-pro': false, 'for-gold': false })
    expect(flagsAsked()).toBe(0)
  })

  it('asks nobody when told so, and says what is undecided', async () => {
    const results = await evaluator().evaluate('ada', { onlyLocally: true, keys: ['on', 'for-pro'] })
    expect(results.all()).toEqual({ on: true })
    expect(results.get('for-pro')).toBeUndefined()
    expect(results.details('for-pro')).toMatchObject({ status: 'error', value: undefined, enabled: false })
    expect(results.error?.message).toContain('onlyLocally')
    expect(flagsAsked()).toBe(0)
  })

  it('says that a flag is missing: unknown, inactive, or for the other side', async () => {
    const results = await evaluator().evaluate('ada', { isComplete: true })
    for (const key of ['never-made', 'inactive', 'client-only']) {
      expect(results.details(key)).toMatchObject({ status: 'missing', value: undefined })
    }
    const all = await evaluator().evaluate('ada', { isComplete: true, runtime: 'all' })
    expect(all.all()).toMatchObject({ 'client-only': true, 'server-only': true })
  })

  it('lets PostHog decide everything while there are no definitions, and keeps to the runtime', async () => {
    s.sandbox.faults.add({ match: { path: '/flags/definitions' }, fault: { status: 503 } })
    const flags = evaluator()
    const results = await flags.evaluate('ada')
    expect(results.all()).toMatchObject({ on: true, off: false, 'for-pro': true, 'server-only': true })
    expect(results.all()).not.toHaveProperty('client-only')
    expect(results.details('never-made').status).toBe('missing')
    expect(results.error).toBeUndefined()
    expect(errors.map(error => error.name)).toEqual(['ApiError'])
    // No second try before the pause is over.
    await flags.evaluate('ada')
    expect([definitionsAsked(), flagsAsked()]).toEqual([1, 2])
  })

  it('never rejects when PostHog is away: what cannot be decided says why', async () => {
    s.sandbox.faults.add({ match: { path: '/flags' }, fault: { status: 500 } })
    const results = await evaluator().evaluate('ada')
    expect(results.all()).toEqual({})
    expect(results.details('on')).toMatchObject({ status: 'error', error: { name: 'HttpError', status: 500 } })
    expect(results.error).toBe(results.details('on').error)
    s.sandbox.faults.clear()
    const flags = evaluator()
    await flags.ready()
    s.sandbox.faults.add({ match: { path: '/flags/' }, fault: { quotaLimited: ['feature_flags'] } })
    const limited = await flags.evaluate('ada', { keys: ['on', 'for-pro'] })
    expect(limited.all()).toEqual({ on: true })
    expect(limited.details('for-pro')).toMatchObject({ status: 'error', error: { name: 'QuotaLimitedError' } })
  })

  it('rejects when the caller aborts, and for an id that names nobody', async () => {
    const flags = evaluator()
    await flags.ready()
    const abort = new AbortController()
    s.sandbox.faults.add({ match: { path: '/flags/' }, fault: { hang: true } })
    const pending = flags.evaluate('ada', { signal: abort.signal })
    await expect.poll(flagsAsked).toBe(1)
    abort.abort()
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' })
    await expect(flags.evaluate(' ')).rejects.toMatchObject({ name: 'ConfigError' })
    expect(errors).toEqual([])
  })

  it('tells a wrong key and a missing scope, with what to do and never the key', async () => {
    const weak = await s.sandbox.createPersonalApiKey({ scopes: ['person:read'] })
    await expect(evaluator({ personalApiKey: 'phx_wrong_key' }).ready()).rejects.toMatchObject({
      name: 'AuthenticationError',
    })
    await expect(evaluator({ personalApiKey: weak }).ready()).rejects.toMatchObject({
      name: 'PermissionError',
      message: expect.stringContaining('Add the scope "feature_flag:read"'),
    })
    expect(errors).toHaveLength(2)
    expect(JSON.stringify(errors.map(error => [error.message, error.stack, Object.entries(error)]))).not.toMatch(
      new RegExp(`wrong_key|${weak}`),
    )
  })

  it.each([
    [{ projectToken: 'phx_secret_key' }, 'projectToken'],
    [{ personalApiKey: 'phc_public' }, 'personalApiKey'],
    [{ personalApiKey: '' }, 'personalApiKey'],
    [{ host: 'ftp://x' }, 'host'],
    [{ projectId: '../x' }, 'projectId'],
    [{ pollIntervalMs: 10 }, 'pollIntervalMs'],
    [{ flagsTimeoutMs: Number.NaN }, 'flagsTimeoutMs'],
  ])('refuses options that cannot work: %j', (options, name) => {
    expect(() => evaluator(options)).toThrow(
      expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(name) }),
    )
  })

  it('reports an exposure when told, once for each person, flag and value', async () => {
    const client = createClient({ projectToken: s.projectToken, host: s.url, preloadFlags: false })
    const flags = evaluator({ client })
    const results = await flags.evaluate('exposed', { keys: ['variants', 'kept'] })
    results.reportExposure('variants')
    results.reportExposure('variants')
    results.reportExposure('kept')
    ;(await flags.evaluate('exposed', { keys: ['variants'] })).reportExposure('variants')
    await client.shutdown()
    const { results: rows } = await s.query(
      `select properties.$feature_flag, properties.$feature_flag_response, properties.locally_evaluated from events
       where event = '$feature_flag_called' and distinct_id = 'exposed' order by properties.$feature_flag`,
    )
    expect(rows).toEqual([
      ['kept', 'true', false],
      ['variants', 'test', true],
    ])
    const silent = await evaluator().evaluate('exposed', { keys: ['variants'] })
    expect(() => silent.reportExposure('variants')).toThrow(/needs a client/)
  })
})
