import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type * as Kit from 'hogkit/api'
import { createApi, isApiError, isQueryError } from 'hogkit/api'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { json, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

let server: RecordingServer

beforeEach(async () => {
  server = await startRecordingServer()
})
afterEach(() => server.close())

const personalApiKey = 'phx_secret_0123456789'
const refusal = { type: 'validation_error', code: 'illegal_hogql', detail: 'Unknown table "a".', attr: null }

/** An app's bundle after a deploy has removed the chunks that were not loaded yet. */
describe('errors whose code cannot be loaded', () => {
  const source = fileURLToPath(new URL('../../src/api/index.ts', import.meta.url))
  let folder: string
  let kit: typeof Kit

  beforeAll(async () => {
    folder = await mkdtemp(fileURLToPath(new URL('../../node_modules/.late-errors-', import.meta.url)))
    await build({ entryPoints: { kit: source }, bundle: true, splitting: true, format: 'esm', outdir: folder })
    const late = (await readdir(folder)).filter(name => /^(toError|missingPerson)-/.test(name))
    if (late.length !== 2) throw new Error(`not two chunks of their own: ${late.join(', ')}`)
    await Promise.all(late.map(name => rm(join(folder, name))))
    kit = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'kit.js')).href)) as typeof Kit
  })
  afterAll(() => rm(folder, { recursive: true }))

  const connect = () => kit.createApi({ host: server.url, personalApiKey, maxRetries: 0 })
  const caught = (call: Promise<unknown>) => call.catch((error: unknown) => error)

  it('are HttpErrors with the status and PostHog’s words', async () => {
    server.answer((_, response) => json(response, 400, refusal))
    const error = await caught(connect().query.hogql('select * from a'))
    expect(kit.isHttpError(error)).toBe(true)
    expect(error).toMatchObject({ name: 'HttpError', status: 400, body: JSON.stringify(refusal) })
    expect(String(error)).toContain('Unknown table "a". (400, POST ')
    expect((error as Error).cause).toBeInstanceOf(Error)
  })

  it('still tell a rate limit and how long it lasts', async () => {
    server.answer((_, response) => json(response, 429, { detail: 'Slow down.' }, { 'retry-after': '60' }))
    const error = await caught(connect().users.me())
    expect(kit.isRateLimitError(error)).toBe(true)
    expect(error).toMatchObject({ status: 429, retryAfterMs: 60_000 })
  })

  it.each(['', 'null', 'oops', '{"detail":5}'])('are HttpErrors for the body %j too', async body => {
    server.answer((_, response) => response.writeHead(500).end(body))
    expect(await caught(connect().users.me())).toMatchObject({ name: 'HttpError', status: 500, body })
  })

  it('tell a page that stands where an answer should be', async () => {
    server.answer((_, response) => response.writeHead(200).end('<!doctype html>'))
    expect(await caught(connect().users.me())).toMatchObject({ name: 'InvalidResponseError' })
  })

  it('say that a person was not found', async () => {
    server.answer((_, response) => json(response, 200, { results: [], next: null, previous: null }))
    expect(await caught(connect().persons.getByDistinctId('nobody'))).toMatchObject({ name: 'HttpError', status: 404 })
  })

  it('hold no key', async () => {
    server.answer((_, response) => json(response, 403, { detail: 'No.' }))
    const error = await caught(connect().persons.list({ email: 'secret@example.com' }))
    expect(`${String(error)}${JSON.stringify(error)}`).not.toMatch(/phx_secret|secret(@|%40)/)
  })
})

describe('errors whose code loads with the first failure', () => {
  it('are instances of the exported classes', async () => {
    server.answer((_, response) => json(response, 400, refusal))
    const { ApiError, HttpError, QueryError } = await import('hogkit/api')
    const api = createApi({ host: server.url, personalApiKey })
    const error = await api.query.hogql('select * from a').catch((reason: unknown) => reason)
    for (const ErrorClass of [QueryError, ApiError, HttpError]) expect(error).toBeInstanceOf(ErrorClass)
    expect(isQueryError(error) && isApiError(error)).toBe(true)
  })
})

it('takes any reason of an abort, and no try after it', async () => {
  server.answer((_, response) => json(response, 503, {}))
  const controller = new AbortController()
  const call = createApi({ host: server.url, personalApiKey }).users.me({ signal: controller.signal })
  await server.arrived(1)
  controller.abort('changed my mind')
  await expect(call).rejects.toMatchObject({ name: 'AbortError', cause: 'changed my mind' })
  expect(server.requests).toHaveLength(1)
})
