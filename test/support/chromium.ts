import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Playwright launch options for a Chromium that is there without sudo and without a download. */
export interface ChromiumLaunch {
  executablePath?: string
  channel?: string
  env?: Record<string, string>
}

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * Finds a browser: `CHROMIUM_PATH`, else the machine's, else the one inside the npm package `@sparticuz/chromium`.
 * Safe to call again: Vitest loads its config once for each project.
 */
export async function findChromium(): Promise<ChromiumLaunch> {
  if (process.env['CHROMIUM_PATH']) return { executablePath: process.env['CHROMIUM_PATH'] }
  if (process.platform !== 'linux') return { channel: 'chrome' }
  const onMachine = installed.find(path => existsSync(path))
  if (onMachine) return { executablePath: onMachine }
  return unpackChromium()
}

/**
 * The package unpacks to a fixed name in the shared temp folder and trusts whatever lies there, so it is given a folder
 * of its own, named by version; and it sets `LD_LIBRARY_PATH` for the whole process, so the environment is put back.
 */
async function unpackChromium(): Promise<ChromiumLaunch> {
  const require = createRequire(import.meta.url)
  const packageFile = join(dirname(require.resolve('@sparticuz/chromium')), '../../package.json')
  const { version } = require(packageFile) as { version: string }
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
  const dir = join(root, 'node_modules/.cache', `chromium-${version}`)
  mkdirSync(dir, { recursive: true })
  const before = { ...process.env }
  // Telling the package that it is on Amazon Linux 2023 makes it unpack NSS as well, which a bare machine lacks.
  Object.assign(process.env, { TMPDIR: dir, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' })
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const executablePath = await chromium.executablePath()
    return {
      executablePath,
      env: {
        ...definedOnly(before),
        LD_LIBRARY_PATH: join(dir, 'al2023/lib'),
        FONTCONFIG_PATH: join(dir, 'fonts'),
      },
    }
  } finally {
    for (const key of Object.keys(process.env)) if (!(key in before)) delete process.env[key]
    Object.assign(process.env, before)
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
