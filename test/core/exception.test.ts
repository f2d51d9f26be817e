import { expect, test } from 'vitest'
import { useClient, useServer } from './support/client.js'
import type { ReceivedEvent } from './support/server.js'

async function captured(error: unknown, properties?: Record<string, unknown>) {
  const server = await useServer()
  const { client } = useClient(server)
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
    { type: 'Error', value, mechanism: { type: 'generic', handled: true, synthetic: true } },
  ])
})

test('a circle of causes ends', async () => {
  const error = new Error('a')
  error.cause = error
  const event = await captured(error)
  expect(((event as ReceivedEvent).properties['$exception_list'] as unknown[]).length).toBeLessThanOrEqual(5)
})
