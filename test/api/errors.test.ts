import {
  createApi,
  isApiError,
  isAuthenticationError,
  isConflictError,
  isHttpError,
  isNotFoundError,
  isPermissionError,
  isQueryError,
  isRateLimitError,
  isValidationError,
} from 'hogkit/api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { json, listen, type RecordingServer, startRecordingServer } from '../support/recordingServer.js'

const personalApiKey = 'phx_secret_0123456789'
let server: RecordingServer

beforeEach(async () => {
  server = await startRecordingServer()
})
afterEach(() => server.close())

const connect = (more = {}) => createApi({ host: server.url, personalApiKey, projectId: 7, maxRetries: 0, ...more })
const fail = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  server.answer((_, response) => json(response, status, body, headers))
const caught = (promise: Promise<unknown>): Promise<Error & Record<string, unknown>> =>
  promise.then(
    () => {
      throw new Error('it did not reject')
    },
    (error: Error & Record<string, unknown>) => error,
  )

describe('answers that are errors', () => {
  it('keeps PostHog’s own words beside the advice', async () => {
    const body = {
      type: 'validation_error',
      code: 'unique',
      detail: 'There is already a feature flag with this key.',
      attr: 'key',
    }
    fail(400, body)
    const error = await caught(connect().featureFlags.create({ key: 'a' }))
    expect(isValidationError(error) && error.attr).toBe('key')
    expect(error).toMatchObject({ name: 'ValidationError', code: 'validation', status: 400, posthog: body })
    expect(error.message).toContain(body.detail)
    expect(error.message).toContain('Correct "key"')
  })

  it('says that a key may belong to the other region', async () => {
    fail(401, {
      type: 'authentication_error',
      code: 'authentication_failed',
      detail: 'Personal API key is invalid.',
      attr: null,
    })
    const error = await caught(connect().users.me())
    expect(isAuthenticationError(error)).toBe(true)
    expect(error.message).toMatch(/region/)
  })

  it('speaks of signing in when a proxy is asked', async () => {
    fail(401, { type: 'authentication_error', code: 'not_authenticated', detail: 'Who?', attr: null })
    const error = await caught(createApi({ baseUrl: server.url }).users.me())
    expect(error.message).toMatch(/sign in/)
  })

  it('names the missing scope', async () => {
    const detail = "API key missing required scope 'feature_flag:write'"
    fail(403, { type: 'authentication_error', code: 'permission_denied', detail, attr: null })
    const error = await caught(connect().featureFlags.delete(1))
    expect(isPermissionError(error) && error.scope).toBe('feature_flag:write')
    expect(error.message).toContain('Add the scope "feature_flag:write"')
  })

  it('tells not found and conflict apart', async () => {
    fail(404, { type: 'invalid_request', code: 'not_found', detail: 'Not found.', attr: null })
    expect(isNotFoundError(await caught(connect().persons.get(1)))).toBe(true)
    fail(409, { type: 'server_error', code: 'conflict', detail: 'Changed by somebody else.', attr: null })
    expect(isConflictError(await caught(connect().featureFlags.update(1, {})))).toBe(true)
  })

  it('says that no person has a distinct id', async () => {
    fail(200, { results: [], next: null, previous: null })
    const error = await caught(connect().persons.getByDistinctId('nobody'))
    expect(isNotFoundError(error)).toBe(true)
    expect(error.message).not.toContain('nobody')
  })

  it.each([
    [
      'numbers beside the message',
      { start: 7, end: 10, line: 1, column: 8 },
      { start: 7, end: 10, line: 1, column: 8 },
    ],
    [
      'numbers under extra',
      { extra: { start: 16, end: 19, line: 2, column: 8 } },
      { start: 16, end: 19, line: 2, column: 8 },
    ],
    ['an offset alone', { start: 16, end: 19 }, { start: 16, end: 19, line: 2, column: 8 }],
    ['words', { detail: 'Syntax error (line 3, column 14): what?' }, { line: 3, column: 14 }],
    ['words of the grammar', { detail: 'Syntax error at line 3:14, what?' }, { line: 3, column: 14 }],
  ])('finds the place of a mistake in a query from %s', async (_, more, position) => {
    fail(400, { type: 'validation_error', code: 'syntax_error', detail: 'No.', attr: null, ...more })
    const error = await caught(connect().query.hogql('select 1\nselect foo from bar'))
    expect(isQueryError(error)).toBe(true)
    expect(error).toMatchObject({ name: 'QueryError', position, line: position.line, column: position.column })
  })

  it('gives no place when none was said', async () => {
    fail(400, { type: 'validation_error', code: 'x', detail: 'Unknown table "a".', attr: null })
    const error = await caught(connect().query.hogql('select 1'))
    expect(error).toMatchObject({
      name: 'QueryError',
      message: 'Unknown table "a". Correct the query.',
      position: undefined,
      line: undefined,
    })
  })

  it('reads Retry-After of a 429 that asks for more than it will wait', async () => {
    fail(
      429,
      { type: 'throttled_error', code: 'throttled', detail: 'Slow down.', attr: null },
      { 'retry-after': '120' },
    )
    const error = await caught(connect({ maxRetries: 5 }).users.me())
    expect(isRateLimitError(error) && error.retryAfterMs).toBe(120_000)
    expect(server.requests).toHaveLength(1)
  })

  it.each([
    ['a page', '<!doctype html><html></html>', 'text/html'],
    ['nothing of JSON', 'oops', 'text/plain'],
  ])('reads %s with status 500 as an error too', async (_, text, type) => {
    server.answer((_request, response) => response.writeHead(500, { 'content-type': type }).end(text))
    const error = await caught(connect().users.me())
    expect(isApiError(error)).toBe(true)
    expect(error).toMatchObject({ status: 500, body: text })
  })

  it('asks whether the proxy is mounted when a page comes back', async () => {
    server.answer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><html>'),
    )
    const error = await caught(createApi({ baseUrl: `${server.url}/api/posthog` }).users.me())
    expect(error).toMatchObject({ name: 'InvalidResponseError', code: 'invalid-response' })
    expect(error.message).toMatch(/web page.*mounted/)
  })

  it('follows no redirect, and never carries the key along', async () => {
    const other = await startRecordingServer()
    server.answer((_, response) => response.writeHead(302, { location: `${other.url}/api/users/@me/` }).end())
    const error = await caught(connect().users.me())
    expect(isHttpError(error)).toBe(true)
    expect(error.message).toMatch(/redirect/)
    expect(other.requests).toEqual([])
    await other.close()
  })

  it('says that a redirect of the application’s own backend may mean a sign-in', async () => {
    server.answer((_, response) => response.writeHead(302, { location: '/login' }).end())
    const error = await caught(createApi({ baseUrl: server.url }).users.me())
    expect(error).toMatchObject({ name: 'HttpError', status: 302, message: expect.stringContaining('sign in') })
    expect(server.requests).toHaveLength(1)
  })

  it('holds neither the key nor the query string in any message', async () => {
    for (const status of [400, 401, 402, 403, 404, 405, 409, 413, 429, 500, 503]) {
      fail(status, { type: 't', code: 'c', detail: 'd', attr: null }, { 'retry-after': '600' })
      // oxlint-disable-next-line no-await-in-loop -- one server, one answer at a time
      const error = await caught(connect().persons.list({ email: 'secret@example.com' }))
      expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toMatch(/phx_secret|secret@|secret%40/)
    }
  })
})

