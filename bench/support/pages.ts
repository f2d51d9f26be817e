import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { bench, kitAlias } from './kit.js'

/** The peers that run in a page, by module name in `bench/peers`. */
export const PEERS = ['hogkit', 'posthog-js', 'posthog-js-lite'] as const
export type PeerName = (typeof PEERS)[number]

/** Static pages, one for each peer, and `/blank`, which has no script. Another origin than the stub. */
export interface PageServer {
  readonly url: string
  /** The address of a peer's page that sends to this host. */
  pageOf(peer: PeerName, host: string): string
  close(): Promise<void>
}

/**
 * Bundles each peer with the harness as an app would (ES2022, minified, code splitting) and serves the result.
 * @param isReadable keeps names, for profiles.
 */
export async function servePages(peers: readonly PeerName[], kit: string, isReadable = false): Promise<PageServer> {
  const files = new Map<string, Uint8Array>()
  for (const peer of peers) {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { install } from './pages/harness.ts'; import { start } from './peers/${peer}.ts'; install(start)`,
        resolveDir: bench,
        sourcefile: `${peer}.entry.ts`,
      },
      bundle: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      minify: !isReadable,
      define: { 'process.env.NODE_ENV': '"production"' },
      alias: kitAlias(kit),
      outdir: join(bench, 'out', peer),
      entryNames: 'main',
      write: false,
      logLevel: 'error',
    })
    for (const { path, contents } of outputFiles) files.set(`/${peer}/${basename(path)}`, contents)
  }

  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    // An isolated page has a clock of 5 µs instead of 100.
    response.setHeader('cross-origin-opener-policy', 'same-origin')
    response.setHeader('cross-origin-embedder-policy', 'require-corp')
    const script = files.get(path)
    if (script) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    else if (path.endsWith('.js') || path.endsWith('.ico')) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'text/html' }).end(pageHtml(path))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    pageOf: (peer, host) => `${url}/${peer}/?host=${encodeURIComponent(host)}`,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function pageHtml(path: string): string {
  const peer = PEERS.find(name => path === `/${name}/`)
  const script = peer ? `<script type="module" src="/${peer}/main.js"></script>` : ''
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>${script}<p>bench</p></html>`
}
