import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { BenchFlags } from './main.js'
import type { FlagsResult, FlagsScale } from './pages/flags.js'
import { launchBrowser } from './support/browser.js'
import { bench } from './support/kit.js'
import { serveScripts } from './support/pages.js'
import { median, printTable, short, spread } from './support/stats.js'

interface Contestant {
  readonly name: string
  readonly title: string
  /** Module in `flagPeers`, and what it exports for this row. */
  readonly module: string
  readonly start?: string
}

const FLOOR = 'zustand'
/** hogkit first after the floor, so that what they share of a round's conditions is most. */
const CONTESTANTS: readonly Contestant[] = [
  { name: FLOOR, title: 'floor: zustand selector', module: 'zustand' },
  { name: 'hogkit', title: 'hogkit `useFeatureFlag`', module: 'hogkit' },
  { name: 'hogkit-manual', title: 'hogkit, exposure manual', module: 'hogkit', start: 'startManual' },
  { name: 'launchdarkly', title: 'LaunchDarkly v4 `useBoolVariation`', module: 'launchdarkly' },
  { name: 'growthbook', title: 'GrowthBook `useFeatureIsOn`', module: 'growthbook' },
  { name: 'statsig', title: 'Statsig `useFeatureGate`', module: 'statsig' },
  { name: 'posthog', title: '@posthog/react `useFeatureFlagEnabled`', module: 'posthog' },
  { name: 'posthog-result', title: '@posthog/react `useFeatureFlagResult`', module: 'posthog', start: 'startResult' },
  { name: 'openfeature', title: 'OpenFeature `useBooleanFlagValue`', module: 'openfeature' },
]

/** Goals, in hogkit's row. */
const MAX_MOUNT_RATIO = 1.2
const MAX_UPDATE_MS = 1.2

/** Mounts 1,000 components that read 100 flags, changes one flag after the other, and prints what that took. */
export async function run(flags: BenchFlags): Promise<void> {
  const scale: FlagsScale = { components: 1000, flags: 100, updates: Number(flags.updates) }
  const only = flags.only?.split(',')
  const contestants = CONTESTANTS.filter(({ name }) => !only || name === FLOOR || only.includes(name))
  const entries = contestants.map(({ name, module, start = 'start' }) => [
    name,
    `import { install } from './pages/flags.tsx'; import { ${start} as start } from './flagPeers/${module}'; install(start)`,
  ])
  const pages = await serveScripts(Object.fromEntries(entries) as Record<string, string>, flags.kit)
  const browser = await launchBrowser()
  const results = new Map<string, FlagsResult[]>(contestants.map(({ name }) => [name, []]))
  try {
    console.log(`\nChromium ${browser.version()}, node ${process.version}, kit ${flags.kit}, ${versions()}`)
    for (let round = 0; round < Number(flags.rounds); round++) {
      for (const { name } of contestants) {
        const result = await measure(browser, `${pages.url}/${name}/`, scale)
        results.get(name)?.push(result)
        console.log(
          `round ${round + 1} ${name}: mount ${short(result.mountMs)} ms, update ${short(median(result.updateMs))} ms, ` +
            `${[...new Set(result.updateRenders)].join('-')} renders${result.wrong.length ? `, WRONG: ${result.wrong.slice(0, 3).join('; ')}` : ''}`,
        )
      }
    }
    report(contestants, results)
  } finally {
    await browser.close()
    await pages.close()
  }
}

async function measure(browser: Browser, url: string, scale: FlagsScale): Promise<FlagsResult> {
  const visitor = await browser.newContext()
  try {
    const page = await visitor.newPage()
    await page.goto(url)
    await page.waitForFunction(() => window.benchFlags !== undefined)
    return await page.evaluate(options => window.benchFlags(options), scale)
  } finally {
    await visitor.close()
  }
}

function report(contestants: readonly Contestant[], results: ReadonlyMap<string, FlagsResult[]>): void {
  const floor = results.get(FLOOR) ?? []
  const rows = contestants.map(({ name, title }) => {
    const all = results.get(name) ?? []
    return [
      title,
      spread(all.map(({ mountMs }) => mountMs)),
      ratio(all, floor, ({ mountMs }) => mountMs),
      spread(all.map(({ settledMs }) => settledMs)),
      [...new Set(all.map(({ mountRenders }) => mountRenders))].join('-'),
      [...new Set(all.flatMap(({ updateRenders }) => updateRenders))].toSorted((a, b) => a - b).join('-'),
      spread(all.map(({ updateMs }) => median(updateMs))),
      ratio(all, floor, ({ updateMs }) => median(updateMs)),
      String(all.reduce((sum, { wrong }) => sum + wrong.length, 0)),
    ]
  })
  console.log('\n1,000 memoised components on 100 flags, one flag changes; median of the rounds (min-max)\n')
  printTable(
    [
      'peer',
      'mount ms',
      '÷ floor',
      'settled ms',
      'renders on mount',
      're-renders per update',
      'update ms',
      '÷ floor',
      'wrong texts',
    ],
    rows,
  )
  const own = results.get('hogkit') ?? []
  if (!own.length) return
  const isExact = own.every(({ updateRenders }) => updateRenders.every(renders => renders === 10))
  const mount = Number(ratio(own, floor, ({ mountMs }) => mountMs))
  const update = median(own.map(({ updateMs }) => median(updateMs)))
  console.log(
    `\nGoals for hogkit: exactly 10 re-renders: ${isExact ? 'met' : 'MISSED'}; ` +
      `mount at most ${MAX_MOUNT_RATIO}x the floor: ${mount} ${mount <= MAX_MOUNT_RATIO ? 'met' : 'MISSED'}; ` +
      `update at most ${MAX_UPDATE_MS} ms: ${short(update)} ${update <= MAX_UPDATE_MS ? 'met' : 'MISSED'}`,
  )
}

/** The median of the rounds' ratios: what slows a round down slows both. */
function ratio(
  results: readonly FlagsResult[],
  floor: readonly FlagsResult[],
  read: (result: FlagsResult) => number,
): string {
  return median(results.flatMap((result, round) => (floor[round] ? read(result) / read(floor[round]) : []))).toFixed(2)
}

function versions(): string {
  const names = [
    '@launchdarkly/react-sdk',
    '@growthbook/growthbook-react',
    '@statsig/react-bindings',
    '@posthog/react',
    'posthog-js',
    '@openfeature/react-sdk',
  ]
  return names
    .map(name => {
      const text = readFileSync(join(bench, 'node_modules', name, 'package.json'), 'utf8')
      return `${name} ${(JSON.parse(text) as { version: string }).version}`
    })
    .join(', ')
}
