import posthogJs, { type PostHogConfig } from 'posthog-js'
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest'
import { createClient, fromPostHogJs, type HogkitClient } from 'hogkit/core'
import { recordPage } from './support/recordPage.js'

let count = 0

/** A posthog-js of its own, on the sandbox. */
function makePostHogJs(config: Partial<PostHogConfig> = {}) {
  return posthogJs.init(
    inject('projectToken'),
    {
      api_host: inject('sandboxUrl'),
      autocapture: false,
      capture_pageview: false,
      capture_pageleave: false,
      disable_session_recording: true,
      disable_surveys: true,
      disable_external_dependency_loading: true,
      person_profiles: 'identified_only',
      opt_out_useragent_filter: true,
      request_batching: false,
      ...config,
    },
    `instance-${++count}`,
  )
}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})
afterEach(() => {
  for (const pair of document.cookie.split('; ')) document.cookie = `${pair.split('=')[0]}=; max-age=0; path=/`
})

describe('a visitor that posthog-js knew', () => {
  /** Under the name that posthog-js gives by itself. */
  const persistence_name = `${inject('projectToken')}_posthog`

  test('is the same person in the same session, with their super properties and groups', () => {
    const posthog = makePostHogJs({ persistence_name, persistence: 'localStorage+cookie' })
    const deviceId = posthog.get_property('$device_id') as string
    posthog.identify('user-1')
    posthog.register({ plan: 'pro' })
    posthog.group('company', 'acme')
    const sessionId = posthog.get_session_id()
    const { client, events } = recordPage()
    expect(client.identity.getSnapshot()).toMatchObject({
      distinctId: 'user-1',
      deviceId,
      anonymousId: deviceId,
      isIdentified: true,
      groups: { company: 'acme' },
    })
    client.capture('a')
    expect(events[0]?.properties).toMatchObject({ plan: 'pro', $session_id: sessionId, $process_person_profile: true })
    expect(Object.keys(events[0]?.properties ?? {}).filter(name => /^__|^distinct_id$|^token$/.test(name))).toEqual([])
  })

  test('stays anonymous under the same id, and is read once', () => {
    const posthog = makePostHogJs({ persistence_name, persistence: 'localStorage' })
    const id = posthog.get_distinct_id()
    const { client } = recordPage({ persistence: 'localStorage' })
    expect([client.distinctId, client.anonymousId]).toEqual([id, id])
    expect(client.identity.getSnapshot().isIdentified).toBe(false)
    client.reset()
    expect(recordPage({ persistence: 'localStorage' }).client.distinctId).toBe(client.distinctId)
  })

  test('who refused stays refused', () => {
    const posthog = makePostHogJs({ persistence_name })
    posthog.opt_out_capturing()
    expect(recordPage().client.consent.status).toBe('denied')
  })

  test('who asked to be forgotten does not come back', () => {
    const posthog = makePostHogJs({ persistence_name, persistence: 'localStorage' })
    recordPage({ persistence: 'localStorage' }).client.consent.deny({ clear: true })
    const { client } = recordPage({ persistence: 'localStorage' })
    expect(client.consent.status).toBe('denied')
    expect(client.distinctId).not.toBe(posthog.get_distinct_id())
  })

  test('is not looked for where hogkit keeps nothing, and what cannot be read is nobody', () => {
    const posthog = makePostHogJs({ persistence_name, persistence: 'localStorage' })
    expect(recordPage({ persistence: 'memory' }).client.distinctId).not.toBe(posthog.get_distinct_id())
    localStorage.setItem(`ph_${persistence_name}`, '{"distinct_id":')
    expect(recordPage().errors).toEqual([])
  })
})

