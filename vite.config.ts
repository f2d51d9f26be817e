import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findChromium } from './test/support/chromium.js'

const pkg = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  exports: Record<string, string | { default: string }>
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
}
const external = [...Object.keys(pkg.dependencies), ...Object.keys(pkg.peerDependencies)]

/** The subpaths of package.json as source files: one list serves the library build, the tests and the playground. */
const sources = Object.fromEntries(
  Object.entries(pkg.exports).flatMap(([subpath, target]) =>
    typeof target === 'string'
      ? []
      : [[subpath.replace('.', 'hogkit'), target.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts')]],
  ),
)
const entries = Object.fromEntries(
  [...Object.values(sources), 'src/cli/main.ts'].map(file => [file.slice('src/'.length, -'.ts'.length), file]),
)
const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const alias = [
  { find: 'hogkit/styles.css', replacement: file('src/styles.css') },
  ...Object.entries(sources).map(([name, path]) => ({ find: new RegExp(`^${name}$`), replacement: file(path) })),
]

// React 18 of the workspace test/react18. What imports React itself must go through Vite to get the alias (`inline` below), and
// Testing Library in its ESM form, because a `require` would go around it.
const react18 = [
  ...['react', 'react-dom'].map(name => ({
    find: new RegExp(`^${name}(?=$|/)`),
    replacement: file(`test/react18/node_modules/${name}`),
  })),
  {
    find: /^@testing-library\/react$/,
    replacement: file('node_modules/@testing-library/react/dist/@testing-library/react.esm.js'),
  },
]

const launchOptions = process.env['VITEST'] ? findChromium() : {}
// A function, because one shared object would be changed in place and both projects would report under one name.
const browser = () => ({
  enabled: true,
  headless: true,
  provider: playwright({ launchOptions }),
  instances: [{ browser: 'chromium' as const }],
  screenshotFailures: false,
})
const globalSetup = ['test/support/globalSandbox.ts']

export default defineConfig({
  plugins: [react()],
  resolve: { alias },
  build: {
    target: 'es2022',
    sourcemap: true,
    minify: false,
    lib: { formats: ['es'], entry: entries },
    rolldownOptions: {
      external: id => id.startsWith('node:') || external.some(name => id === name || id.startsWith(`${name}/`)),
      // Bundlers put the value of a `const` where it is used; a `var`, which Vite makes of it by default, stays.
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js', topLevelVar: false },
    },
  },
  test: {
    // One engine child of 250 MB for each fork: two forks on two cores.
    maxWorkers: 2,
    // What must happen is waited for as long as a busy machine needs.
    expect: { poll: { timeout: 15_000 } },
    coverage: { include: ['src/**/*.{ts,tsx}'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          pool: 'forks',
          include: ['test/{architecture,core,api,hogql,openfeature,server,sandbox,cli}/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          pool: 'forks',
          include: ['test/{react,components,compat}/**/*.test.tsx'],
          exclude: ['test/**/*.browser.test.tsx'],
          setupFiles: ['test/support/quietHappyDom.ts', 'test/support/setupDom.ts'],
          globalSetup,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        resolve: { alias: [...react18, ...alias] },
        test: {
          name: 'react18',
          environment: 'happy-dom',
          pool: 'forks',
          include: ['test/{react,components,compat}/**/*.test.tsx'],
          exclude: ['test/**/*.browser.test.tsx'],
          setupFiles: ['test/support/react18.ts', 'test/support/quietHappyDom.ts', 'test/support/setupDom.ts'],
          globalSetup,
          server: { deps: { inline: [/@tanstack/, /@testing-library/, /zustand/] } },
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.{ts,tsx}'],
          browser: browser(),
          setupFiles: ['test/support/setupDom.ts'],
          globalSetup,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        plugins: [storybookTest({ configDir: file('.storybook') })],
        test: { name: 'stories', browser: browser() },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          pool: 'forks',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
