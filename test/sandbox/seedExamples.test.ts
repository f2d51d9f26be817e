import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

/**
 * The examples of PostHog's own documents, run by `curl` as they stand there: post-only public endpoints, the API skill, and the endpoint
 * reference. Only host and keys are put in.
 */
const s = useSandbox()
const run = promisify(execFile)

async function curl(...args: string[]): Promise<{ status: number; body: unknown }> {
  const { stdout } = await run('curl', ['-sS', '-L', '-w', '\n%{http_code}', ...args])
  const end = stdout.lastIndexOf('\n')
  const text = stdout.slice(0, end)
  return { status: Number(stdout.slice(end + 1)), body: text.startsWith('{') ? JSON.parse(text) : text }
}

const asJson = ['--header', 'Content-Type: application/json']
const put = (body: string) => body.replaceAll('<ph_project_api_key>', s.projectToken)

describe('sending events', () => {
  it.each([
    [
      'alias',
      '{"api_key": "<ph_project_api_key>","properties": {"distinct_id": "123","alias": "456"},"timestamp": "2020-08-16 09:03:11.913767","event": "$create_alias"}',
    ],
    [
      'capture',
      '{"api_key": "<ph_project_api_key>","properties": {},"timestamp": "2020-08-16 09:03:11.913767","distinct_id": "1234","event": "$event"}',
    ],
    [
      'group',
      '{"api_key": "<ph_project_api_key>","event": "$event","distinct_id": "1234","properties": {"$groups": {"company": "<company_name>"}}}',
    ],
    [
      // The document lacks the comma after "premium"; as printed it is no JSON.
      'group identify',
      '{"api_key": "<ph_project_api_key>","event": "$groupidentify","properties": {"distinct_id": "groups_setup_id","$group_type": "<group_type>","$group_key": "<company_name>","$group_set": {"name": "<company_name>","subscription": "premium","date_joined": "2020-01-23T00:00:00.000Z"}}}',
    ],
    [
      'identify',
      '{"api_key": "<ph_project_api_key>","timestamp": "2020-08-16 09:03:11.913767","context": {},"distinct_id": "1234","$set": {},"event": "$identify"}',
    ],
    [
      'page view',
      '{"api_key": "<ph_project_api_key>","properties": {},"timestamp": "2020-08-16T09:03:11.913767","distinct_id": "1234","event": "$pageview"}',
    ],
    [
      'screen view',
      '{"api_key": "<ph_project_api_key>","properties": {},"timestamp": "2020-08-16T09:03:11.913767","distinct_id": "1234","event": "$screen"}',
    ],
  ])('%s', async (_name, body) => {
    expect(await curl(...asJson, '-d', put(body), `${s.url}/capture/`)).toEqual({ status: 200, body: { status: 'Ok' } })
  })

  it('a single event and a batch, with the distinct id in properties', async () => {
    const single = `{"api_key": "<ph_project_api_key>","event": "[event name]","properties": {"distinct_id": "[your users' distinct id]","key1": "value1","key2": "value2"}}`
    expect((await curl(...asJson, '-d', put(single), `${s.url}/capture/`)).status).toBe(200)
    const batch = `{"api_key": "<ph_project_api_key>","historical_migration": false,"batch": [{"event": "evt1", "properties": {"distinct_id": "u1"}, "timestamp": "2024-01-15T10:30:00Z"},{"event": "evt2", "properties": {"distinct_id": "u1"}}]}`
    expect((await curl(...asJson, '-d', put(batch), `${s.url}/batch/`)).status).toBe(200)
    const direct = `{"api_key":"<ph_project_api_key>","event":"test","distinct_id":"u1"}`
    expect(
      (await curl('-H', 'Content-Type: application/json', '-X', 'POST', '-d', put(direct), `${s.url}/i/v0/e/`)).status,
    ).toBe(200)
    const { results } = await s.query("SELECT event FROM events WHERE distinct_id = 'u1' ORDER BY event")
    expect(results).toEqual([['evt1'], ['evt2'], ['test']])
  })

  it('gives what they promise: one person of both aliases, the page view of 2020', async () => {
    const { body } = await s.get<{ results: { distinct_ids: string[] }[] }>('persons/?distinct_id=456')
    expect(body.results[0]?.distinct_ids.toSorted()).toEqual(['123', '456'])
    const { results } = await s.query("SELECT toYear(timestamp) FROM events WHERE event = '$pageview'")
    expect(results).toEqual([[2020]])
  })
})

