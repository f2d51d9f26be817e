import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

interface Flags {
  errorsWhileComputingFlags: boolean
  flags: Record<
    string,
    { enabled: boolean; variant: string | null; reason: object; metadata: { payload: string | null } }
  >
  requestId: string
  evaluatedAt: number
}

const s = useSandbox()
const ask = <TBody = Flags>(path: string, body: object = {}) =>
  s.send<TBody>('POST', path, { token: s.projectToken, distinct_id: 'somebody', ...body }, { key: null })
const v2 = async (body: object) => (await ask('/flags/?v=2', body)).body.flags

const group = (rollout: number, ...properties: object[]) => ({ properties, rollout_percentage: rollout })
const person = (key: string, value: unknown, operator = 'exact') => ({ key, type: 'person', value, operator })

beforeAll(async () => {
  const create = async (body: object) => {
    const answer = await s.send('POST', 'feature_flags/', body)
    expect(answer.status).toBe(201)
  }
  await create({ key: 'on', name: 'Always', filters: { groups: [group(100)], payloads: { true: { color: 'blue' } } } })
  await create({ key: 'off', filters: { groups: [group(0)] } })
  await create({ key: 'inactive', active: false, filters: { groups: [group(100)] } })
  await create({
    key: 'variants',
    filters: {
      groups: [group(100)],
      multivariate: {
        variants: [
          { key: 'control', rollout_percentage: 0 },
          { key: 'test', rollout_percentage: 100 },
        ],
      },
      payloads: { test: '"hello"' },
    },
  })
  await create({ key: 'for-pro', filters: { groups: [group(100, person('plan', ['pro']))] } })
  await create({
    key: 'for-acme',
    filters: {
      aggregation_group_type_index: 0,
      groups: [group(100, { key: 'tier', type: 'group', group_type_index: 0, value: 'gold', operator: 'exact' })],
    },
  })
  await create({ key: 'half', ensure_experience_continuity: true, filters: { groups: [group(50)] } })
  await create({ key: 'server-only', evaluation_runtime: 'server', filters: { groups: [group(100)] } })
  await s.capture({
    event: '$groupidentify',
    distinct_id: 'x',
    properties: { $group_type: 'company', $group_key: 'acme', $group_set: { tier: 'gold' } },
  })
})

