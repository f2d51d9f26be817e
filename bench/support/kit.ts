import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This folder, and the repository's. */
export const bench = fileURLToPath(new URL('..', import.meta.url))
export const repository = join(bench, '..')

/** Installs what the benchmarks compare with, once. */
export function installPeers(): void {
  const { dependencies } = JSON.parse(readFileSync(join(bench, 'package.json'), 'utf8')) as { dependencies: object }
  const wanted = Object.keys(dependencies)
  if (wanted.every(name => existsSync(join(bench, 'node_modules', name, 'package.json')))) return
  console.log("Installing the benchmark's own dependencies (once) ...")
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], bench)
}

/** Builds the package when a source is newer than its build, as users get what `dist` holds and not the sources. */
export function buildKit(kit: string): void {
  const built = join(kit, 'dist/core/index.js')
  if (existsSync(built) && newestIn(join(kit, 'src')) <= statSync(built).mtimeMs) return
  console.log(`Building ${kit} ...`)
  run('npm', ['run', '--silent', 'build'], kit)
}

/** The kit's subpaths as esbuild is to find them: its build. */
export function kitAlias(kit: string): Record<string, string> {
  return {
    'hogkit/core': join(kit, 'dist/core/index.js'),
    'hogkit/components': join(kit, 'dist/components/index.js'),
    hogkit: join(kit, 'dist/react/index.js'),
  }
}

function newestIn(folder: string): number {
  let newest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs)
  }
  return newest
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) {
    throw new Error(
      `"${command} ${args.join(' ')}" failed in ${cwd}. To measure another checkout that is built, pass --kit=<folder>.`,
    )
  }
}