describe('feature flags', () => {
  beforeAll(async () => {
    const groups = [{ properties: [], rollout_percentage: 100 }]
    const create = (body: object) => s.send('POST', 'feature_flags/', body)
    await create({ key: 'my-awesome-flag', filters: { groups, payloads: { true: 'example-payload-string' } } })
    await create({
      key: 'my-multivariate-flag',
      filters: { groups, multivariate: { variants: [{ key: 'some-string-value', rollout_percentage: 100 }] } },
    })
    await create({ key: 'flag-thats-not-on', filters: { groups: [{ properties: [], rollout_percentage: 0 }] } })
  })

  it('/decide?v=3, v=2 and v=1 with the documented request', async () => {
    const body = put(
      ' {"api_key": "<ph_project_api_key>","distinct_id": "1234","groups" : {"<groupType>": "<groupKey>"},"person_properties": {"<personProp1>": "<personVal1>"},"group_properties": {"group type": {"<groupProp1>":"<groupVal1>"}}}',
    )
    const v3 = await curl(...asJson, '-d', body, `${s.url}/decide?v=3`)
    expect(v3).toMatchObject({
      status: 200,
      body: {
        config: { enable_collect_everything: true },
        editorParams: {},
        isAuthenticated: false,
        featureFlags: {
          'my-awesome-flag': true,
          'my-multivariate-flag': 'some-string-value',
          'flag-thats-not-on': false,
        },
        featureFlagPayloads: { 'my-awesome-flag': 'example-payload-string' },
      },
    })
    const v2 = await curl(...asJson, '-d', body, `${s.url}/decide?v=2`)
    expect(v2.body).toHaveProperty('featureFlags', {
      'my-awesome-flag': true,
      'my-multivariate-flag': 'some-string-value',
    })
    const v1 = await curl(...asJson, '-d', body, `${s.url}/decide?v=1`)
    expect(v1.body).toHaveProperty('featureFlags', ['my-awesome-flag', 'my-multivariate-flag'])
  })

  it('/flags?v=2&config=true', async () => {
    const body = put('{"api_key": "<ph_project_api_key>","distinct_id": "user_123","groups": {"company": "acme_inc"}}')
    const answer = await curl(...asJson, '-d', body, `${s.url}/flags?v=2&config=true`)
    expect(answer).toMatchObject({
      status: 200,
      body: {
        flags: {
          'my-awesome-flag': {
            enabled: true,
            variant: null,
            reason: { code: 'condition_match' },
            metadata: { version: 1 },
          },
        },
        supportedCompression: ['gzip', 'gzip-js'],
      },
    })
  })
})

describe('the private API', () => {
  const auth = () => ['-H', `Authorization: Bearer ${s.personalApiKey}`]

  it('whoami, list persons, list flags', async () => {
    expect(await curl(...auth(), `${s.url}/api/users/@me/`)).toMatchObject({
      status: 200,
      body: { team: { project_id: 1 } },
    })
    expect(await curl(...auth(), `${s.url}/api/environments/1/persons/?limit=10`)).toMatchObject({ status: 200 })
    expect(await curl(...auth(), `${s.url}/api/projects/1/feature_flags/`)).toMatchObject({
      status: 200,
      body: { count: 3 },
    })
  })

  it('create a flag', async () => {
    const body =
      '{"key":"new-dashboard","name":"New Dashboard","active":true,"filters":{"groups":[{"rollout_percentage":50}]}}'
    const answer = await curl(...auth(), ...asJson, '-X', 'POST', '-d', body, `${s.url}/api/projects/1/feature_flags/`)
    expect(answer).toMatchObject({ status: 201, body: { key: 'new-dashboard', active: true } })
  })

  it.each([
    `{"query":{"kind":"HogQLQuery","query":"SELECT count() FROM events WHERE timestamp >= now() - INTERVAL 1 DAY"}}`,
    `{"query": {"kind": "HogQLQuery","query": "SELECT event, count() FROM events WHERE timestamp >= now() - INTERVAL 7 DAY GROUP BY event ORDER BY count() DESC LIMIT 100"},"name": "top_events_last_7_days"}`,
    `{"query":{"kind":"HogQLQuery","query":"SELECT event, count() FROM events WHERE timestamp >= now() - INTERVAL 7 DAY GROUP BY event ORDER BY count() DESC LIMIT 20"}}`,
  ])('query %#', async body => {
    const answer = await curl(...auth(), ...asJson, '-X', 'POST', '-d', body, `${s.url}/api/projects/1/query/`)
    expect(answer.status).toBe(200)
    expect((answer.body as { results: unknown[][] }).results.length).toBeGreaterThan(0)
  })
})
