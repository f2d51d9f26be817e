import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { bundleApp, type BundledFile } from '../scripts/bundle-app.mjs'
import type { BenchFlags } from './main.js'
import { bench, kitAlias } from './support/kit.js'
import { printTable } from './support/stats.js'

/** Provider, one flag hook, capture: the least that is useful, as far as the peer has it. */
const entries: readonly (readonly [name: string, source: string])[] = [
  ['hogkit', `export { HogkitProvider, useCapture, useFeatureFlag } from 'hogkit'`],
  [
    'hogkit, with FlagGate',
    `export { HogkitProvider, useCapture, useFeatureFlag } from 'hogkit'; export { FlagGate } from 'hogkit/components'`,
  ],
  ['hogkit/core createClient (no React)', `export { createClient } from 'hogkit/core'`],
  [
    '@posthog/react + posthog-js',
    `export { PostHogProvider, useFeatureFlagEnabled, usePostHog } from '@posthog/react'; export { default as posthog } from 'posthog-js'`,
  ],
  ['posthog-js-lite (no React)', `export { PostHog } from 'posthog-js-lite'`],
]

interface Sizes {
  min: number
  gzip: number
  brotli: number
}

/** Prints what each entry weighs: what a page loads at once, and with the chunks that come by dynamic import. */
export async function run({ kit }: BenchFlags): Promise<void> {
  const rows: string[][] = []
  let reference = 0
  const measured = []
  for (const [name, source] of entries) {
    const { initial, all } = await measure(source, kit)
    measured.push({ name, initial, all })
    if (name.startsWith('@posthog/react')) reference = initial.gzip
  }
  for (const { name, initial, all } of measured) {
    const lazy = all.min > initial.min
    rows.push([
      name,
      kB(initial.min),
      kB(initial.gzip),
      kB(initial.brotli),
      lazy ? kB(all.gzip) : 'no lazy part',
      lazy ? kB(all.brotli) : '',
      (initial.gzip / reference).toFixed(3),
    ])
  }
  console.log(`\nMinimal entry, react and react-dom external, ES2022, minified; kB = 1,000 bytes. ${versions()}\n`)
  printTable(['entry', 'min kB', 'gzip kB', 'brotli kB', 'gzip + lazy', 'brotli + lazy', '÷ @posthog/react'], rows)
}

async function measure(source: string, kit: string): Promise<{ initial: Sizes; all: Sizes }> {
  const { initial, lazy } = await bundleApp({ code: source, folder: bench, alias: kitAlias(kit) })
  return { initial: sum(initial), all: sum([...initial, ...lazy]) }
}

function sum(files: readonly BundledFile[]): Sizes {
  const total = { min: 0, gzip: 0, brotli: 0 }
  for (const { code } of files) {
    const { min, gzip, brotli } = sizes(Buffer.from(code))
    total.min += min
    total.gzip += gzip
    total.brotli += brotli
  }
  return total
}

function sizes(contents: Uint8Array): Sizes {
  return {
    min: contents.length,
    gzip: gzipSync(contents, { level: 9 }).length,
    brotli: brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  }
}

const kB = (bytes: number): string => (bytes / 1000).toFixed(1)

function versions(): string {
  const read = (path: string): string => (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
  const peers = ['posthog-js', '@posthog/react', 'posthog-js-lite'].map(
    name => `${name} ${read(join(bench, 'node_modules', name, 'package.json'))}`,
  )
  return [...peers, `rolldown ${read(createRequire(import.meta.url).resolve('rolldown/package.json'))}`].join(', ')
}
