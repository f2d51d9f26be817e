/** Where `measure-bundles.mjs` writes and size-limit reads. */
export const cacheDir = 'node_modules/.cache/hogkit-size'

/**
 * The smallest useful imports, and what they may weigh (gzip): what loads at first, and with what loads later. The first is a promise;
 * the second is what it is, so that it grows only on purpose: what moves out of the first arrives there.
 */
export const bundles = [
  {
    name: 'capture-and-flags',
    title: 'HogkitProvider, useCapture, useFeatureFlag, FlagGate',
    code: `
      export { HogkitProvider, useCapture, useFeatureFlag } from './dist/react/index.js'
      export { FlagGate } from './dist/components/index.js'
    `,
    initial: '12 kB',
    // Most of it is sent for by the delivery engine: gzip that does not wait among it.
    all: '29 kB',
  },
  {
    name: 'with-queries',
    title: 'the same and useHogQL, with TanStack Query',
    code: `
      export { HogkitProvider, useCapture, useFeatureFlag, useHogQL } from './dist/react/index.js'
      export { FlagGate } from './dist/components/index.js'
    `,
    initial: '22 kB',
    all: '48 kB',
  },
  {
    name: 'client',
    title: 'createClient',
    code: `export { createClient } from './dist/core/index.js'`,
    initial: '11.4 kB',
    all: '26 kB',
  },
  {
    name: 'hogql-parser',
    title: 'parseSelect, parseWithErrors of hogkit/hogql',
    code: `export { parseSelect, parseWithErrors } from './dist/hogql/index.js'`,
    initial: '20 kB',
    all: '20 kB',
  },
]
