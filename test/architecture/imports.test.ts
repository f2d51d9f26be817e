import { runInThisContext } from 'node:vm'
import { afterAll, describe, expect, it } from 'vitest'
import { sourceFiles } from '../support/sourceFiles.js'

const watched = ['window', 'document', 'localStorage', 'sessionStorage', 'navigator', 'location', 'history'] as const
const touched: string[] = []
const before = new Map(watched.map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)]))

for (const name of watched) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get() {
      // Only our own code counts: React asks for `window` when it loads.
      const caller = new Error('trace').stack?.split('\n')[2] ?? ''
      if (caller.includes('/src/')) touched.push(`${name} ${caller.trim()}`)
      return undefined
    },
  })
}

afterAll(() => {
  for (const [name, descriptor] of before) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor)
    else Reflect.deleteProperty(globalThis, name)
  }
})

describe('importing a subpath', () => {
  const modules = sourceFiles().filter(
    file =>
      ['core', 'api', 'hogql', 'react', 'components', 'compat', 'openfeature'].includes(file.layer) &&
      !file.path.endsWith('.d.ts'),
  )

  it('touches no browser global in any module that a browser loads', async () => {
    expect(modules.length).toBeGreaterThan(30)
    for (const file of modules) await import(/* @vite-ignore */ `../../${file.path}`)
    expect(touched).toEqual([])
    // Every module is transformed here, and a busy machine takes its time.
  }, 60_000)

  it('would notice a touch', () => {
    runInThisContext('void window', { filename: '/src/probe.js' })
    expect(touched.splice(0)).toHaveLength(1)
  })
})
