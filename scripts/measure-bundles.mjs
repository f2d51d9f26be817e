/**
 * Bundles the smallest useful imports from `dist` for size-limit to weigh: run `npm run build` first. size-limit's own bundler
 * puts dynamic imports into the same file. Only React is left out: whoever uses a query hook ships TanStack Query.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bundleApp } from './bundle-app.mjs'
import { bundles, cacheDir } from './bundles.mjs'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')

for (const { name, code } of bundles) {
  const outdir = join(root, cacheDir, name)
  rmSync(outdir, { recursive: true, force: true })
  const { initial, lazy } = await bundleApp({ code, folder: root })
  for (const [folder, files] of Object.entries({ initial, lazy })) {
    mkdirSync(join(outdir, folder), { recursive: true })
    for (const file of files) writeFileSync(join(outdir, folder, file.name), file.code)
  }
  console.log(`${name}: ${initial.length} of ${initial.length + lazy.length} files load at first`)
}
