/**
 * Copies into `dist` what the compiler does not carry: the stylesheet, and the plain modules that the sandbox starts as
 * a child process or a worker (they are loaded by path, so no bundler may touch them).
 */
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const modules = readdirSync('src', { recursive: true })
  .map(String)
  .filter(path => path.endsWith('.mjs'))

for (const path of modules) {
  const target = join('dist', path)
  mkdirSync(dirname(target), { recursive: true })
  cpSync(join('src', path), target)
}

/** One file, so that a plain <link> needs one request. */
const inline = file =>
  readFileSync(file, 'utf8').replace(/@import '(.+?)';\n?/g, (_match, path) => inline(join(dirname(file), path)))
writeFileSync('dist/styles.css', inline('src/styles.css'))

chmodSync('dist/cli/main.js', 0o755)
console.log(`copied styles.css and ${modules.length} modules into dist`)
