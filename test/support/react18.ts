import Module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Makes a CommonJS `require('react')` give React 18 as well. Vite's aliases reach what Vite transforms, but TanStack Table comes to
 * React through a CommonJS package (`use-sync-external-store`), and two Reacts in one tree break every hook.
 */
const packages = join(dirname(fileURLToPath(import.meta.url)), '../react18/node_modules')

interface Loader {
  _resolveFilename(request: string, ...rest: unknown[]): string
}
const loader = Module as unknown as Loader
const resolveFilename = loader._resolveFilename.bind(loader)

loader._resolveFilename = (request, ...rest) =>
  resolveFilename(/^react(?:-dom)?(?:\/|$)/.test(request) ? join(packages, request) : request, ...rest)
