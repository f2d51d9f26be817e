import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { startSandbox } from '../src/sandbox/index.js'
import { hogkit } from '../src/server/vite/index.js'

const repository = new URL('../', import.meta.url)
const file = (path: string) => fileURLToPath(new URL(path, repository))
const pkg = JSON.parse(readFileSync(new URL('package.json', repository), 'utf8')) as {
  exports: Record<string, string | { default: string }>
}

/** Where the sandbox keeps its data: beside package.json, or where a test says. */
const dataDir = process.env['HOGKIT_DATA_DIR'] ?? file('.hogkit')

/** The public subpaths, as source: the playground imports what a user imports, and a change shows at once. */
const alias = Object.entries(pkg.exports).flatMap(([subpath, target]) => {
  const path = typeof target === 'string' ? target : target.default.replace(/\.js$/, '.ts')
  const replacement = file(path.replace('./dist/', 'src/'))
  return subpath === './package.json' ? [] : [{ find: new RegExp(`^${subpath.replace('.', 'hogkit')}$`), replacement }]
})

export default defineConfig({
  root: file('playground'),
  // Beside package.json, where a .env is looked for.
  envDir: file('.'),
  resolve: { alias },
  plugins: [react(), hogkit({ sandbox: () => startSandbox({ seed: 'demo', dataDir }) })],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  build: { outDir: 'dist', emptyOutDir: true },
})
