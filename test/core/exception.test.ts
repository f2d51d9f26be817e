import { describe, expect, test } from 'vitest'
import type { ExceptionOptions } from 'hogkit/core'
import { arrived, useClient, useServer, useStorage } from './support/client.js'
import type { ReceivedEvent } from './support/server.js'

async function captured(error: unknown, properties?: Record<string, unknown>) {
  const server = await useServer()
  const { client } = useClient(server)
  // The delivery engine knows causes and steps; it is in after this.
  await client.flush()
  expect(client.captureException(error, properties)).toBeDefined()
  await client.flush()
  return server.events[0]
}

test('an error arrives with type, message, frames and causes', async () => {
  const cause = new RangeError('inner')
  const event = await captured(new TypeError('boom', { cause }), { area: 'checkout' })
  expect(event).toMatchObject({
    event: '$exception',
    properties: {
      area: 'checkout',
      $exception_type: 'TypeError',
      $exception_message: 'boom',
      $exception_level: 'error',
      $exception_list: [
        {
          type: 'TypeError',
          value: 'boom',
          mechanism: { handled: true, synthetic: false },
          stacktrace: { type: 'raw' },
        },
        { type: 'RangeError', value: 'inner' },
      ],
    },
  })
  const [first] = (event as ReceivedEvent).properties['$exception_list'] as {
    stacktrace: { frames: { filename: string; lineno: number }[] }
  }[]
  // The crash site is last.
  expect(first?.stacktrace.frames.at(-1)?.filename).toContain('exception.test.ts')
  expect(first?.stacktrace.frames.at(-1)?.lineno).toBeGreaterThan(10)
})

test.each([
  [
    'Chrome',
    'Error: x\n    at inner (https://a.b/app.js:10:20)\n    at async outer (https://a.b/app.js?v=1:30:40)\n    at https://a.b/main.js:1:2',
    [
      ['?', 'https://a.b/main.js', 1, 2],
      ['outer', 'https://a.b/app.js?v=1', 30, 40],
      ['inner', 'https://a.b/app.js', 10, 20],
    ],
  ],
  [
    'Firefox and Safari',
    'inner@https://a.b/app.js:10:20\n@https://a.b/main.js:1:2\n',
    [
      ['?', 'https://a.b/main.js', 1, 2],
      ['inner', 'https://a.b/app.js', 10, 20],
    ],
  ],
  [
    'Node',
    'Error: x\n    at Object.<anonymous> (/srv/app/node_modules/lib/index.js:3:4)\n    at node:internal/main:5:6\n    at file:///srv/a.mjs:7:8',
    [
      ['?', 'file:///srv/a.mjs', 7, 8],
      ['?', 'node:internal/main', 5, 6],
      ['Object.<anonymous>', '/srv/app/node_modules/lib/index.js', 3, 4],
    ],
  ],
])('reads the stack of %s', async (_, stack, expected) => {
  const error = Object.assign(new Error('x'), { stack })
  const event = await captured(error)
  const [exception] = (event as ReceivedEvent).properties['$exception_list'] as {
    stacktrace: { frames: Record<string, unknown>[] }
  }[]
  expect(
    exception?.stacktrace.frames.map(frame => [frame['function'], frame['filename'], frame['lineno'], frame['colno']]),
  ).toEqual(expected)
  for (const frame of exception?.stacktrace.frames ?? []) {
    expect(frame['in_app']).toBe(!/node_modules|^node:/.test(String(frame['filename'])))
  }
})

test.each([
  ['text', 'text'],
  [undefined, 'undefined'],
  [null, 'null'],
  [{ code: 5 }, '{"code":5}'],
  [12n, '12'],
  [Symbol('s'), 'Symbol(s)'],
  [Object.create(null), '{}'],
])('a thrown %s is no stack but a message', async (thrown, value) => {
  const event = await captured(thrown)
  expect(event?.properties['$exception_list']).toEqual([
    { type: 'Error', value, mechanism: { type: 'generic', handled: true, synthetic: true, exception_id: 0 } },
  ])
})

