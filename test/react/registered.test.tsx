// @vitest-environment node
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** Compiles a project and gives the compiler's complaints about it, a line each. */
function compile(project: string): Promise<string> {
  const tsc = path('../../node_modules/typescript/bin/tsc')
  return new Promise(resolve => {
    execFile(process.execPath, [tsc, '--noEmit', '-p', path(project)], (_error, stdout) => resolve(stdout))
  })
}

test('an app that augments Register of hogkit narrows flags and events everywhere', async () => {
  const complaints = (await compile('./registered')).split('\n').filter(line => line !== '')
  expect(complaints).toEqual([])
}, 60_000)