describe('requests without an answer', () => {
  it('rejects with NetworkError when nothing listens', async () => {
    const gone = await listen(() => undefined)
    await gone.close()
    const error = await caught(createApi({ host: gone.url, personalApiKey, maxRetries: 0 }).users.me())
    expect(error).toMatchObject({ name: 'NetworkError', code: 'network' })
    expect(error.cause).toBeInstanceOf(Error)
  })

  it('rejects with TimeoutError when the answer takes too long, and lets go of the connection', async () => {
    server.answer(() => undefined)
    const error = await caught(connect({ timeoutMs: 50 }).users.me())
    expect(error).toMatchObject({ name: 'TimeoutError', code: 'timeout' })
    await server.only().aborted
  })

  it('counts the time of a body that never ends', async () => {
    server.answer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":'))
    const error = await caught(connect({ queryTimeoutMs: 50 }).query.hogql('select 1'))
    expect(error.name).toBe('TimeoutError')
  })

  it('rejects with AbortError when the caller ends it, and lets go of the connection', async () => {
    server.answer(() => undefined)
    const controller = new AbortController()
    const call = caught(connect().users.me({ signal: controller.signal }))
    await server.arrived(1)
    controller.abort()
    expect(await call).toMatchObject({ name: 'AbortError', code: 'abort' })
    await server.only().aborted
  })

  it('sends nothing for a signal that is aborted already', async () => {
    const error = await caught(connect().users.me({ signal: AbortSignal.abort() }))
    expect(error.name).toBe('AbortError')
    expect(server.requests).toEqual([])
  })
})
