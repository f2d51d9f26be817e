import { ErrorCode, OpenFeature, ProviderEvents, StandardResolutionReasons } from '@openfeature/web-sdk'
import { createClient, type HogkitClient } from 'hogkit/core'
import { HogkitWebProvider, type HogkitWebProviderOptions } from 'hogkit/openfeature'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const everybody = [{ properties: [], rollout_percentage: 100 }]
const pro = [{ properties: [{ key: 'plan', type: 'person', value: 'pro', operator: 'exact' }] }]
const variants = (...keys: string[]) => ({
  variants: keys.map((key, index) => ({ key, rollout_percentage: index === 0 ? 100 : 0 })),
})
const ids: Record<string, number> = {}

beforeAll(async () => {
  const create = async (key: string, filters: object) => {
    const answer = await s.send<{ id: number }>('POST', 'feature_flags/', { key, filters })
    expect(answer.status).toBe(201)
    ids[key] = answer.body.id
  }
  await create('on', { groups: everybody })
  await create('off', { groups: [{ properties: [], rollout_percentage: 0 }] })
  await create('layout', { groups: everybody, multivariate: variants('grid', 'list') })
  await create('limit', { groups: everybody, payloads: { true: '25' } })
  await create('size', { groups: everybody, multivariate: variants('12', '24') })
  await create('theme', { groups: everybody, payloads: { true: { color: 'teal', tags: ['a'] } } })
  await create('for-pro', { groups: pro })
  await create('for-gold', {
    aggregation_group_type_index: 0,
    groups: [{ properties: [{ key: 'tier', type: 'group', group_type_index: 0, value: 'gold', operator: 'exact' }] }],
  })
  await create('moving', { groups: everybody, multivariate: variants('one', 'two') })
  await s.capture({
    event: '$groupidentify',
    distinct_id: 'x',
    properties: { $group_type: 'company', $group_key: 'acme', $group_set: { tier: 'gold' } },
  })
})

let clients: HogkitClient[] = []
let domains = 0
afterEach(async () => {
  await OpenFeature.clearProviders()
  await OpenFeature.clearContexts()
  await Promise.all(clients.map(client => client.shutdown()))
  clients = []
  s.sandbox.faults.clear()
})

async function open(options: Partial<HogkitWebProviderOptions> = {}, context: Record<string, string> = {}) {
  const client = createClient({ projectToken: s.projectToken, host: s.url, onError: () => {}, flagsTimeoutMs: 20_000 })
  clients.push(client)
  const domain = `test-${++domains}`
  await OpenFeature.setContext(domain, context)
  await OpenFeature.setProviderAndWait(domain, new HogkitWebProvider({ client, ...options }))
  return { client, domain, flags: OpenFeature.getClient(domain) }
}

