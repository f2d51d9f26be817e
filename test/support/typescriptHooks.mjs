/**
 * Module hooks that let plain Node run the sources: `.js` imports find their `.ts` file, and types are taken out. For tests that need a
 * process of their own (signals, exit codes) without building the package first. `HOGKIT_TEST_HIDE=a,b` makes packages look not installed.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformWithOxc } from 'vite'

const hidden = new Set(process.env['HOGKIT_TEST_HIDE']?.split(','))

export function resolve(specifier, context, next) {
  if (hidden.has(specifier)) {
    throw Object.assign(new Error(`Cannot find package '${specifier}'`), { code: 'ERR_MODULE_NOT_FOUND' })
  }
  if (/^\.{1,2}\//.test(specifier) && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL)
    if (existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true }
  }
  return next(specifier, context)
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const path = fileURLToPath(url)
  const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path)
  return { format: 'module', source: code, shortCircuit: true }
}
