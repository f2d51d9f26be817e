import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
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
export function findChromium(): ChromiumLaunch {
  if (process.env['CHROMIUM_PATH']) return { executablePath: process.env['CHROMIUM_PATH'] }
  if (process.platform !== 'linux') return { channel: 'chrome' }
  const onMachine = installed.find(path => existsSync(path))
  if (onMachine) return { executablePath: onMachine }
  return unpackChromium()
}

/**
 * The package unpacks to a fixed name in the shared temp folder and trusts whatever lies there, so it is given a folder of
 * its own, named by version. It reads and sets variables of the whole process, and Vitest asks several times at once: it
 * is run in a process of its own.
 */
function unpackChromium(): ChromiumLaunch {
  const require = createRequire(import.meta.url)
  const packageFile = join(dirname(require.resolve('@sparticuz/chromium')), '../../package.json')
  const { version } = require(packageFile) as { version: string }
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
  const dir = join(root, 'node_modules/.cache', `chromium-${version}`)
  mkdirSync(dir, { recursive: true })
  const executablePath = execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      'console.log(await (await import("@sparticuz/chromium")).default.executablePath())',
    ],
    // Telling the package that it is on Amazon Linux 2023 makes it unpack NSS as well, which a bare machine lacks.
    { cwd: root, encoding: 'utf8', env: { ...process.env, TMPDIR: dir, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' } },
  ).trim()
  return {
    executablePath,
    env: {
      ...definedOnly(process.env),
      LD_LIBRARY_PATH: join(dir, 'al2023/lib'),
      FONTCONFIG_FILE: writeFontConfig(dir),
    },
  }
}

/** The machine's fonts, and the package's own beside them: its configuration looks for them in folders of a cloud service. */
function writeFontConfig(dir: string): string {
  const file = join(dir, 'fonts.conf')
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(dir, 'fonts')]
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map(folder => `  <dir>${folder}</dir>\n`).join('')}  <cachedir>${join(dir, 'fonts-cache')}</cachedir>
</fontconfig>
`,
  )
  return file
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