describe('/flags?v=2', () => {
  it('tells everything about every active flag', async () => {
    const { status, body } = await ask('/flags?v=2')
    expect(status).toBe(200)
    expect(body.errorsWhileComputingFlags).toBe(false)
    expect(body.requestId).toMatch(/^[\da-f-]{36}$/)
    expect(Math.abs(body.evaluatedAt - Date.now())).toBeLessThan(60_000)
    expect(body.flags).not.toHaveProperty('inactive')
    expect(body.flags['on']).toEqual({
      key: 'on',
      enabled: true,
      variant: null,
      reason: { code: 'condition_match', condition_index: 0, description: 'Matched condition set 1' },
      metadata: { id: 1, version: 1, description: 'Always', payload: '{"color":"blue"}' },
    })
    expect(body.flags['off']).toMatchObject({ enabled: false, reason: { code: 'out_of_rollout_bound' } })
    expect(body.flags['variants']).toMatchObject({ enabled: true, variant: 'test', metadata: { payload: '"hello"' } })
    expect(body.flags['for-acme']).toMatchObject({ enabled: false, reason: { code: 'no_group_type' } })
  })

  it('knows stored person properties, and lets the request override them', async () => {
    const id = randomUUID()
    await s.capture({ event: '$set', distinct_id: id, properties: { $set: { plan: 'pro' } } })
    expect((await v2({ distinct_id: id }))['for-pro']?.enabled).toBe(true)
    expect((await v2({ distinct_id: id, person_properties: { plan: 'free' } }))['for-pro']?.enabled).toBe(false)
    expect((await v2({ person_properties: { plan: 'pro' } }))['for-pro']?.enabled).toBe(true)
  })

  it('takes the id that is asked about for the property distinct_id, not a stored one of that name', async () => {
    const id = randomUUID()
    const named = { groups: [group(100, person('distinct_id', [id]))] }
    expect((await s.send('POST', 'feature_flags/', { key: 'for-one', filters: named })).status).toBe(201)
    const on = async (body: object) => (await v2(body))['for-one']?.enabled
    expect(await on({ distinct_id: id })).toBe(true)
    await s.capture({ event: '$set', distinct_id: id, properties: { $set: { distinct_id: 'somebody else' } } })
    await s.capture({ event: '$set', distinct_id: 'pretender', properties: { $set: { distinct_id: id } } })
    expect(await on({ distinct_id: id })).toBe(true)
    expect(await on({ distinct_id: 'pretender' })).toBe(false)
    // What a request says of a person counts more than anything that is known.
    expect(await on({ distinct_id: 'pretender', person_properties: { distinct_id: id } })).toBe(true)
  })

  it('takes the group that is asked about for the property $group_key, whatever is stored or sent', async () => {
    const named = { key: '$group_key', type: 'group', group_type_index: 0, value: ['acme'], operator: 'exact' }
    const filters = { aggregation_group_type_index: 0, groups: [group(100, named)] }
    expect((await s.send('POST', 'feature_flags/', { key: 'for-one-group', filters })).status).toBe(201)
    const pretend = { $group_type: 'company', $group_key: 'umbrella', $group_set: { $group_key: 'acme' } }
    await s.capture({ event: '$groupidentify', distinct_id: 'x', properties: pretend })
    const on = async (company: string, sent: object = {}) =>
      (await v2({ groups: { company }, group_properties: { company: sent } }))['for-one-group']?.enabled
    expect([await on('acme'), await on('umbrella'), await on('umbrella', { $group_key: 'acme' })]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('knows stored group properties, and lets the request override them', async () => {
    expect((await v2({ groups: { company: 'acme' } }))['for-acme']?.enabled).toBe(true)
    expect((await v2({ groups: { company: 'other' } }))['for-acme']?.enabled).toBe(false)
    const overridden = await v2({ groups: { company: 'other' }, group_properties: { company: { tier: 'gold' } } })
    expect(overridden['for-acme']?.enabled).toBe(true)
  })

  it('evaluates only the flags asked for, or none', async () => {
    expect(Object.keys(await v2({ flag_keys_to_evaluate: ['on', 'off'] }))).toEqual(['on', 'off'])
    expect(await v2({ disable_flags: true })).toEqual({})
  })

  it.each<[expected: boolean, about: string, headers: Record<string, string>, body: Record<string, unknown>]>([
    [true, 'a server that says so', {}, { evaluation_runtime: 'server' }],
    [true, 'whoever wants all', { 'user-agent': 'Mozilla/5.0' }, { evaluation_runtime: 'all' }],
    [true, 'a word that is no runtime, which means all', {}, { evaluation_runtime: 'edge' }],
    [true, 'a server SDK', { 'user-agent': 'posthog-node/5.1.0' }, {}],
    [true, 'curl', { 'user-agent': 'curl/8.5.0' }, {}],
    [false, 'a client that says so', { 'user-agent': 'posthog-node/5.1.0' }, { evaluation_runtime: 'client' }],
    [false, 'a browser', { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/89.0' }, {}],
    [false, 'a mobile SDK', { 'user-agent': 'posthog-ios/3.0.0' }, {}],
    [false, 'a page whose browser does not tell its name', { 'user-agent': 'x', referer: 'https://app.example/' }, {}],
    [false, 'somebody of whom nothing is known', { 'user-agent': 'x' }, {}],
  ])('a flag for servers is given (%s) to %s', async (expected, _about, headers, body) => {
    const answer = await fetch(`${s.url}/flags/?v=2`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ token: s.projectToken, distinct_id: 'somebody', ...body }),
    })
    const { flags } = (await answer.json()) as { flags: Record<string, unknown> }
    expect(flags).toHaveProperty('on')
    expect('server-only' in flags).toBe(expected)
  })

  it('shows a changed flag in the very next answer', async () => {
    const list = await s.get<{ results: { id: number }[] }>('feature_flags/?search=for-pro')
    const id = list.body.results[0]?.id
    await s.send('PATCH', `feature_flags/${id}/`, { active: false })
    expect(await v2({})).not.toHaveProperty('for-pro')
    await s.send('PATCH', `feature_flags/${id}/`, { active: true })
    expect(await v2({})).toHaveProperty('for-pro')
  })

  it('keeps a value over sign-in where the flag asks for it', async () => {
    // An anonymous id and a user id on different sides of the half.
    const value = async (id: string) => (await v2({ distinct_id: id }))['half']?.enabled
    const ids = Array.from({ length: 40 }, () => randomUUID())
    const values = await Promise.all(ids.map(value))
    const [anon, user] = [ids[values.indexOf(true)], ids[values.indexOf(false)]]
    await s.capture(
      { event: 'x', distinct_id: anon },
      { event: '$identify', distinct_id: user, properties: { $anon_distinct_id: anon } },
    )
    expect((await v2({ distinct_id: user, $anon_distinct_id: anon }))['half']?.enabled).toBe(true)
    expect(await value(String(user))).toBe(true)
  })

  it('reads gzip, base64 and NaN', async () => {
    const body = `{"token":"${s.projectToken}","distinct_id":"somebody","person_properties":{"score":NaN,"note":"NaN"}}`
    const send = (path: string, payload: string | Uint8Array<ArrayBuffer>) =>
      fetch(s.url + path, { method: 'POST', body: payload }).then(answer => answer.status)
    expect(await send('/flags/?v=2', body)).toBe(200)
    expect(await send('/flags/?v=2', gzipSync(body))).toBe(200)
    const form = new URLSearchParams({ data: Buffer.from(body).toString('base64') }).toString()
    expect(await send('/flags/?v=2&compression=base64', form)).toBe(200)
  })
})

describe('older shapes', () => {
  const asServer = { evaluation_runtime: 'server' }
  const on = { on: true, variants: 'test', 'server-only': true }

  it.each(['/flags', '/flags/?v=1', '/decide?v=3'])(
    '%s: values, with the false ones, and payloads parsed',
    async path => {
      const { body } = await ask<Record<string, unknown>>(path, asServer)
      expect(body['featureFlags']).toMatchObject({ ...on, off: false })
      expect(body['featureFlagPayloads']).toEqual({ on: { color: 'blue' }, variants: 'hello' })
      expect(body['errorsWhileComputingFlags']).toBe(false)
    },
  )

  it('/decide?v=2: what is on, with variants', async () => {
    const { body } = await ask<{ featureFlags: object }>('/decide/?v=2', asServer)
    expect(body.featureFlags).toMatchObject(on)
    expect(body.featureFlags).not.toHaveProperty('off')
  })

  it('/decide: names of what is on', async () => {
    const { body } = await ask<{ featureFlags: string[] }>('/decide', asServer)
    expect(body.featureFlags).toEqual(expect.arrayContaining(Object.keys(on)))
    expect(body.featureFlags).not.toContain('off')
  })

  it('/decide?v=4 is /flags?v=2', async () => {
    expect((await ask('/decide?v=4')).body.flags['variants']).toMatchObject({ variant: 'test' })
  })
})

describe('remote config', () => {
  const config = {
    supportedCompression: ['gzip', 'gzip-js'],
    analytics: { endpoint: '/i/v0/e/' },
    sessionRecording: false,
  }

  it('comes with config=true and always with /decide', async () => {
    expect((await ask('/flags?v=2&config=true')).body).toMatchObject(config)
    expect((await ask('/decide?v=3')).body).toMatchObject(config)
    expect((await ask('/flags?v=2')).body).not.toHaveProperty('supportedCompression')
  })

  it('is at /array/:token/config', async () => {
    const answer = await fetch(`${s.url}/array/${s.projectToken}/config`, {
      headers: { Origin: 'https://app.example' },
    })
    expect(await answer.json()).toMatchObject({ ...config, hasFeatureFlags: true })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://app.example')
    expect((await fetch(`${s.url}/array/phc_other/config`)).status).toBe(404)
  })
})

describe('refusals', () => {
  it.each<[string, object, number, RegExp]>([
    ['no token', { token: undefined }, 401, /^No API token provided\./],
    ['an unknown token', { token: 'phc_other' }, 401, /^The provided API key is invalid or has expired\./],
    ['no distinct id', { distinct_id: undefined }, 400, /distinct_id/],
  ])('%s', async (_name, body, status, message) => {
    const answer = await ask<string>('/flags?v=2', body)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatch(message)
  })

  it('malformed JSON', async () => {
    const answer = await s.send('POST', '/flags?v=2', '{"token"', { key: null })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatch(/^Failed to decode request/)
  })

  it('accepts an empty distinct id, as PostHog does', async () => {
    expect((await ask('/flags?v=2', { distinct_id: '' })).status).toBe(200)
  })
})