test('a circle of causes ends', async () => {
  const error = new Error('a')
  error.cause = error
  const event = await captured(error)
  expect(((event as ReceivedEvent).properties['$exception_list'] as unknown[]).length).toBeLessThanOrEqual(5)
})

describe('exception metadata', () => {
  const listOf = (event: ReceivedEvent | undefined) =>
    event?.properties['$exception_list'] as { type: string; value: string; mechanism: Record<string, unknown> }[]

  test('tells the tree of members and causes, parents first', async () => {
    const second = new RangeError('second', { cause: new Error('root') })
    const event = await captured(new AggregateError([new TypeError('first'), second], 'all'))
    expect(listOf(event).map(({ value, mechanism }) => [value, mechanism])).toEqual([
      ['all', { type: 'generic', handled: true, synthetic: false, exception_id: 0 }],
      ['first', { type: 'chained', source: 'member', synthetic: false, exception_id: 1, parent_id: 0 }],
      ['second', { type: 'chained', source: 'member', synthetic: false, exception_id: 2, parent_id: 0 }],
      ['root', { type: 'chained', source: 'cause', synthetic: false, exception_id: 3, parent_id: 2 }],
    ])
  })

  test('holds fifty exceptions at most, the outermost among them', async () => {
    let error = new Error('0')
    for (let depth = 1; depth < 80; depth++) error = new Error(String(depth), { cause: error })
    const list = listOf(await captured(error))
    expect(list).toHaveLength(50)
    expect([list[0]?.value, list[49]?.value]).toEqual(['79', '30'])
  })

  test('keeps the stack that an error-like object has', async () => {
    const stack = 'Error: x\n    at inner (https://a.b/app.js:10:20)\n    at outer (https://a.b/app.js:30:40)'
    const event = await captured({ name: 'RemoteError', message: 'far away', stack })
    expect(listOf(event)[0]).toMatchObject({ type: 'RemoteError', value: 'far away', mechanism: { synthetic: true } })
    expect(JSON.stringify(listOf(event)[0])).toContain('"function":"outer"')
  })

  test('is the client’s own to set, not the property bag’s', async () => {
    const event = await captured(new Error('x'), {
      area: 'checkout',
      handled: 'as the app means it',
      $exception_source: 'django.middleware',
      $exception_level: 'fatal',
      $exception_list: [],
      $exception_issue_id: '1',
      $debug_images: [],
      $exception_fingerprint: 'mine',
    })
    expect(event?.properties).toMatchObject({
      area: 'checkout',
      handled: 'as the app means it',
      $exception_level: 'error',
      $exception_fingerprint: 'mine',
    })
    for (const name of ['$exception_source', '$exception_issue_id', '$debug_images']) {
      expect(event?.properties).not.toHaveProperty(name)
    }
    expect(listOf(event)).toHaveLength(1)
  })

  test('takes level, mechanism, source and fingerprint from the options, and ignores a level there is not', async () => {
    const server = await useServer()
    const { client } = useClient(server)
    await client.flush()
    const options = {
      level: 'warning',
      handled: false,
      mechanism: 'task',
      source: 'app.worker',
      fingerprint: 'f',
    } satisfies ExceptionOptions
    client.captureException(new Error('x'), {}, options)
    client.captureException(new Error('y'), {}, { level: 'dire' as never, mechanism: '' })
    const [first, second] = await arrived(client, server)
    expect(first?.properties).toMatchObject({
      $exception_level: 'warning',
      $exception_source: 'app.worker',
      $exception_fingerprint: 'f',
    })
    expect(listOf(first)[0]?.mechanism).toMatchObject({ type: 'task', handled: false })
    expect(second?.properties).toMatchObject({ $exception_level: 'error' })
    expect(listOf(second)[0]?.mechanism).toMatchObject({ type: 'generic', handled: true })
  })

  test('of a thing that throws when it is read is still an event', async () => {
    const hostile = new Proxy(
      {},
      {
        get() {
          throw new Error('no')
        },
      },
    )
    expect(listOf(await captured(hostile))).toHaveLength(1)
  })
})

