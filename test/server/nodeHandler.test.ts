import type { IncomingMessage, ServerResponse } from 'node:http'
import { toNodeHandler } from 'hogkit/server/node'
import { describe, expect, it } from 'vitest'
import { listen } from '../support/recordingServer.js'

describe('toNodeHandler', () => {
  it('gives the handler method, URL, headers and body, and its answer back', async () => {
    const handler = toNodeHandler(async request => {
      const { pathname, search } = new URL(request.url)
      return Response.json(
        { method: request.method, pathname, search, a: request.headers.get('x-a'), body: await request.text() },
        { status: 201 },
      )
    })
    const server = await listen(handler)
    const response = await fetch(`${server.url}/p/q?x=1`, { method: 'PUT', body: 'ä', headers: { 'x-a': '1' } })
    expect([response.status, await response.json()]).toEqual([
      201,
      { method: 'PUT', pathname: '/p/q', search: '?x=1', a: '1', body: 'ä' },
    ])
    await server.close()
  })

  it('gives the whole path back that a framework cut off where it mounted the handler', async () => {
    const handler = toNodeHandler(request => new Response(new URL(request.url).pathname))
    const server = await listen((request: IncomingMessage & { originalUrl?: string }, response: ServerResponse) => {
      request.originalUrl = request.url ?? ''
      request.url = '/batch/'
      handler(request, response)
    })
    expect(await (await fetch(`${server.url}/ingest/batch/`)).text()).toBe('/ingest/batch/')
    await server.close()
  })

  it('answers 500 without words when the handler throws', async () => {
    const server = await listen(toNodeHandler(() => Promise.reject(new Error('hunter2'))))
    const response = await fetch(server.url)
    expect([response.status, await response.text()]).toEqual([500, ''])
    await server.close()
  })

  it('aborts the signal when the client leaves', async () => {
    const events = new EventTarget()
    const told = (name: string) => new Promise<void>(resolve => events.addEventListener(name, () => resolve()))
    const [started, left] = [told('started'), told('left')]
    const server = await listen(
      toNodeHandler(request => {
        request.signal.addEventListener('abort', () => events.dispatchEvent(new Event('left')))
        events.dispatchEvent(new Event('started'))
        return new Promise(() => undefined)
      }),
    )
    const controller = new AbortController()
    const call = fetch(server.url, { signal: controller.signal })
    await started
    controller.abort()
    await expect(call).rejects.toThrow(/abort/)
    await expect(left).resolves.toBeUndefined()
    await server.close()
  })

  it('leaves the global Request and Response alone', () => {
    const { Request, Response } = globalThis
    toNodeHandler(() => new Response())
    expect([globalThis.Request, globalThis.Response]).toEqual([Request, Response])
  })
})
