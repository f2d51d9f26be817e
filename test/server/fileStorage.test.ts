import { spawn } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createClient, StorageError } from 'hogkit/core'
import { createFileStorage, type FileStorage } from 'hogkit/server/node'
import { useClient, useServer } from '../core/support/client.js'

async function useFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hogkit-storage-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'deep/posthog.events')
}

function useStorage(file: string): FileStorage {
  const storage = createFileStorage(file)
  onTestFinished(() => storage.close())
  return storage
}

/** Runs a module in a process of its own; gives what it printed when it ended, however that was. */
async function runProcess(source: string): Promise<{ output: string; signal: string | null }> {
  const loader = new URL('../support/registerTypescript.mjs', import.meta.url).href
  const child = spawn(process.execPath, ['--import', loader, '--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', chunk => (output += String(chunk)))
  const signal = await new Promise<string | null>(resolve => child.once('close', (_, by) => resolve(by)))
  return { output, signal }
}

/** The sources: by its name a process of its own would find the build. */
function sourceOf(subpath: string): string {
  return new URL(`../../src/${subpath}/index.ts`, import.meta.url).href
}

test('keeps what was set for the next one that opens the file', async () => {
  const file = await useFile()
  const first = useStorage(file)
  first.setItem('a', '1')
  first.setItem('b', 'two\nlines "quoted" ü')
  first.setItem('a', '3')
  first.removeItem('c')
  first.setItem('d', '')
  first.removeItem('d')
  first.close()
  const second = useStorage(file)
  expect(second.keys()).toEqual(['a', 'b'])
  expect([second.getItem('a'), second.getItem('b'), second.getItem('d')]).toEqual(['3', 'two\nlines "quoted" ü', null])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('does not grow with what is gone', async () => {
  const file = await useFile()
  const storage = useStorage(file)
  for (let i = 0; i < 20_000; i++) {
    storage.setItem(`event_${i}`, 'x'.repeat(50))
    if (i) storage.removeItem(`event_${i - 1}`)
  }
  expect((await stat(file)).size).toBeLessThan(1_000_000)
  storage.close()
  expect(useStorage(file).keys()).toEqual(['event_19999'])
})

test('reads around what a crash cut short or something else wrote', async () => {
  const file = await useFile()
  const first = useStorage(file)
  first.setItem('a', '1')
  first.close()
  await appendFile(file, '{"no":"entry"}\n[1,2]\n["b","2"]\n["c","cut sho')
  const second = useStorage(file)
  expect(second.keys()).toEqual(['a', 'b'])
  second.setItem('d', '4')
  second.close()
  expect(useStorage(file).keys()).toEqual(['a', 'b', 'd'])
})

test('is for one process at a time, and for the next when that is gone', async () => {
  const file = await useFile()
  const storage = useStorage(file)
  expect(() => createFileStorage(file)).toThrow(StorageError)
  expect(() => createFileStorage(file)).toThrow(/in use by process/)
  storage.close()
  storage.close()
  // Process 1 always runs, and is somebody else's or not ours to stop.
  await writeFile(`${file}.lock`, '1')
  expect(() => createFileStorage(file)).toThrow(/process 1/)
  const { output } = await runProcess('console.log(process.pid)')
  await writeFile(`${file}.lock`, output.trim())
  expect(useStorage(file).keys()).toEqual([])
})

test('says what is wrong with a path', async () => {
  const file = await useFile()
  useStorage(file)
  expect(() => createFileStorage(join(file, 'below/a/file'))).toThrow(/cannot be used as storage/)
})

test('shutdown drains, and leaves nothing in the file', async () => {
  const server = await useServer()
  const file = await useFile()
  const storage = useStorage(file)
  const { client } = useClient(server, { persistence: storage })
  const captured = Array.from({ length: 250 }, (_, i) => client.capture('a', { i }))
  expect(await readFile(file, 'utf8')).toContain(String(captured.at(-1)))
  await client.shutdown()
  expect(server.events.map(({ uuid }) => uuid)).toEqual(captured)
  expect(storage.keys().filter(key => /event_|context_/.test(key))).toEqual([])
})

test('events outlive a process that is killed', async () => {
  const server = await useServer()
  const file = await useFile()
  const { output, signal } = await runProcess(`
    import { createClient } from '${sourceOf('core')}'
    import { createFileStorage } from '${sourceOf('server/node')}'
    const persistence = createFileStorage(${JSON.stringify(file)})
    const client = createClient({ projectToken: 'phc_test', host: 'http://127.0.0.1:9', persistence, preloadFlags: false, onError() {} })
    const captured = Array.from({ length: 200 }, (_, i) => client.capture('a', { i }, { distinctId: 'user_' + (i % 3) }))
    console.log(JSON.stringify(captured))
    process.kill(process.pid, 'SIGKILL')
  `)
  expect(signal).toBe('SIGKILL')
  const captured = JSON.parse(output) as string[]
  expect(captured).toHaveLength(200)
  const storage = useStorage(file)
  const client = createClient({ projectToken: 'phc_test', host: server.url, persistence: storage, preloadFlags: false })
  expect(client.queue.getSnapshot().pending).toBe(200)
  await client.shutdown()
  expect(server.events.map(({ uuid }) => uuid)).toEqual(captured)
})
