import { createClient, readBootstrap } from 'hogkit/core'
import { createFlagEvaluator, type FlagEvaluator, seedVisitor, toBootstrapScript } from 'hogkit/server'
import { createVisitorMiddleware, fromNextPages, toRouteHandlers } from 'hogkit/server/next'
import { Window } from 'happy-dom'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const everybody = [{ properties: [], rollout_percentage: 100 }]
const pro = [{ properties: [{ key: 'plan', type: 'person', value: 'pro', operator: 'exact' }] }]
let flags: FlagEvaluator

beforeAll(async () => {
  const create = (body: object) => s.send('POST', 'feature_flags/', body)
  await create({ key: 'half', filters: { groups: [{ properties: [], rollout_percentage: 50 }] } })
  await create({ key: 'banner', filters: { groups: everybody, payloads: { true: { text: '</script><b>' } } } })
  await create({
    key: 'kept',
    ensure_experience_continuity: true,
    filters: { groups: [{ properties: [], rollout_percentage: 50 }] },
  })
  await create({ key: 'for-pro', filters: { groups: pro } })
  await create({ key: 'secret', evaluation_runtime: 'server', filters: { groups: everybody } })
  flags = createFlagEvaluator({ host: s.url, projectToken: s.projectToken, personalApiKey: s.personalApiKey })
})
afterAll(() => flags.close())
afterEach(() => vi.unstubAllGlobals())

const request = (headers: Record<string, string> = {}) => new Request('http://shop.example/', { headers })
const pairOf = (setCookie: string | undefined) => setCookie?.split(';')[0] ?? ''

/** A page of the shop in a browser that holds this cookie. */
function inBrowser(cookie: string, html = ''): void {
  const window = new Window({ url: 'http://shop.example/' })
  window.document.cookie = cookie
  window.document.body.innerHTML = html
  for (const name of ['document', 'location', 'localStorage', 'navigator'] as const) vi.stubGlobal(name, window[name])
  for (const name of ['addEventListener', 'removeEventListener'] as const)
    vi.stubGlobal(name, window[name].bind(window))
}
const makeClient = (options: object = {}) =>
  createClient({ projectToken: s.projectToken, host: s.url, preloadFlags: false, ...options })

describe('bootstrap of a request', () => {
  it('gives a new visitor an id, flags for the browser, and the cookie that makes the browser go on as the same visitor', async () => {
    const { bootstrap, setCookie, flags: results } = await flags.bootstrap(request())
    expect(bootstrap).toMatchObject({
      distinctId: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7/),
      isIdentifiedId: false,
    })
    expect(bootstrap.featureFlags).toMatchObject({ banner: true, 'for-pro': false })
    expect(bootstrap.featureFlags).not.toHaveProperty('secret')
    expect(bootstrap.featureFlagPayloads).toEqual({ banner: { text: '</script><b>' } })
    expect(results.get('banner')).toBe(true)
    expect(setCookie).toMatch(/; max-age=31536000; path=\/; samesite=lax$/)

    inBrowser(pairOf(setCookie))
    const client = makeClient({ persistence: 'localStorage+cookie' })
    expect(client.distinctId).toBe(bootstrap.distinctId)
    // What the browser asks for later comes out the same.
    await client.flags.reload()
    expect(client.flags.all()).toMatchObject(bootstrap.featureFlags ?? {})
    await client.shutdown()
  })

  it('knows a visitor by the cookie that a browser wrote, in groups too', async () => {
    inBrowser('')
    const client = makeClient({ persistence: 'cookie' })
    client.group('company', 'acme')
    await client.identify('ada')
    const cookie = `theme=dark; ${document.cookie}`
    await client.shutdown()
    vi.unstubAllGlobals()
    const { bootstrap, setCookie } = await flags.bootstrap(request({ cookie }))
    expect(bootstrap).toMatchObject({ distinctId: 'ada', isIdentifiedId: true })
    expect(setCookie).toBeUndefined()
  })

  it('takes the signed-in user that the app names, and what it knows of them', async () => {
    const anonymous = await flags.bootstrap(request())
    const cookie = pairOf(anonymous.setCookie)
    const { bootstrap, setCookie } = await flags.bootstrap(request({ cookie }), {
      distinctId: 'grace',
      personProperties: { plan: 'pro' },
    })
    expect(bootstrap).toMatchObject({ distinctId: 'grace', isIdentifiedId: true })
    expect(bootstrap.featureFlags).toMatchObject({
      'for-pro': true,
      // Kept over the sign-in.
      kept: anonymous.bootstrap.featureFlags?.['kept'],
    })
    expect(setCookie).toBeUndefined()
  })

  it.each([
    ['nonsense', '%E0%A4%A'],
    ['another version', encodeURIComponent('{"version":99}')],
    ['no identity', encodeURIComponent('{"version":1,"distinctId":5}')],
    [
      'an endless id',
      encodeURIComponent(
        JSON.stringify({
          version: 1,
          distinctId: 'x'.repeat(300),
          anonymousId: 'a',
          deviceId: 'd',
          isIdentified: true,
          groups: {},
        }),
      ),
    ],
  ])('starts anew for a cookie with %s', async (_name, value) => {
    const cookie = `hogkit_${s.projectToken}_identity=${value}`
    const { bootstrap, setCookie } = await flags.bootstrap(request({ cookie }))
    expect(bootstrap.isIdentifiedId).toBe(false)
    expect(setCookie).toBeDefined()
  })

  it('sets no cookie without consent, and still renders', async () => {
    const name = `hogkit_${s.projectToken}_consent`
    const denied = encodeURIComponent('{"status":"denied","version":1}')
    const refused = await flags.bootstrap(request({ cookie: `${name}=${denied}` }))
    expect(refused.setCookie).toBeUndefined()
    expect(refused.bootstrap.featureFlags).toMatchObject({ banner: true })
    const careful = createFlagEvaluator({
      host: s.url,
      projectToken: s.projectToken,
      personalApiKey: s.personalApiKey,
      consent: 'pending',
    })
    expect((await careful.bootstrap(request())).setCookie).toBeUndefined()
    const granted = encodeURIComponent('{"status":"granted","version":1}')
    expect((await careful.bootstrap(request({ cookie: `${name}=${granted}` }))).setCookie).toBeDefined()
    careful.close()
  })

  it('marks the cookie as secure where the visitor came by TLS', async () => {
    expect((await flags.bootstrap(request({ 'x-forwarded-proto': 'https, http' }))).setCookie).toContain('; secure')
    expect((await flags.bootstrap(new Request('https://shop.example/'))).setCookie).toContain('; secure')
    expect((await flags.bootstrap(request())).setCookie).not.toContain('secure')
  })

  it('leaves out what could not be decided: the browser asks for it', async () => {
    const { bootstrap } = await flags.bootstrap(request(), { onlyLocally: true })
    expect(Object.keys(bootstrap.featureFlags ?? {}).toSorted()).toEqual(['banner', 'half'])
  })
})

