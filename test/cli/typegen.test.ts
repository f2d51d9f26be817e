import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const root = fileURLToPath(new URL('../..', import.meta.url))
const everybody = [{ properties: [], rollout_percentage: 100 }]
let directory: string
let file: string

interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function run(command: readonly string[], env: Record<string, string> = {}, cwd = root): Promise<Run> {
  return new Promise(done => {
    execFile(
      process.execPath,
      command,
      { cwd, env: { ...process.env, NODE_OPTIONS: '', ...env } },
      (error, stdout, stderr) => done({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    )
  })
}

/** Runs `hogkit typegen …` against the sandbox, which the environment names. */
const typegen = (...args: string[]) =>
  run(['--import', './test/support/registerTypescript.mjs', 'src/cli/main.ts', 'typegen', ...args], {
    POSTHOG_HOST: s.url,
    POSTHOG_API_KEY: s.personalApiKey,
    POSTHOG_PROJECT_ID: String(s.sandbox.projectId),
  })

const variants = (...shares: [string, number][]) => ({
  variants: shares.map(([key, rollout_percentage]) => ({ key, rollout_percentage })),
})

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hogkit-typegen-'))
  file = join(directory, 'types/hogkit.d.ts')
  const create = async (body: object) => expect((await s.send('POST', 'feature_flags/', body)).status).toBe(201)
  await create({ key: 'new-nav', name: 'New */ navigation\nfor all', filters: { groups: everybody } })
  await create({
    key: 'checkout',
    filters: {
      groups: everybody,
      multivariate: variants(['control', 50], ['one-page', 50]),
      payloads: {
        control: '{"steps":3,"title":"Old"}',
        'one-page': '{"steps":1,"extras":[1,"a"],"nested":{"on":true}}',
      },
    },
  })
  await create({
    key: 'held',
    filters: {
      groups: everybody,
      multivariate: variants(['small', 10], ['large', 90]),
      holdout: { id: 3, exclusion_percentage: 5 },
    },
  })
  await create({ key: 'limit', filters: { groups: everybody, payloads: { true: '25' } } })
  await create({ key: 'config', is_remote_configuration: true, filters: { groups: everybody } })
  await create({ key: 'paused', active: false, filters: { groups: everybody } })
  await s.capture(
    {
      event: 'file uploaded',
      distinct_id: 'a',
      properties: { size: 12, 'file type': 'pdf', isShared: true, $browser: 'Firefox' },
    },
    { event: 'file uploaded', distinct_id: 'a', properties: { uploaded_at: '2026-01-02T03:04:05Z' } },
    { event: "it's done", distinct_id: 'a', properties: {} },
    { event: '$pageview', distinct_id: 'a', properties: { title: 'Home' } },
  )
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const expected = `// Written by \`npx hogkit typegen\`. Run it again instead of changing this file; \`--check\` tells whether it is up to date.
export {}

declare module 'hogkit' {
  interface Register {
    flags: {
      checkout: { value: 'control' | 'one-page'; payload: { extras?: (number | string)[]; nested?: { on: boolean }; steps: number; title?: string } }
      held: 'small' | 'large' | 'holdout-3'
      limit: { value: boolean; payload: number }
      /** New *\\/ navigation for all */
      'new-nav': boolean
      paused: boolean
    }
    events: {
      'file uploaded': { 'file type'?: string; isShared?: boolean; size?: number; uploaded_at?: string }
      'it\\'s done': Record<string, never>
    }
  }
}
`

describe('hogkit typegen', () => {
  it('writes the flags with variants and payloads, and the events with their properties', async () => {
    const first = await typegen('--out', file)
    expect(first).toEqual({ code: 0, stdout: `${file} written: 6 flags, 2 events.\n`, stderr: '' })
    expect(await readFile(file, 'utf8')).toBe(expected)
    expect((await typegen('--out', file)).stdout).toContain('up to date')
  })

  it('writes what a compiler takes: right names compile, wrong ones do not', async () => {
    const types = join(directory, 'generated.d.ts')
    await writeFile(types, expected)
    const app = join(directory, 'app.ts')
    await writeFile(
      app,
      `import { useCapture, useFeatureFlag, useFeatureFlagPayload } from 'hogkit'
       const steps: number | undefined = useFeatureFlagPayload('checkout')?.steps
       const value: 'control' | 'one-page' | false | undefined = useFeatureFlag('checkout')
       const held: 'small' | 'large' | 'holdout-3' | false | undefined = useFeatureFlag('held')
       useCapture()('file uploaded', { size: 1, 'file type': 'pdf' })
       useCapture()('it\\'s done')
       // @ts-expect-error no such flag
       useFeatureFlag('chekout')
       // @ts-expect-error a size is a number
       useCapture()('file uploaded', { size: 'big' })
       // @ts-expect-error it has no properties
       useCapture()('it\\'s done', { a: 1 })
       export { held, steps, value }`,
    )
    const { compilerOptions } = JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8')) as {
      compilerOptions: { paths: Record<string, string[]> }
    }
    const paths = Object.fromEntries(
      Object.entries(compilerOptions.paths).map(([name, targets]) => [name, targets.map(target => join(root, target))]),
    )
    await writeFile(
      join(directory, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...compilerOptions, paths }, files: [app, types] }),
    )
    await symlink(join(root, 'node_modules'), join(directory, 'node_modules'))
    const compiled = await run([join(root, 'node_modules/typescript/bin/tsc'), '-p', directory], {}, directory)
    expect(compiled).toEqual({ code: 0, stdout: '', stderr: '' })
  }, 60_000)

  it('checks for CI: ends with 1 and names the lines, and writes nothing', async () => {
    const old = expected.replace('      paused: boolean\n', '      gone: boolean\n').replaceAll('\n', '\r\n')
    await writeFile(file, expected.replaceAll('\n', '\r\n'))
    expect(await typegen('--out', file, '--check')).toMatchObject({ code: 0, stderr: '' })
    await writeFile(file, old)
    const changed = await typegen('--out', file, '--check')
    expect(changed).toMatchObject({ code: 1, stdout: '- gone: boolean\n+ paused: boolean\n' })
    expect(changed.stderr).toContain(`npx hogkit typegen --out ${file}`)
    expect(await readFile(file, 'utf8')).toBe(old)
    expect(await typegen('--out', join(directory, 'none.d.ts'), '--check')).toMatchObject({ code: 1 })
  })

  it('leaves out what was not asked for, and takes PostHog’s own events when asked', async () => {
    const own = join(directory, 'own.d.ts')
    await typegen('--out', own, '--no-flags', '--all')
    const text = await readFile(own, 'utf8')
    expect(text).not.toContain('flags:')
    expect(text).toContain('$pageview: { title?: string }')
  })

  it('says what is missing or wrong, and never the key', async () => {
    const main = ['--import', './test/support/registerTypescript.mjs', 'src/cli/main.ts', 'typegen', '--out', file]
    const without = await run(main, { POSTHOG_HOST: s.url, POSTHOG_API_KEY: '' })
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('POSTHOG_API_KEY') })
    const wrong = await run(main, { POSTHOG_HOST: s.url, POSTHOG_API_KEY: 'phx_not_this_one' })
    expect(wrong.code).toBe(3)
    expect(wrong.stderr).toContain('401')
    expect(wrong.stderr).not.toContain('phx_not_this_one')
  })
})
