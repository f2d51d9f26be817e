import { act, render, renderHook, screen } from '@testing-library/react'
import { useConsent, useGroup, useIdentity, usePageview, useQueueStatus, useScreen, useSession } from 'hogkit'
import type { HogkitClient } from 'hogkit/core'
import { createElement, StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeClient, serve, within } from './support/render.js'
import type { PublicServer } from './support/server.js'

let server: PublicServer
let client: HogkitClient
beforeEach(async () => {
  server = await serve()
  client = makeClient(server.url, { preloadFlags: false, flushIntervalMs: 60_000 })
})

describe('useIdentity', () => {
  test('follows identify and reset, with functions that stay the same', async () => {
    const { result } = renderHook(() => useIdentity(), { wrapper: within(client) })
    const first = result.current
    expect(first).toMatchObject({ distinctId: client.distinctId, isIdentified: false, groups: {} })
    await act(() => first.identify('user_42', { set: { plan: 'pro' } }))
    expect(result.current).toMatchObject({ distinctId: 'user_42', isIdentified: true })
    expect(result.current.anonymousId).toBe(first.anonymousId)
    act(() => first.reset())
    expect(result.current.isIdentified).toBe(false)
    expect(result.current.distinctId).not.toBe(first.distinctId)
    expect(result.current.identify).toBe(first.identify)
    act(() => first.alias('user_43'))
    await client.flush()
    expect(server.events().map(({ event }) => event)).toEqual(['$identify', '$create_alias'])
  })

  test('gives the same object while nothing changed', () => {
    const { result, rerender } = renderHook(() => useIdentity(), { wrapper: within(client) })
    const first = result.current
    rerender()
    expect(result.current).toBe(first)
  })
})

describe('useSession', () => {
  test('gives the session of the visitor’s events, and renders again when another begins', () => {
    let now = Date.parse('2026-03-01T10:00:00Z')
    const timed = makeClient(server.url, { preloadFlags: false, flushIntervalMs: 60_000, now: () => now })
    let renders = 0
    const { result } = renderHook(
      () => {
        renders += 1
        return useSession()
      },
      { wrapper: within(timed) },
    )
    expect(result.current).toEqual({ id: '', startedAt: 0 })
    act(() => void timed.capture('a'))
    const first = result.current
    expect(first).toEqual({ id: timed.sessionId, startedAt: now })
    act(() => void timed.capture('b'))
    expect(renders).toBe(2)
    now += 31 * 60_000
    act(() => void timed.capture('c'))
    expect(result.current).toEqual({ id: timed.sessionId, startedAt: now })
    expect(result.current.id).not.toBe(first.id)
    expect(renders).toBe(3)
  })

  test('is empty in HTML, as the server knows no session', () => {
    client.capture('a')
    const Show = () => <p>session: {useSession().id || 'none'}</p>
    const Wrapper = within(client)
    expect(renderToString(createElement(Wrapper, null, createElement(Show)))).toContain('none')
  })
})

describe('useGroup', () => {
  test('reads and sets the group of its type, and renders for no other', async () => {
    let renders = 0
    const { result } = renderHook(
      () => {
        renders += 1
        return useGroup('company')
      },
      { wrapper: within(client) },
    )
    expect(result.current.groupKey).toBeUndefined()
    act(() => result.current.groupIdentify({ plan: 'lost' }))
    act(() => result.current.group('acme', { plan: 'pro' }))
    expect(result.current.groupKey).toBe('acme')
    expect(renders).toBe(2)
    act(() => client.group('project', 'p1'))
    expect(renders).toBe(2)
    act(() => result.current.groupIdentify({ plan: 'enterprise' }))
    await client.flush()
    const sets = server.events('$groupidentify').map(({ properties }) => properties['$group_set'])
    expect(sets).toContainEqual({ plan: 'enterprise' })
    expect(sets).not.toContainEqual({ plan: 'lost' })
  })
})

test('useConsent tells and changes the decision', async () => {
  const asked = makeClient(server.url, { preloadFlags: false, consent: 'pending' })
  const { result } = renderHook(() => useConsent(), { wrapper: within(asked) })
  expect(result.current.status).toBe('pending')
  act(() => result.current.deny())
  expect(result.current.status).toBe('denied')
  expect(asked.capture('not wanted')).toBeUndefined()
  act(() => result.current.grant())
  expect(result.current.status).toBe('granted')
})

test('useQueueStatus follows the queue', async () => {
  const { result } = renderHook(() => useQueueStatus(), { wrapper: within(client) })
  expect(result.current).toMatchObject({ pending: 0, delivered: 0 })
  act(() => void client.capture('file uploaded'))
  expect(result.current.pending).toBe(1)
  await act(() => client.flush())
  expect(result.current).toMatchObject({ pending: 0, delivered: 1 })
})

describe('a view', () => {
  const Page = ({ path, plan }: { path: string; plan: string }) => {
    usePageview(path, { plan })
    useScreen(`Screen of ${path}`)
    return <output>{path}</output>
  }
  const views = async () => {
    await client.flush()
    return server
      .events()
      .map(({ event, properties }) => [event, properties[event === '$screen' ? '$screen_name' : 'plan']])
  }

  test('is captured once for each page, in StrictMode too, and not for new properties', async () => {
    const App = (props: { path: string; plan: string }) => (
      <StrictMode>
        <Page {...props} />
      </StrictMode>
    )
    const { rerender } = render(<App path="/files" plan="free" />, { wrapper: within(client) })
    rerender(<App path="/files" plan="pro" />)
    expect(await views()).toEqual([
      ['$pageview', 'free'],
      ['$screen', 'Screen of /files'],
    ])
    rerender(<App path="/plans" plan="pro" />)
    expect((await views()).slice(2)).toEqual([
      ['$pageview', 'pro'],
      ['$screen', 'Screen of /plans'],
    ])
    expect(screen.getByRole('status').textContent).toBe('/plans')
  })

  test('is not captured by a server render', async () => {
    const Wrapper = within(client)
    renderToString(
      <Wrapper>
        <Page path="/files" plan="free" />
      </Wrapper>,
    )
    expect(await views()).toEqual([])
  })
})
