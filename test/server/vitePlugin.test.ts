import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hogkit, type HogkitPluginOptions, type RunningSandbox } from 'hogkit/server/vite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { build, createLogger, createServer, type InlineConfig, preview } from 'vite'
import { json, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

const personalApiKey = 'phx_secret_0123456789'
let upstream: RecordingServer
let root: string
let starts: number
let closes: number
let warnings: string[]
let servers: { close(): Promise<void> }[]

/** What the plugin knows of a sandbox: an address and keys. The real one is used in proxySandbox.test.ts. */
const sandbox = async (): Promise<RunningSandbox> => {
  starts += 1
  return {
    url: upstream.url,
    projectToken: 'phc_public',
    personalApiKey,
    projectId: 1,
    close: async () => {
      closes += 1
    },
  }
}

function config(options: HogkitPluginOptions = { sandbox }): InlineConfig {
  const customLogger = createLogger('silent')
  customLogger.warn = message => void warnings.push(message)
  return {
    root,
    configFile: false,
    customLogger,
    logLevel: 'silent',
    plugins: [hogkit(options)],
    // Vite's own check of the host would answer before ours; an app may have switched it off.
    server: { host: '127.0.0.1', port: 0, allowedHosts: true, watch: null, hmr: false, ws: false },
    preview: { host: '127.0.0.1', port: 0 },
    optimizeDeps: { noDiscovery: true },
  }
}

function urlOf(server: { resolvedUrls: { local: string[] } | null }): string {
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('the server does not listen')
  return url.replace(/\/$/, '')
}

async function serve(options?: HogkitPluginOptions) {
  const server = await createServer(config(options))
  servers.push(server)
  await server.listen()
  return { server, url: urlOf(server) }
}

/** fetch() may not set these headers, and a browser's are what this is about. */
function getWith(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(url, { headers }, response =>
      response.resume().on('end', () => resolve(response.statusCode ?? 0)),
    )
    call.on('error', reject)
    call.end()
  })
}

beforeEach(async () => {
  upstream = await startRecordingServer()
  root = await mkdtemp(join(tmpdir(), 'hogkit-vite-'))
  await writeFile(join(root, 'index.html'), '<script type="module" src="/main.js"></script>')
  await writeFile(join(root, 'main.js'), 'import * as config from "virtual:hogkit"\nconsole.log(config)\n')
  starts = closes = 0
  warnings = []
  servers = []
  for (const name of ['POSTHOG_HOST', 'POSTHOG_PROJECT_ID', 'POSTHOG_API_KEY', 'POSTHOG_PROJECT_API_KEY'])
    vi.stubEnv(name, undefined)
})
afterEach(async () => {
  await Promise.all(servers.map(server => server.close()))
  await upstream.close()
  await rm(root, { recursive: true, force: true })
  vi.unstubAllEnvs()
})

