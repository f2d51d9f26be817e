import { join } from 'node:path'
import { rolldown } from 'rolldown'

/**
 * With code splitting, because what a page loads at first is the entry and what it imports statically. With Rolldown, Vite's
 * bundler: esbuild keeps a module that the entry could reach in the first file even when nothing of it is used there.
 */
export async function bundleApp({ code, folder, alias = {} }) {
  const entry = join(folder, 'entry-of-an-app.tsx')
  const bundle = await rolldown({
    input: entry,
    cwd: folder,
    platform: 'browser',
    logLevel: 'silent',
    // An app's entry is not imported by name, so what it shares with lazy chunks stays in it, as in Vite's builds.
    preserveEntrySignatures: 'allow-extension',
    external: /^react(-dom)?(\/|$)/,
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } },
    resolve: { alias, extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
    plugins: [
      {
        name: 'entry',
        resolveId: id => (id === entry ? id : undefined),
        load: id => (id === entry ? code : undefined),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  const chunks = new Map(output.flatMap(file => (file.type === 'chunk' ? [[file.fileName, file]] : [])))
  const initial = reached(chunks, ({ imports }) => imports)
  const all = reached(chunks, ({ imports, dynamicImports }) => [...imports, ...dynamicImports])
  const filesOf = names => [...names].map(name => toFile(chunks.get(name)))
  return { initial: filesOf(initial), lazy: filesOf([...all].filter(name => !initial.has(name))) }
}

/** The entry and what it leads to. */
function reached(chunks, next) {
  const found = new Set([...chunks.values()].flatMap(chunk => (chunk.isEntry ? [chunk.fileName] : [])))
  for (const name of found) for (const other of next(chunks.get(name))) if (chunks.has(other)) found.add(other)
  return found
}

function toFile({ fileName, code, modules }) {
  const kept = Object.entries(modules).flatMap(([path, { renderedLength }]) => (renderedLength > 0 ? [path] : []))
  return { name: fileName, code, modules: kept }
}
