// @vitest-environment node
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { QueryClient } from '@tanstack/react-query'
import { build } from 'esbuild'
import type * as Kit from 'hogkit'
import { isNetworkError } from 'hogkit/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRecordingServer, json } from '../support/recordingServer.js'

type App = (apiBase: string, queryClient: QueryClient) => Promise<unknown>

const root = fileURLToPath(new URL('../../', import.meta.url))
const app = `
  import { HogkitProvider, useHogQL } from 'hogkit'
  import { createClient } from 'hogkit/core'
  import { renderToString } from 'react-dom/server.browser'
  function Reader() {
    useHogQL('select 1 as one')
    return null
  }
  const client = createClient({ projectToken: 'phc_test', persistence: 'memory', preloadFlags: false })
  /** What the hook asks for, asked as a page would. */
  export async function ask(apiBase, queryClient) {
    renderToString(<HogkitProvider client={client} apiBase={apiBase} queryClient={queryClient}><Reader /></HogkitProvider>)
    const [query] = queryClient.getQueryCache().getAll()
    return query.fetch()
  }
`
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(`${root}node_modules/.late-code-`)
  await build({
    stdin: { contents: app, resolveDir: root, loader: 'tsx', sourcefile: 'app.tsx' },
    entryNames: 'app',
    alias: { hogkit: `${root}src/react/index.ts`, 'hogkit/core': `${root}src/core/index.ts` },
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    outdir: folder,
    define: { 'process.env.NODE_ENV': '"production"' },
  })
})
afterAll(() => rm(folder, { recursive: true }))

test('a query says why when the code that asks is gone, and works once it is there', async () => {
  const server = await startRecordingServer()
  server.answer((_, response) => json(response, 200, { columns: ['one'], results: [[1]], types: [] }))
  const { ask } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'app.js')).href)) as { ask: App }
  const name = (await readdir(folder)).find(file => file.startsWith('proxyCaller-'))
  if (!name) throw new Error('the code that asks is no chunk of its own')
  const chunk = join(folder, name)

  await rename(chunk, `${chunk}.gone`)
  const error: unknown = await ask(server.url, new QueryClient()).catch((reason: unknown) => reason)
  expect(isNetworkError(error)).toBe(true)
  expect(error).toMatchObject({ message: expect.stringContaining('Reload the page'), cause: expect.any(Error) })
  expect(server.requests).toEqual([])

  await rename(`${chunk}.gone`, chunk)
  expect(await ask(server.url, new QueryClient())).toMatchObject({ rows: [{ one: 1 }] } satisfies Partial<
    Kit.HogQLResult<{ one: number }>
  >)
  expect(server.only().url).toBe('/api/projects/@current/query/')
  await server.close()
})
