import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { createFlagEvaluator, createIngestRelay, toBootstrapScript } from 'hogkit/server'
import { fromNextPages } from 'hogkit/server/next'
import { toNodeHandler } from 'hogkit/server/node'
import type { Sandbox } from 'hogkit/sandbox'
import { renderToPipeableStream } from 'react-dom/server'
import { App } from './App.js'

export interface Shop {
  readonly url: string
  /** Each page that was asked for: whom it was for, and the cookie it set. */
  readonly pages: { readonly distinctId: string; readonly setCookie: string | undefined }[]
  /** Lets the browsers' own questions for flags through. */
  releaseFlags(): void
  /** Lets the late part of every page out. */
  releasePage(): void
  close(): Promise<void>
}

/** A shop that renders its pages on the server, with the flags of whoever asks, and in parts. */
export async function startShop(sandbox: Sandbox): Promise<Shop> {
  const { projectToken, personalApiKey, url: host } = sandbox
  const flags = createFlagEvaluator({ host, projectToken, personalApiKey })
  const relay = toNodeHandler(createIngestRelay({ host }))
  const files = await bundle()
  const pages: Shop['pages'] = []
  const late = createGate()
  const asked = createGate()

  async function page(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The server knows more of the visitor than the browser will say.
    const { bootstrap, setCookie } = await flags.bootstrap(fromNextPages(request), {
      personProperties: { plan: 'pro' },
    })
    pages.push({ distinctId: bootstrap.distinctId ?? '', setCookie })
    response.writeHead(200, { 'content-type': 'text/html', ...(setCookie && { 'set-cookie': setCookie }) })
    response.write(
      `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">${toBootstrapScript(bootstrap)}<div id="root" data-token="${projectToken}">`,
    )
    const { pipe } = renderToPipeableStream(
      <App projectToken={projectToken} bootstrap={bootstrap} late={late.opened} />,
      {
        bootstrapModules: ['/browser.js'],
        onShellReady: () => void pipe(response),
        // A visitor who leaves is no failure.
        onError: () => undefined,
      },
    )
  }

  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const file = files.get(path)
    if (file) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(file)
    if (path.startsWith('/ingest/flags')) return void asked.opened.then(() => relay(request, response))
    if (path.startsWith('/ingest/')) return relay(request, response)
    return void page(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    releaseFlags: asked.open,
    releasePage: late.open,
    async close() {
      flags.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function createGate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open }
}

/** The browser's code as an app's bundler makes it while developing, so that React tells of every mismatch. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('browser.tsx', import.meta.url))],
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    write: false,
    outdir: '/',
    tsconfig: fileURLToPath(new URL('../../../tsconfig.json', import.meta.url)),
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  })
  return new Map(outputFiles.map(({ path, text }) => [path.replaceAll('\\', '/'), text]))
}
