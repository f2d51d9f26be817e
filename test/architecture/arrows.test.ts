import { describe, expect, it } from 'vitest'
import { importsOf, sourceFiles, targetLayer } from '../support/sourceFiles.js'

/** Who may import whom. Nothing points back; a layer that is not here has no place in `src`. */
const arrows: Record<string, readonly string[]> = {
  core: [],
  hogql: [],
  api: ['core'],
  react: ['core', 'api'],
  components: ['core', 'api', 'hogql', 'react'],
  compat: ['core', 'react', 'components'],
  openfeature: ['core'],
  server: ['core', 'api', 'hogql'],
  sandbox: ['core', 'api', 'hogql', 'server'],
  testing: ['core', 'api', 'hogql', 'react', 'components', 'server', 'sandbox'],
  devtools: ['core', 'api', 'hogql', 'react', 'components'],
  cli: ['core', 'api', 'hogql', 'server', 'sandbox'],
}

/** Layers that must load in a browser, a worker and an edge function. */
const universal = ['core', 'api', 'hogql', 'react', 'components', 'compat', 'openfeature', 'devtools']

const files = sourceFiles()

describe('the arrows between layers', () => {
  it('reads imports of every form and skips those in comments', () => {
    const text = `
      import a from './a.js'
      import './b.js'
      export { c } from './c.js'
      import {
        d,
      } from './d.js'
      const e = () => import('./e.js')
      /** import nothing from './f.js' */
      // import g from './g.js'
      import type { H } from './h.js'
    `
    expect(importsOf(text)).toEqual(['./a.js', './b.js', './c.js', './d.js', './e.js', './h.js'])
  })

  it('knows every layer', () => {
    expect(files.length).toBeGreaterThan(50)
    const layers = new Set(files.filter(file => file.path.split('/').length > 2).map(file => file.layer))
    expect([...layers].filter(layer => !(layer in arrows))).toEqual([])
  })

  it('lets none point back', () => {
    const wrong = files.flatMap(file =>
      file.imports
        .filter(specifier => specifier.startsWith('.'))
        .map(specifier => ({ specifier, to: targetLayer(file, specifier) }))
        .filter(({ to }) => to !== file.layer && !arrows[file.layer]?.includes(to))
        .map(({ specifier, to }) => `${file.path} imports ${specifier}: ${file.layer} may not use ${to}`),
    )
    expect(wrong).toEqual([])
  })

  it('never goes through the package name from inside', () => {
    const wrong = files.flatMap(file =>
      file.imports.filter(s => /^hogkit(\/|$)/.test(s)).map(s => `${file.path}: ${s}`),
    )
    expect(wrong).toEqual([])
  })

  it('keeps node out of every layer that a browser loads', () => {
    const wrong = files
      .filter(file => universal.includes(file.layer))
      .flatMap(file => file.imports.filter(specifier => specifier.startsWith('node:')).map(s => `${file.path}: ${s}`))
    expect(wrong).toEqual([])
  })

  it('keeps React out of everything under the hooks', () => {
    const wrong = files
      .filter(file => ['core', 'api', 'hogql', 'server', 'sandbox'].includes(file.layer))
      .flatMap(file =>
        file.imports.filter(s => /^(react|react-dom|@tanstack\/react-)/.test(s)).map(s => `${file.path}: ${s}`),
      )
    // The Vite plugin may name no React either, so that it serves any framework.
    expect(wrong).toEqual([])
  })

  it("marks client modules with 'use client', and only those", () => {
    const marked = (text: string) => text.trimStart().startsWith("'use client'")
    const missing = files
      .filter(file => ['react', 'components', 'compat'].includes(file.layer) && !file.path.endsWith('/index.ts'))
      .filter(file => file.imports.some(s => s === 'react' || s === '@tanstack/react-query') && callsReact(file))
      .filter(file => !marked(file.text))
      .map(file => file.path)
    const superfluous = files
      .filter(
        file =>
          !['react', 'components', 'compat', 'devtools', 'testing'].includes(file.layer) ||
          file.path.endsWith('/index.ts'),
      )
      .filter(file => marked(file.text))
      .map(file => file.path)
    expect({ missing, superfluous }).toEqual({ missing: [], superfluous: [] })
  })

  it('has index files that only re-export by name', () => {
    const wrong = files
      .filter(file => file.path.endsWith('/index.ts') && file.path.split('/').length === 3)
      .filter(
        file => /export \*(?! as)/.test(stripRegister(file.text)) || /^(const|let|function|class) /m.test(file.text),
      )
      .map(file => file.path)
    expect(wrong).toEqual([])
  })
})

/** Types alone make no client module; a hook, a context or a component does. In a `.ts` file `<Name` is a type argument. */
function callsReact({ path, text }: { path: string; text: string }): boolean {
  return /\buse[A-Z]\w*\(|createContext\(|forwardRef\(/.test(text) || (path.endsWith('.tsx') && /<[A-Z]\w*/.test(text))
}

/** `Register` must be re-exported with a star: TypeScript merges augmentations through stars only. */
function stripRegister(text: string): string {
  return text.replace(/export \* from '[^']*register\.js'/g, '')
}
