import { expect, test } from 'vitest'
import { exceptions } from 'hogkit/core'
import { arrived, useClient, useServer } from './support/client.js'

const crash = (error: Error, origin: 'uncaughtException' | 'unhandledRejection') =>
  (process as NodeJS.EventEmitter).emit('uncaughtExceptionMonitor', error, origin)

test('captures what ends a Node process, without keeping it from ending', async () => {
  const server = await useServer()
  const { client } = useClient(server, { plugins: [exceptions()] })
  const listeners = process.listenerCount('uncaughtException')
  crash(new TypeError('boom'), 'uncaughtException')
  crash(new RangeError('nope'), 'unhandledRejection')
  const [error, rejection] = await arrived(client, server)
  expect(error?.properties).toMatchObject({
    $exception_type: 'TypeError',
    $exception_level: 'fatal',
    $exception_source: 'node.process_uncaught_exception',
    $exception_list: [{ mechanism: { type: 'onuncaughtexception', handled: false } }],
  })
  expect(rejection?.properties).toMatchObject({
    $exception_source: 'node.process_unhandled_rejection',
    $exception_list: [{ mechanism: { type: 'onunhandledrejection', handled: false } }],
  })
  expect(process.listenerCount('uncaughtException')).toBe(listeners)
})

test('captures none of a kind that is switched off, and none after shutdown', async () => {
  const server = await useServer()
  const { client } = useClient(server, { plugins: [exceptions({ errors: false })] })
  crash(new Error('a'), 'uncaughtException')
  expect(client.queue.getSnapshot().pending).toBe(0)
  await client.shutdown({ timeoutMs: 0 })
  crash(new Error('b'), 'unhandledRejection')
  expect(client.queue.getSnapshot().pending).toBe(0)
})