describe('HogkitWebProvider', () => {
  it('gives booleans, strings, numbers and objects, with PostHog’s reasons', async () => {
    const { flags } = await open()
    expect(flags.metadata.providerMetadata.name).toBe('hogkit')
    expect(flags.getBooleanValue('on', false)).toBe(true)
    expect(flags.getBooleanValue('off', true)).toBe(false)
    expect(flags.getBooleanValue('layout', false)).toBe(true)
    expect(flags.getStringDetails('layout', 'none')).toMatchObject({
      value: 'grid',
      variant: 'grid',
      reason: StandardResolutionReasons.TARGETING_MATCH,
      flagMetadata: { id: ids['layout'], version: 1, reason: 'condition_match', source: 'server' },
    })
    expect(flags.getNumberValue('limit', 5)).toBe(25)
    expect(flags.getNumberValue('size', 5)).toBe(12)
    expect(flags.getObjectValue('theme', {})).toEqual({ color: 'teal', tags: ['a'] })
  })

  it('gives the default, and why, where there is no value', async () => {
    const { flags } = await open()
    expect(flags.getStringDetails('off', 'none')).toMatchObject({ value: 'none', reason: 'DEFAULT' })
    expect(flags.getObjectDetails('off', { a: 1 })).toMatchObject({ value: { a: 1 }, reason: 'DEFAULT' })
    expect(flags.getBooleanDetails('never-made', true)).toMatchObject({
      value: true,
      reason: StandardResolutionReasons.ERROR,
      errorCode: ErrorCode.FLAG_NOT_FOUND,
    })
    expect(flags.getStringDetails('on', 'none')).toMatchObject({ errorCode: ErrorCode.TYPE_MISMATCH, value: 'none' })
    expect(flags.getNumberDetails('theme', 1)).toMatchObject({ errorCode: ErrorCode.TYPE_MISMATCH })
    expect(flags.getObjectDetails('limit', {})).toMatchObject({ errorCode: ErrorCode.TYPE_MISMATCH })
    expect(flags.getNumberDetails('layout', 1)).toMatchObject({ errorCode: ErrorCode.TYPE_MISMATCH })
  })

  it('follows the context: person, properties and groups, and forgets what a context no longer has', async () => {
    const { client, domain, flags } = await open({}, { plan: 'free' })
    expect(flags.getBooleanValue('for-pro', true)).toBe(false)
    const anonymous = client.distinctId
    await OpenFeature.setContext(domain, { targetingKey: 'ada', plan: 'pro', groups: { company: 'acme' } })
    expect(client.distinctId).toBe('ada')
    expect(flags.getBooleanValue('for-pro', false)).toBe(true)
    expect(flags.getBooleanValue('for-gold', false)).toBe(true)
    await OpenFeature.setContext(domain, { targetingKey: 'ada' })
    expect(flags.getBooleanValue('for-pro', true)).toBe(false)
    await OpenFeature.setContext(domain, { plan: 'pro' })
    expect(client.identity.getSnapshot().isIdentified).toBe(false)
    expect(client.distinctId).not.toBe(anonymous)
    expect(flags.getBooleanValue('for-pro', false)).toBe(true)
    await client.flush()
    // Properties to evaluate by are nobody's properties.
    const { results } = await s.query("select count() from events where properties.$set.plan = 'pro'")
    expect(results).toEqual([[0]])
  })

  it('leaves the identity to an app that wants that', async () => {
    const { client, domain } = await open({ identify: false })
    const { distinctId } = client
    await OpenFeature.setContext(domain, { targetingKey: 'grace' })
    expect(client.distinctId).toBe(distinctId)
  })

  it('tells which flags changed, and nothing when none did', async () => {
    const { client, flags } = await open()
    const changes: unknown[] = []
    flags.addHandler(ProviderEvents.ConfigurationChanged, details => changes.push(details?.flagsChanged))
    await client.flags.reload()
    expect(changes).toEqual([])
    await s.send('PATCH', `feature_flags/${ids['moving']}/`, {
      filters: { groups: everybody, multivariate: variants('two', 'one') },
    })
    await client.flags.reload()
    expect(changes).toEqual([['moving']])
    client.flags.override({ on: false })
    expect(changes).toEqual([['moving'], ['on']])
    expect(flags.getBooleanDetails('on', true)).toMatchObject({ value: false, reason: 'STATIC' })
  })

  it('is stale while PostHog fails, and ready again after it', async () => {
    const { client, flags } = await open()
    const heard: string[] = []
    flags.addHandler(ProviderEvents.Stale, () => heard.push('stale'))
    s.sandbox.faults.add({ match: { path: '/flags' }, fault: { status: 500 } })
    await expect(client.flags.reload()).rejects.toThrow('500')
    expect(heard).toEqual(['stale'])
    expect(flags.providerStatus).toBe('STALE')
    expect(flags.getStringDetails('layout', 'none')).toMatchObject({ value: 'grid' })
    s.sandbox.faults.clear()
    await client.flags.reload()
    expect(flags.providerStatus).toBe('READY')
  })

  it('fails to start when nothing can be known, with the reason', async () => {
    s.sandbox.faults.add({ match: { path: '/flags' }, fault: { status: 500 } })
    await expect(open()).rejects.toThrow(/500/)
    const flags = OpenFeature.getClient(`test-${domains}`)
    expect(flags.getBooleanDetails('on', false)).toMatchObject({ value: false, reason: 'ERROR' })
  })

  it('reports exposure once after evaluation, or leaves it to the app; tracks events', async () => {
    const { client, flags } = await open({}, { targetingKey: 'tracked' })
    flags.getBooleanValue('on', false)
    flags.getBooleanValue('on', false)
    await vi.waitFor(
      () => expect(client.queue.getSnapshot().pending + client.queue.getSnapshot().delivered).toBeGreaterThan(1),
      15_000,
    )
    flags.track('checkout', { value: 99, currency: 'EUR' })
    await client.flush()
    const manual = await open({ exposure: 'manual' }, { targetingKey: 'quiet' })
    manual.flags.getBooleanValue('on', false)
    await new Promise(resolve => setTimeout(resolve, 0))
    await manual.client.flush()
    const { results } = await s.query(
      `select distinct_id, event, properties.$feature_flag, properties.value from events
       where distinct_id in ('tracked', 'quiet') and event in ('$feature_flag_called', 'checkout') order by event`,
    )
    expect(results).toEqual([
      ['tracked', '$feature_flag_called', 'on', null],
      ['tracked', 'checkout', null, 99],
    ])
  })

  it('lets go of the client when closed, and shuts it down when told', async () => {
    const { client } = await open({ shutdownClient: true })
    await OpenFeature.clearProviders()
    await vi.waitFor(() => expect(client.capture('after the end')).toBeUndefined(), 15_000)
  })
})
