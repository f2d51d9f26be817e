import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

export interface SourceFile {
  /** Path from the root of the repository, with `/`. */
  readonly path: string
  /** The folder of `src` it lies in: `core`, `react`, … */
  readonly layer: string
  readonly text: string
  /** Every module it names, as written. */
  readonly imports: readonly string[]
}

const importPattern =
  /(?:^|[\n;}])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|[\n;}])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?['"]([^'"]+)['"]\s*\)/g

/** Every module of `src` with what it imports. Comments are taken out first, because doc comments hold example imports. */
export function sourceFiles(): SourceFile[] {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .map(file => {
      const text = readFileSync(file, 'utf8')
      const path = relative(root, file).split(sep).join('/')
      return { path, layer: path.split('/')[1] ?? '', text, imports: importsOf(text) }
    })
    .sort((a, b) => a.path.localeCompare(b.path))
}

export function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return [...code.matchAll(importPattern)].map(match => match[1] ?? match[2] ?? match[3] ?? '')
}

/** The layer a relative import of `file` points into. */
export function targetLayer(file: SourceFile, specifier: string): string {
  const target = resolve(root, dirname(file.path), specifier)
  return relative(join(root, 'src'), target).split(sep)[0] ?? ''
}
