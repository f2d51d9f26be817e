import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Serves the page of `app.ts`, bundled as an app would be: the delivery engine is a chunk of its own. */
export interface DeliveryApp {
  /** The page. */
  readonly url: string
  /** The page as browsers without Web Locks see it. */
  readonly urlWithoutLocks: string
  /** The page where the browser denies all storage. */
  readonly urlWithoutStorage: string
  /** A page of the same origin that does nothing. */
  readonly blankUrl: string
  close(): Promise<void>
}

const here = dirname(fileURLToPath(import.meta.url))

export async function serveDeliveryApp(): Promise<DeliveryApp> {
  const { outputFiles } = await build({
    entryPoints: [join(here, 'app.ts')],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    alias: { 'hogkit/core': join(here, '../../../src/core/index.ts') },
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: join(here, 'out'),
    write: false,
    logLevel: 'error',
  })
  const scripts = new Map(outputFiles.map(({ path, contents }) => [`/${basename(path)}`, contents]))
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const script = scripts.get(path)
    // A sandboxed page has an origin of its own, which has no storage; its scripts come from elsewhere.
    response.setHeader('access-control-allow-origin', '*')
    if (path === '/nostorage') response.setHeader('content-security-policy', 'sandbox allow-scripts')
    if (script) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    else if (path.endsWith('.ico')) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'text/html' }).end(htmlOf(path))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `${url}/`,
    urlWithoutLocks: `${url}/nolocks`,
    urlWithoutStorage: `${url}/nostorage`,
    blankUrl: `${url}/blank`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function htmlOf(path: string): string {
  const noLocks =
    path === '/nolocks' ? `<script>Object.defineProperty(navigator, 'locks', { value: undefined })</script>` : ''
  const script = path === '/blank' ? '' : `${noLocks}<script type="module" src="/app.js"></script>`
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>delivery</title>${script}<p>delivery</p></html>`
}
