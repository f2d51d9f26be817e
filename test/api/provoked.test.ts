import {
  createApi,
  endpoints,
  isAbortError,
  isAuthenticationError,
  isConflictError,
  isNetworkError,
  isNotFoundError,
  isPermissionError,
  isQueryError,
  isRateLimitError,
  isTimeoutError,
  isValidationError,
} from 'hogkit/api'
import { afterEach, describe, expect, it } from 'vitest'
import { listen } from '../support/recordingServer.js'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
afterEach(() => s.sandbox.faults.clear())
const connect = (
  more: { personalApiKey?: string; maxRateLimitWaitMs?: number; host?: string; maxRetries?: number } = {},
) => createApi({ host: s.url, personalApiKey: s.personalApiKey, projectId: s.sandbox.projectId, ...more })
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it did not reject'),
    (error: unknown) => error as Error,
  )

/** Every class of error, as a PostHog provokes it; each message says what happened and what to do. */
describe('each error, provoked', () => {
  it('AuthenticationError by an unknown key', async () => {
    const error = await caught(connect({ personalApiKey: 'phx_unknown_0123456789' }).users.me())
    expect(isAuthenticationError(error)).toBe(true)
    expect(error.message).toMatch(/invalid.*Check the personal API key/s)
  })

  it('PermissionError by a key without the scope, which it names', async () => {
    const key = await s.sandbox.createPersonalApiKey({ scopes: ['person:read'] })
    const error = await caught(connect({ personalApiKey: key }).persons.cohorts(1))
    expect(isPermissionError(error) && error.scope).toBe('cohort:read')
    expect(error.message).toMatch(/Add the scope "cohort:read" to the personal API key/)
  })

  it('NotFoundError by an id that is none', async () => {
    const error = await caught(connect().insights.get(999_999))
    expect(isNotFoundError(error)).toBe(true)
    expect(error.message).toMatch(/does not exist in this project, or it is deleted: check the id/)
  })

  it('ValidationError by a wrong field, which it names', async () => {
    const error = await caught(connect().featureFlags.create({ key: 'not a key' }))
    expect(isValidationError(error) && error.attr).toBe('key')
    expect(error.message).toMatch(/Correct "key"/)
  })

  it('ValidationError by a body that is no field’s fault, which says to correct what was sent', async () => {
    const error = await caught(connect().request('persons.bulkDelete', { body: ['a list'] }))
    expect(isValidationError(error)).toBe(true)
    expect(error.message).toMatch(/Expected a dictionary, but got list.*Correct what was sent/)
  })

  it('ApiError by what is not offered, whose message says that repeating it is of no use', async () => {
    const error = await caught(
      connect().request({ ...endpoints['actions.get'], method: 'DELETE' }, { params: { id: 1 } }),
    )
    expect(error).toMatchObject({ name: 'ApiError', status: 405 })
    expect(error.message).toMatch(/405, DELETE .*The same request would be refused again/)
  })

  it('ConflictError by a change on an old version', async () => {
    const { featureFlags } = connect()
    const flag = await featureFlags.create({ key: 'contested', filters: { groups: [{ rollout_percentage: 1 }] } })
    await featureFlags.update(flag.id, { name: 'Theirs' })
    const late = featureFlags.update(flag.id, { name: 'Mine', version: flag.version, original_flag: flag })
    const error = await caught(late)
    expect(isConflictError(error)).toBe(true)
    expect(error.message).toMatch(/Read it again and repeat your change/)
  })

  it('RateLimitError by a 429 that asks for more patience than there is', async () => {
    s.sandbox.faults.add({ match: { path: '/api/projects/*' }, fault: { status: 429, retryAfter: 37 } })
    const error = await caught(connect({ maxRateLimitWaitMs: 1000 }).insights.list())
    expect(isRateLimitError(error) && error.retryAfterMs).toBe(37_000)
    expect(error.message).toMatch(/240 a minute.*Free again in 37 s\. Ask less often/)
  })

  it('QueryError by a mistake in HogQL, with its place', async () => {
    const error = await caught(connect().query.hogql('select event\nfrom evnts'))
    expect(isQueryError(error) && [error.line, error.column]).toEqual([2, 6])
    expect(error.message).toMatch(/evnts.*events.*Correct the query at line 2, column 6\./)
  })

  it('NetworkError where nothing listens', async () => {
    const server = await listen(() => undefined)
    await server.close()
    const error = await caught(connect({ host: server.url, maxRetries: 0 }).users.me())
    expect(isNetworkError(error)).toBe(true)
    expect(error.message).toMatch(/Offline, a wrong host, or something blocks/)
  })

  it('TimeoutError by an answer that does not come', async () => {
    s.sandbox.faults.add({ match: { path: '/api/users/@me' }, fault: { hang: true } })
    const error = await caught(connect().users.me({ timeoutMs: 50 }))
    expect(isTimeoutError(error)).toBe(true)
    expect(error.message).toMatch(/within 50 ms.*longer timeoutMs/)
  })

  it('AbortError by the caller', async () => {
    const controller = new AbortController()
    controller.abort()
    const error = await caught(connect().users.me({ signal: controller.signal }))
    expect(isAbortError(error)).toBe(true)
    expect(error.message).toMatch(/was aborted by its signal: GET/)
  })
})
