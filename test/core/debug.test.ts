import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest'
import { useClient, useServer } from './support/client.js'

let debug: MockInstance
beforeEach(() => {
  debug = vi.spyOn(console, 'debug').mockImplementation(() => {})
})
afterEach(() => {
  debug.mockRestore()
})
const logged = () => debug.mock.calls.map(([name]) => name as string)

test('debug() logs what happens until debug(false), and sends nothing itself', async () => {
  const server = await useServer()
  const { client } = useClient(server)
  client.debug()
  client.debug()
  expect(client.queue.getSnapshot().pending).toBe(0)
  client.capture('a')
  expect(logged()).toEqual(['[hogkit] session', '[hogkit] captured'])
  client.debug(false)
  client.capture('b')
  expect(logged()).toHaveLength(2)
  expect(server.requests).toEqual([])
})

test('the debug option logs from the start', () => {
  const { client } = useClient({ url: 'http://127.0.0.1:9' }, { debug: true, consent: 'denied' })
  client.capture('a')
  expect(logged()).toEqual(['[hogkit] dropped'])
})
