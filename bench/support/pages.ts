import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { bench, kitAlias, repository } from './kit.js'

/** The peers that run in a page, by module name in `bench/peers`. */
export const PEERS = ['hogkit', 'posthog-js', 'posthog-js-lite'] as const
export type PeerName = (typeof PEERS)[number]

/** Static pages, one for each entry by name, and `/blank`, which has no script. */
export interface ScriptServer {
  readonly url: string
  close(): Promise<void>
}

/** The pages of the peers. Another origin than the stub. */
export interface PageServer extends ScriptServer {
  /** The address of a peer's page that sends to this host; of one whose browser denies it all storage, if asked. */
  pageOf(peer: PeerName, host: string, isWithoutStorage?: boolean): string
}

/** Bundles each peer with the harness and serves the result. See {@link serveScripts}. */
export async function servePages(peers: readonly PeerName[], kit: string, isReadable = false): Promise<PageServer> {
  const entries = peers.map(
    peer =>
      [
        peer,
        `import { install } from './pages/harness.ts'; import { start } from './peers/${peer}.ts'; install(start)`,
      ] as const,
  )
  const server = await serveScripts(Object.fromEntries(entries), kit, isReadable)
  return { ...server, pageOf: (peer, host) => `${server.url}/${peer}/?host=${encodeURIComponent(host)}` }
}

/** One React for the kit and for every peer: their own would be a second one in the page. */
const react = Object.fromEntries(['react', 'react-dom'].map(name => [name, join(repository, 'node_modules', name)]))

/**
 * Bundles scripts as an app would (ES2022, minified, code splitting, production React) and serves them at `/<name>/`.
 * @param isReadable keeps names, for profiles.
 */
export async function serveScripts(
  entries: Readonly<Record<string, string>>,
  kit: string,
  isReadable = false,
): Promise<ScriptServer> {
  const files = new Map<string, Uint8Array>()
  for (const [name, contents] of Object.entries(entries)) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: bench, sourcefile: `${name}.entry.ts`, loader: 'ts' },
      bundle: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      minify: !isReadable,
      define: { 'process.env.NODE_ENV': '"production"' },
      alias: { ...kitAlias(kit), ...react },
      outdir: join(bench, 'out', name),
      entryNames: 'main',
      write: false,
      logLevel: 'error',
    })
    for (const { path, contents: script } of outputFiles) files.set(`/${name}/${basename(path)}`, script)
  }

  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    // An isolated page has a clock of 5 µs instead of 100.
    response.setHeader('cross-origin-opener-policy', 'same-origin')
    response.setHeader('cross-origin-embedder-policy', 'require-corp')
    // A sandboxed page has an origin of its own, which has no storage; its scripts come from elsewhere.
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('cross-origin-resource-policy', 'cross-origin')
    if (request.url?.includes('storage=none')) response.setHeader('content-security-policy', 'sandbox allow-scripts')
    const script = files.get(path)
    if (script) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    else if (path.endsWith('.js') || path.endsWith('.ico')) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'text/html' }).end(pageHtml(path, Object.keys(entries)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function pageHtml(path: string, names: readonly string[]): string {
  const name = names.find(each => path === `/${each}/`)
  const script = name ? `<script type="module" src="/${name}/main.js"></script>` : ''
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>${script}<p>bench</p></html>`
}
