import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll } from 'vitest'
import type { TestSandbox } from './sandbox.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** How a command ended, and what it printed. */
export interface CliRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** The output as JSON. */
  json(): unknown
}

type Run = (args: readonly string[], env?: Record<string, string>, stdin?: string) => Promise<CliRun>

/**
 * Builds the command once for the test file that calls this at its top level, as a package has it: from sources each start would cost a
 * second. What it gives runs `hogkit …` as a process of its own, piped, so that its output is no terminal.
 */
export function useCli(): Run {
  let folder = ''
  beforeAll(async () => {
    // Two steps below the root, as src/cli and dist/cli are.
    folder = await mkdtemp(join(root, 'node_modules/.hogkit-cli-'))
    await build({
      entryPoints: [join(root, 'src/cli/main.ts')],
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      logLevel: 'error',
    })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return (args, env = {}, stdin = '') => run(join(folder, 'main.mjs'), args, env, stdin)
}

function run(main: string, args: readonly string[], env: Record<string, string>, stdin: string): Promise<CliRun> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, NODE_OPTIONS: _options, ...inherited } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { cwd: root, env: { ...inherited, ...env } })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.on('error', reject)
    child.on('close', code => resolve({ code, stdout, stderr, json: () => JSON.parse(stdout) as unknown }))
    // A command that reads nothing may have ended by now.
    child.stdin.on('error', () => undefined)
    child.stdin.end(stdin)
  })
}

/** The environment that names a sandbox, as its users set it. */
export const environmentOf = (s: TestSandbox): Record<string, string> => ({
  POSTHOG_HOST: s.url,
  POSTHOG_API_KEY: s.personalApiKey,
  POSTHOG_PROJECT_ID: String(s.sandbox.projectId),
  POSTHOG_PROJECT_API_KEY: s.projectToken,
})
