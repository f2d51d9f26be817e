// @vitest-environment node
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { bundleApp, type BundledFile } from '../../scripts/bundle-app.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const alias = { 'hogkit/components': `${root}src/components/index.ts`, hogkit: `${root}src/react/index.ts` }

/** The modules that reach the bundle of an app with this code, as paths from the root: at first, and by dynamic import. */
async function bundle(code: string): Promise<{ initial: string[]; lazy: string[] }> {
  const { initial, lazy } = await bundleApp({ code, folder: root, alias })
  const paths = (files: readonly BundledFile[]) =>
    files.flatMap(({ modules }) => modules.map(path => relative(root, path)))
  return { initial: paths(initial), lazy: paths(lazy) }
}

const foreign = (modules: string[]) => modules.filter(path => /@tanstack|^src\/(api|hogql|server|sandbox)\//.test(path))

const captureOnly = `
  import { HogkitProvider, useCapture, useFeatureFlag, useFeatureFlags, useIdentity, useConsent } from 'hogkit'
  import { FlagGate } from 'hogkit/components'
  export function App() {
    useCapture(); useFeatureFlag('beta'); useFeatureFlags(); useIdentity(); useConsent()
    return <HogkitProvider projectToken="phc_x"><FlagGate flag="beta" /></HogkitProvider>
  }
`

test('an app that captures and reads flags bundles neither TanStack Query nor the private API’s client', async () => {
  const { initial, lazy } = await bundle(captureOnly)
  expect(initial).toContain('src/react/provider/HogkitProvider.tsx')
  expect(foreign([...initial, ...lazy])).toEqual([])
})

test('what sends and asks is no part of what loads at first', async () => {
  const { initial, lazy } = await bundle(captureOnly)
  const delivery = (modules: string[]) => modules.filter(path => path.startsWith('src/core/delivery/'))
  expect(delivery(initial)).toEqual(['src/core/delivery/loadEngine.ts'])
  expect(delivery(lazy)).toContain('src/core/delivery/sender.ts')
  expect(lazy).toContain('src/core/wire/flags.ts')
})

test('what changes the visitor loads at first only where a hook or plugin does it', async () => {
  const isAction = (path: string) => /core\/(actions|identity\/actions|exceptions\/plain)\.ts$/.test(path)
  const plain = await bundle(`export { HogkitProvider, useCapture, useFeatureFlag } from 'hogkit'`)
  expect(plain.initial.filter(isAction)).toEqual([])
  expect(plain.lazy.filter(isAction)).toHaveLength(3)
  for (const code of [
    `export { HogkitProvider, useIdentity } from 'hogkit'`,
    `export { HogkitProvider, useHogkit } from 'hogkit'`,
    `export { ErrorBoundary } from 'hogkit/components'`,
    `export { createClient } from '${root}src/core/index.ts'`,
    `export { exceptions } from '${root}src/core/index.ts'`,
  ]) {
    expect((await bundle(code)).initial.filter(isAction)).toHaveLength(3)
  }
})

test('an app that uses no view events, error boundary or consent banner bundles none', async () => {
  const parts = /captureOnView|errorBoundary|consentBanner|queueStatus|flag(Switch|Preview)|react\/(view|errors)\//
  const partsOf = async (code: string) => {
    const { initial, lazy } = await bundle(code)
    return { initial: initial.filter(path => parts.test(path)), lazy: lazy.filter(path => parts.test(path)).toSorted() }
  }
  // An exposure may be reported on view, so what watches elements is there to be downloaded by who asks for that.
  const watching = ['createViewing', 'observeView', 'seeOnce'].map(name => `src/react/view/${name}.ts`)
  expect(await partsOf(captureOnly)).toEqual({ initial: [], lazy: watching })
  expect(await partsOf(`export { useCapture } from 'hogkit'`)).toEqual({ initial: [], lazy: [] })
  expect((await partsOf(`export { useCaptureOnView } from 'hogkit'`)).initial.toSorted()).toEqual(
    ['createViewing', 'observeView', 'useCaptureOnView', 'useView'].map(name => `src/react/view/${name}.ts`),
  )
})

test('plugins that are not imported cost nothing, and web-vitals comes as a chunk of its own', async () => {
  const costs = (modules: string[]) => modules.filter(path => /core\/(plugins|postHogJs)\/|web-vitals/.test(path))
  const plain = await bundle(captureOnly)
  expect(costs([...plain.initial, ...plain.lazy])).toEqual([])
  const { initial, lazy } = await bundle(`export { webVitals } from '${root}src/core/index.ts'`)
  expect(costs(initial)).toEqual(['src/core/plugins/claim.ts', 'src/core/plugins/webVitals.ts'])
  expect(costs(lazy).some(path => path.includes('node_modules/web-vitals'))).toBe(true)
})

test('an app that queries loads TanStack Query at first, and what asks PostHog with the first question', async () => {
  const { initial, lazy } = await bundle(`export { useHogQL, usePerson, useUpdateFlagDefinition } from 'hogkit'`)
  expect(foreign(initial).some(path => path.includes('@tanstack/query-core'))).toBe(true)
  const api = (modules: string[]) => modules.filter(path => path.startsWith('src/api/')).toSorted()
  const rows = ['featureFlags', 'persons']
  expect(api(initial)).toEqual([
    ...rows.map(resource => `src/api/endpoints/${resource}.ts`),
    'src/api/key.ts',
    'src/api/operation.ts',
    ...rows.map(resource => `src/api/resources/${resource}.ts`),
  ])
  expect(api(lazy)).toContain('src/api/resources/query.ts')
  expect(lazy).toContain('src/api/transport/transport.ts')
  expect(lazy).not.toContain('src/api/createApi.ts')
})

test('an app that runs HogQL bundles no other endpoint, and what explains failures apart from what asks', async () => {
  const { initial, lazy } = await bundle(`export { useHogQL } from 'hogkit'`)
  const modules = [...initial, ...lazy]
  expect(modules.filter(path => /^src\/api\/(endpoints|resources)\b/.test(path)).toSorted()).toEqual([
    'src/api/endpoints/query.ts',
    'src/api/resources/query.ts',
  ])
  expect(
    initial.filter(path => /errors|toError|queryPosition|transport/.test(path) && path.startsWith('src/api/')),
  ).toEqual([])
  expect(lazy).toContain('src/api/transport/toError.ts')
  const files = await bundleApp({ code: `export { useHogQL } from 'hogkit'`, folder: root, alias })
  const [asks] = files.lazy.filter(file => file.modules.some(path => path.endsWith('transport/transport.ts')))
  expect(asks?.modules.some(path => path.endsWith('toError.ts'))).toBe(false)
})

test('an app that reads one resource bundles neither its writes nor any other resource', async () => {
  const { initial, lazy } = await bundleApp({ code: `export { useInsights } from 'hogkit'`, folder: root, alias })
  const modules = [...initial, ...lazy].flatMap(file => file.modules.map(path => relative(root, path)))
  expect(modules.filter(path => /^src\/api\/(endpoints|resources)\//.test(path)).toSorted()).toEqual([
    'src/api/endpoints/insights.ts',
    'src/api/resources/insights.ts',
  ])
  const code = [...initial, ...lazy].map(file => file.code).join('\n')
  expect(code).toContain('insights.list')
  expect(code).not.toMatch(/insights\.(get|create|update)/)
})

test('an app that calls the API itself has it at once', async () => {
  const { initial } = await bundle(`export { useApi } from 'hogkit'`)
  expect(initial).toContain('src/api/transport/transport.ts')
  expect(initial).not.toContain('src/api/transport/toError.ts')
})