describe('exception steps', () => {
  const stepsOf = (event: ReceivedEvent | undefined) =>
    (event?.properties['$exception_steps'] as Record<string, unknown>[] | undefined)?.map(step => step['$message'])

  test('go with every exception, oldest first, over a change of identity', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server, { now: () => Date.parse('2026-03-01T10:00:00Z') })
    await client.flush()
    client.addExceptionStep('opened cart', { screen: 'cart', $message: 'x', when: new Date(0) })
    client.captureException(new Error('a'))
    client.reset()
    client.addExceptionStep('tapped checkout')
    client.captureException(new Error('b'))
    client.captureException(new Error('c'), { $exception_steps: ['own'] })
    const [first, second, third] = await arrived(client, server)
    expect(first?.properties['$exception_steps']).toEqual([
      {
        $message: 'opened cart',
        $timestamp: '2026-03-01T10:00:00.000Z',
        screen: 'cart',
        when: '1970-01-01T00:00:00.000Z',
      },
    ])
    expect(stepsOf(second)).toEqual(['opened cart', 'tapped checkout'])
    expect(third?.properties['$exception_steps']).toEqual(['own'])
    expect(errors.map(error => error.name)).toEqual(['ExceptionStepError'])
  })

  test('stay within their bytes: the oldest go, and one that is too large is refused', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server, { maxStepBytes: 300 })
    await client.flush()
    for (let i = 0; i < 10; i++) client.addExceptionStep(`ü step ${i}`)
    client.addExceptionStep('x'.repeat(400))
    client.captureException(new Error('a'))
    const steps = stepsOf((await arrived(client, server))[0])
    expect(steps?.at(-1)).toBe('ü step 9')
    expect(steps?.length).toBeLessThan(6)
    expect(errors).toMatchObject([{ name: 'ExceptionStepError' }])
  })

  test('are refused without a message, none with maxStepBytes 0, and never throw', async () => {
    const server = await useServer()
    const { client, errors } = useClient(server)
    await client.flush()
    client.addExceptionStep('')
    client.addExceptionStep(undefined as never, null as never)
    const circular: Record<string, unknown> = {}
    circular['self'] = circular
    client.addExceptionStep('circular', circular)
    client.captureException(new Error('a'))
    const off = useClient(server, { maxStepBytes: 0, projectToken: 'phc_off' }).client
    off.addExceptionStep('a')
    off.captureException(new Error('b'))
    await off.flush()
    const events = await arrived(client, server)
    expect(events.map(event => [event.properties['$exception_message'], stepsOf(event)])).toEqual([
      ['b', undefined],
      ['a', ['circular']],
    ])
    expect(errors).toHaveLength(2)
  })

  test('and errors from before the delivery engine is in are kept: the error at once, the steps for the next', async () => {
    const server = await useServer()
    const persistence = useStorage()
    const { client } = useClient(server, { persistence })
    client.addExceptionStep('opened')
    client.captureException(new TypeError('early', { cause: new Error('root') }))
    expect(Object.values(persistence.items).join()).toContain('early')
    await client.flush()
    client.captureException(new Error('later'))
    const [early, later] = await arrived(client, server)
    expect(early?.properties).toMatchObject({
      $exception_type: 'TypeError',
      $exception_list: [
        { value: 'early', mechanism: { type: 'generic', handled: true, synthetic: false, exception_id: 0 } },
      ],
    })
    expect(JSON.stringify(early?.properties['$exception_list'])).toContain('exception.test.ts')
    expect(stepsOf(later)).toEqual(['opened'])
  })
})