describe('a dev server with the plugin', () => {
  it('passes private calls on with the key and public ones without', async () => {
    const { url } = await serve()
    expect((await fetch(`${url}/api/posthog/api/projects/@current/`)).status).toBe(200)
    expect((await fetch(`${url}/ingest/batch/`, { method: 'POST', body: '{}' })).status).toBe(200)
    expect(upstream.requests.map(request => [request.url, request.headers.authorization])).toEqual([
      ['/api/projects/1/', `Bearer ${personalApiKey}`],
      ['/batch/', undefined],
    ])
  })

  it('runs named queries', async () => {
    const { url } = await serve({ sandbox, queries: { one: { query: 'select {n}' } } })
    const headers = { 'content-type': 'application/json' }
    const ask = (body: string) => fetch(`${url}/api/posthog/queries/one/`, { method: 'POST', headers, body })
    expect((await ask('{"values":{}}')).status).toBe(400)
    expect((await ask('{"values":{"n":3}}')).status).toBe(200)
    expect(JSON.parse(upstream.only().body.toString())).toMatchObject({
      query: { query: 'select {n}', values: { n: 3 } },
    })
  })

  it('tells the page what it may know, and never the key', async () => {
    const { url, server } = await serve()
    const code = (await server.transformRequest('virtual:hogkit'))?.code
    expect(code).toContain('export const projectToken = "phc_public"')
    expect(code).toContain(`{"kind":"sandbox","url":"${upstream.url}"}`)
    const answers = [`${url}/main.js`, `${url}/@id/__x00__virtual:hogkit`, `${url}/@hogkit/config.json`, `${url}/`].map(
      async page => (await fetch(page)).text(),
    )
    const texts = await Promise.all(answers)
    expect(texts.join('\n')).not.toContain(personalApiKey)
    expect(JSON.parse(texts[2] ?? '')).toEqual({
      projectToken: 'phc_public',
      host: '/ingest',
      apiBase: '/api/posthog',
      connection: { kind: 'sandbox', url: upstream.url },
    })
  })

  it('mounts where it is told', async () => {
    const { url } = await serve({ sandbox, apiBase: '/ph', ingestPath: '/e' })
    expect((await fetch(`${url}/ph/api/users/@me/`)).status).toBe(200)
    expect((await fetch(`${url}/e/flags/`, { method: 'POST', body: '{}' })).status).toBe(200)
    expect(await (await fetch(`${url}/@hogkit/config.json`)).json()).toMatchObject({ host: '/e', apiBase: '/ph' })
  })

  it('leaves every other path to Vite', async () => {
    const { url } = await serve()
    expect(await (await fetch(`${url}/`)).text()).toContain('/main.js')
    expect(await (await fetch(`${url}/api/posthogs/`, { headers: { accept: 'text/html' } })).text()).toContain(
      '/main.js',
    )
    expect(upstream.requests).toEqual([])
  })

  it.each([
    ['another name for this machine (DNS rebinding)', { host: 'evil.example' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another port', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['a tunnel', { 'x-forwarded-for': '203.0.113.7' }],
  ])('lets nobody in by %s', async (_, headers) => {
    const { url } = await serve()
    expect(await getWith(`${url}/api/posthog/api/users/@me/`, headers)).toBe(401)
    expect(upstream.requests).toEqual([])
  })

  it('lets its own pages in, and says once why it turned somebody away', async () => {
    const { url } = await serve()
    const target = `${url}/api/posthog/api/users/@me/`
    expect(await getWith(target, { 'sec-fetch-site': 'same-origin', origin: url })).toBe(200)
    await getWith(target, { 'x-forwarded-for': '1.1.1.1' })
    await getWith(target, { 'x-forwarded-for': '1.1.1.1' })
    expect(warnings).toEqual([expect.stringContaining('give hogkit({ authorize })')])
  })

  it('asks your authorize instead when there is one', async () => {
    const { url } = await serve({
      sandbox,
      authorize: request => (request.headers.get('x-user') === 'a' ? ['user:read'] : null),
    })
    expect(await getWith(`${url}/api/posthog/api/users/@me/`, { 'x-user': 'a', 'x-forwarded-for': '1.1.1.1' })).toBe(
      200,
    )
    expect(await getWith(`${url}/api/posthog/api/users/@me/`, {})).toBe(401)
    expect(await getWith(`${url}/api/posthog/api/projects/@current/`, { 'x-user': 'a' })).toBe(403)
  })

  it('closes its sandbox when it closes, once', async () => {
    const { server } = await serve()
    await server.close()
    await server.close()
    expect([starts, closes]).toEqual([1, 1])
  })

  it('keeps the sandbox over a restart', async () => {
    const { server, url } = await serve()
    await server.restart()
    expect([starts, closes]).toEqual([1, 0])
    expect((await fetch(`${urlOf(server) || url}/api/posthog/api/users/@me/`)).status).toBe(200)
    await server.restart()
    await server.close()
    expect([starts, closes]).toEqual([1, 1])
  })

  it('starts a new sandbox after the last one was closed', async () => {
    await (await serve()).server.close()
    await serve()
    expect([starts, closes]).toEqual([2, 1])
  })

  it('stops with the message of a sandbox that does not start, and can be tried again', async () => {
    const message =
      'The data directory .hogkit is in use by the sandbox at http://127.0.0.1:8010. Stop it, or choose another.'
    const taken = Object.assign(new Error(message), { code: 'data_dir_in_use' })
    const failing = createServer(config({ sandbox: () => Promise.reject(taken) }))
    const error = await failing.catch((thrown: Error) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ message: `hogkit: ${message}`, stack: `hogkit: ${message}` })
    expect((await serve()).url).toMatch(/^http/)
  })

  it('keeps the stack of a failure that nobody foresaw', async () => {
    const bug = new TypeError('x is not a function')
    await expect(createServer(config({ sandbox: () => Promise.reject(bug) }))).rejects.toBe(bug)
  })

  it('stops and says what to give when there is nothing to talk to', async () => {
    await expect(createServer(config({}))).rejects.toThrow(/startSandbox.*POSTHOG_PROJECT_ID/)
  })
})

describe('a PostHog in the environment', () => {
  const environment = () => {
    vi.stubEnv('POSTHOG_HOST', upstream.url)
    vi.stubEnv('POSTHOG_PROJECT_ID', '42')
    vi.stubEnv('POSTHOG_API_KEY', 'phx_from_environment')
    vi.stubEnv('POSTHOG_PROJECT_API_KEY', 'phc_from_environment')
  }

  it('is used instead of the sandbox', async () => {
    environment()
    const { url } = await serve()
    await fetch(`${url}/api/posthog/api/projects/@current/`)
    expect(upstream.only()).toMatchObject({
      url: '/api/projects/42/',
      headers: { authorization: 'Bearer phx_from_environment' },
    })
    expect(await (await fetch(`${url}/@hogkit/config.json`)).json()).toMatchObject({
      projectToken: 'phc_from_environment',
      connection: { kind: 'posthog', url: upstream.url },
    })
    expect(starts).toBe(0)
  })

  it('may stand in .env', async () => {
    const lines = [
      `POSTHOG_HOST=${upstream.url}`,
      'POSTHOG_PROJECT_ID=43',
      'POSTHOG_API_KEY=phx_from_file_1234',
      'POSTHOG_PROJECT_API_KEY=phc_f',
    ]
    await writeFile(join(root, '.env'), lines.join('\n'))
    const { url } = await serve()
    await fetch(`${url}/api/posthog/api/projects/@current/`)
    expect(upstream.only().url).toBe('/api/projects/43/')
  })

  it('is named when only a part of it is set, and the sandbox is used', async () => {
    vi.stubEnv('POSTHOG_API_KEY', 'phx_from_environment')
    await serve()
    expect(starts).toBe(1)
    expect(warnings).toEqual([expect.stringContaining('not set: POSTHOG_PROJECT_ID, POSTHOG_PROJECT_API_KEY')])
  })

  it('yields to the options', async () => {
    environment()
    const { url } = await serve({ sandbox, projectId: 5 })
    await fetch(`${url}/api/posthog/api/projects/@current/`)
    expect(upstream.only().url).toBe('/api/projects/5/')
  })
})

describe('a built page', () => {
  async function builtCode(): Promise<string> {
    await build(config())
    const assets = join(root, 'dist/assets')
    const files = await readdir(assets)
    return (await Promise.all(files.map(name => readFile(join(assets, name), 'utf8')))).join('\n')
  }

  it('starts no sandbox and asks its server for the project when it has none', async () => {
    const code = await builtCode()
    expect([starts, code.includes('/@hogkit/config.json')]).toEqual([0, true])
  })

  it('holds the public token that was set, and no key', async () => {
    vi.stubEnv('POSTHOG_PROJECT_API_KEY', 'phc_built_in')
    vi.stubEnv('POSTHOG_API_KEY', personalApiKey)
    const code = await builtCode()
    expect(code).toContain('phc_built_in')
    expect(code).not.toContain('phx_')
  })

  it('finds proxy, relay and its project in vite preview', async () => {
    await build(config())
    const server = await preview(config())
    servers.push(server)
    const url = urlOf(server)
    upstream.answer((_, response) => json(response, 200, { id: 1 }))
    expect(await (await fetch(`${url}/api/posthog/api/projects/@current/`)).json()).toEqual({ id: 1 })
    expect(await (await fetch(`${url}/@hogkit/config.json`)).json()).toMatchObject({ projectToken: 'phc_public' })
    expect(await (await fetch(`${url}/`)).text()).toContain('/assets/')
    await server.close()
    expect([starts, closes]).toEqual([1, 1])
  })
})