describe('the bootstrap in the HTML', () => {
  it('comes back as it was, and no payload breaks out of it', async () => {
    const { bootstrap } = await flags.bootstrap(request())
    const html = toBootstrapScript(bootstrap)
    expect(html.match(/<\/script>/g)).toHaveLength(1)
    expect(html).not.toContain('<b>')
    inBrowser('', html)
    expect(readBootstrap()).toEqual(bootstrap)
  })

  it('is an empty one where there is none', () => {
    expect(readBootstrap()).toEqual({})
    inBrowser('', '<script id="hogkit-bootstrap" type="application/json">{</script>')
    expect(readBootstrap()).toEqual({})
  })
})

/** As Next does it: what the middleware adds to the request travels in headers of its answer. */
const NextResponse = {
  next(init?: { request?: { headers?: Headers } }) {
    const headers = new Headers()
    init?.request?.headers?.forEach((value, name) => headers.set(`x-middleware-request-${name}`, value))
    return new Response(null, { headers })
  },
}

describe('in Next.js', () => {
  it('the middleware seeds the visitor for this request and for the browser', async () => {
    const middleware = createVisitorMiddleware({ projectToken: s.projectToken, NextResponse })
    const answer = middleware(request({ cookie: 'theme=dark' }))
    const cookie = answer.headers.get('x-middleware-request-cookie') ?? ''
    expect(cookie).toBe(`theme=dark; ${pairOf(answer.headers.get('set-cookie') ?? '')}`)
    expect(answer.headers.get('cache-control')).toContain('no-store')
    // A server component reads headers, and is asked twice.
    const [one, two] = await Promise.all([
      flags.bootstrap({ headers: new Headers({ cookie }) }),
      flags.bootstrap({ headers: new Headers({ cookie }) }),
    ])
    expect(one.bootstrap).toEqual(two.bootstrap)
    expect(one.setCookie).toBeUndefined()
    const again = middleware(request({ cookie }))
    expect([...again.headers.keys()]).toEqual([])
  })

  it('the Pages Router gives its request', async () => {
    const { cookie, distinctId } = seedVisitor(request(), { projectToken: s.projectToken })
    const { bootstrap } = await flags.bootstrap(fromNextPages({ headers: { cookie: ['theme=dark', cookie] } }))
    expect(bootstrap.distinctId).toBe(distinctId)
    expect(fromNextPages({ headers: {} }).headers.get('Cookie')).toBeUndefined()
  })

  it('a handler becomes a route, whatever Next passes along', async () => {
    const handler = (...given: unknown[]) => Promise.resolve(new Response(String(given.length)))
    const routes = toRouteHandlers(handler)
    for (const handle of Object.values(routes)) {
      const answer = await Reflect.apply(handle, undefined, [request(), { params: {} }])
      expect(await answer.text()).toBe('1')
    }
  })
})