describe('fromPostHogJs', () => {
  function make(config: Partial<PostHogConfig> = {}) {
    const posthog = makePostHogJs({ persistence: 'memory', ...config })
    const errors: Error[] = []
    const client: HogkitClient = fromPostHogJs(posthog, { onError: error => errors.push(error) })
    onTestFinished(() => client.shutdown())
    return { posthog, client, errors }
  }

  test('captures through posthog-js: its identity, its session, its delivery', async () => {
    const { posthog, client } = make()
    const seen: string[] = []
    client.on('captured', ({ event }) => seen.push(event))
    const uuid = client.capture('moved over', { size: 1 }, { set: { plan: 'pro' }, groups: { company: 'acme' } })
    expect(uuid).toMatch(/^[\da-f-]{36}$/)
    expect(seen).toEqual(['moved over'])
    expect([client.distinctId, client.sessionId]).toEqual([posthog.get_distinct_id(), posthog.get_session_id()])
    expect(client.session.getSnapshot().id).toBe(client.sessionId)
    const query = async () => {
      const response = await fetch(`${inject('backendUrl')}/api/posthog/api/projects/@current/query/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: {
            kind: 'HogQLQuery',
            query: `select properties.size, properties.$lib from events where uuid = '${uuid}'`,
          },
        }),
      })
      return ((await response.json()) as { results?: unknown }).results
    }
    await expect.poll(query, { timeout: 15_000 }).toEqual([[1, 'web']])
  })

  test('identifies, groups and resets, and its stores tell, also of what the page does past it', async () => {
    const { posthog, client, errors } = make()
    const told: string[] = []
    client.on('identity', ({ distinctId }) => told.push(distinctId))
    const anonymousId = client.distinctId
    await client.identify('user-1', { set: { email: 'a@b.c' } })
    client.group('company', 'acme')
    expect(client.identity.getSnapshot()).toMatchObject({
      distinctId: 'user-1',
      isIdentified: true,
      anonymousId,
      groups: { company: 'acme' },
    })
    expect(client.identity.getSnapshot()).toBe(client.identity.getSnapshot())
    await client.identify('null')
    expect(errors).toMatchObject([{ name: 'InvalidIdError' }])
    client.reset()
    const nextId = client.distinctId
    expect(nextId).not.toBe('user-1')
    posthog.identify('user-2')
    expect(client.identity.getSnapshot().distinctId).toBe('user-2')
    expect(told).toEqual(['user-1', nextId, 'user-2'])
  })

  test('knows its flags', async () => {
    const { client, posthog } = make()
    await client.flags.reload()
    await client.flags.ready()
    expect(client.flags.status).toBe('ready')
    let notified = 0
    client.flags.subscribe(() => notified++, 'beta')
    posthog.updateFlags({ beta: 'b', other: true }, { beta: { a: 1 } })
    expect(client.flags.details('beta')).toMatchObject({ status: 'ready', value: 'b', variant: 'b', payload: { a: 1 } })
    expect(client.flags.all()).toEqual({ beta: 'b', other: true })
    posthog.updateFlags({ beta: 'b', other: false }, { beta: { a: 1 } })
    expect(notified).toBe(1)
    const seen: unknown[] = []
    client.on('captured', ({ event, properties }) => seen.push([event, properties['$feature_flag_response']]))
    client.flags.reportExposure('beta')
    client.flags.reportExposure('beta')
    expect(seen).toEqual([['$feature_flag_called', 'b']])
    client.flags.override({ beta: 'c' })
    expect(client.flags.get('beta')).toBe('c')
    await expect(client.flags.evaluate('beta', { distinctId: 'x' })).rejects.toThrow(/posthog-js/)
  })

  test('asks and tells of consent', () => {
    const { client } = make({ opt_out_capturing_by_default: true })
    expect(client.consent.status).toBe('pending')
    const seen: string[] = []
    client.consent.subscribe(() => seen.push(client.consent.status))
    client.consent.grant()
    client.consent.deny({ clear: true })
    expect(seen).toEqual(['granted', 'denied'])
    expect(client.capture('x')).toBeUndefined()
  })

  test('says what posthog-js cannot do, and lets go of it', async () => {
    const { client, posthog, errors } = make()
    expect(client.capture('x', {}, { distinctId: 'somebody' })).toBeUndefined()
    expect(client.capture(' ')).toBeUndefined()
    expect(errors.map(({ name }) => name)).toEqual(['InvalidEventError', 'InvalidEventError'])
    expect(client.captureException(new Error('boom'))).toBeDefined()
    expect(await client.flush()).toEqual({ delivered: 0, dropped: 0, pending: 0 })
    await client.shutdown()
    const seen: unknown[] = []
    client.on('captured', event => seen.push(event))
    posthog.capture('later')
    expect(seen).toEqual([])
  })

  test('is a client like any other', () => {
    const { client } = make()
    const own = createClient({ projectToken: 'phc_x', preloadFlags: false, persistence: 'memory' })
    onTestFinished(() => own.shutdown({ timeoutMs: 0 }))
    expect(Object.keys(client).toSorted()).toEqual(Object.keys(own).toSorted())
    expect(Object.keys(client.flags).toSorted()).toEqual(expect.arrayContaining(Object.keys(own.flags).toSorted()))
  })
})
