import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
let directory: string
const running: ChildProcess[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hogkit-cli-'))
})
afterEach(async () => {
  // Stopped as a user stops it, so that temporary data directories go too.
  await Promise.all(
    running.splice(0).map(async child => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'close')
    }),
  )
  await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

interface Run {
  readonly child: ChildProcess
  readonly output: { stdout: string; stderr: string }
  /** The output, once it holds what is waited for. */
  until(pattern: RegExp): Promise<RegExpExecArray>
  readonly exitCode: Promise<number | null>
}

/** Runs `hogkit …` as a process of its own, in a process group of its own as a terminal gives it. */
function hogkit(...args: string[]): Run {
  return start(args, { NODE_OPTIONS: '' })
}

function start(args: readonly string[], env: Record<string, string>): Run {
  const child = spawn(
    process.execPath,
    ['--import', './test/support/registerTypescript.mjs', 'src/cli/main.ts', ...args],
    { cwd: root, detached: true, env: { ...process.env, ...env } },
  )
  running.push(child)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  const exitCode = once(child, 'close').then(([code]) => code as number | null)
  const until = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(output.stdout)
      if (found) return found
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${output.stderr}`)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
  return { child, output, until, exitCode }
}

it('tells its version and its commands', async () => {
  const version = hogkit('--version')
  expect(await version.exitCode).toBe(0)
  expect(version.output.stdout).toMatch(/^\d+\.\d+\.\d+/)
  const help = hogkit('--help')
  expect(await help.exitCode).toBe(0)
  expect(help.output.stdout).toContain('sandbox')
})

const urlLine = /running at (http:\/\/127\.0\.0\.1:\d+)/

describe('hogkit sandbox', () => {
  it('says where it runs, with which keys, and the lines to copy', async () => {
    const run = hogkit('sandbox', '--port', '0')
    const [, url] = await run.until(urlLine)
    const [, key] = await run.until(/^\s+POSTHOG_API_KEY=(phx_\w+)$/m)
    const [, token] = await run.until(/^\s+POSTHOG_PROJECT_API_KEY=(phc_\w+)$/m)
    const [, id] = await run.until(/^\s+POSTHOG_PROJECT_ID=(\d+)$/m)
    await run.until(new RegExp(`^\\s+POSTHOG_HOST=${url}$`, 'm'))
    const me = await fetch(`${url}/api/users/@me/`, { headers: { Authorization: `Bearer ${key}` } })
    expect(await me.json()).toMatchObject({ team: { id: Number(id), api_token: token } })
  })

  // Ctrl-C in a terminal reaches every process of the group, the engine's too; a supervisor signals the one process.
  it.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly at %s and keeps its data directory usable', async signal => {
    const dataDir = join(directory, 'data')
    const first = hogkit('sandbox', '--port', '0', '--data-dir', dataDir)
    const [, url] = await first.until(urlLine)
    const [, token] = await first.until(/POSTHOG_PROJECT_API_KEY=(\w+)/)
    const event = JSON.stringify({ api_key: token, event: 'kept', distinct_id: 'u' })
    expect((await fetch(`${url}/e/`, { method: 'POST', body: event })).status).toBe(200)
    process.kill(signal === 'SIGINT' ? -Number(first.child.pid) : Number(first.child.pid), signal)
    expect(await first.exitCode).toBe(0)
    expect(existsSync(join(dataDir, 'sandbox.lock'))).toBe(false)
    expect(first.output.stderr).not.toMatch(/error/i)

    const second = hogkit('sandbox', '--port', '0', '--data-dir', dataDir)
    const [, again] = await second.until(urlLine)
    const [, key] = await second.until(/POSTHOG_API_KEY=(\w+)/)
    const answer = await fetch(`${again}/api/projects/1/query/`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: { kind: 'HogQLQuery', query: 'SELECT event FROM events' } }),
    })
    expect(await answer.json()).toMatchObject({ results: [['kept']] })
  })

  it.each(['in place', 'in a file'])('fails on purpose, with rules %s, and says so', async where => {
    const rules = JSON.stringify([{ id: 'busy', match: { path: '/e' }, times: 1, fault: { status: 503 } }])
    const file = join(directory, 'faults.json')
    await writeFile(file, rules)
    const run = hogkit('sandbox', '--port', '0', '--faults', where === 'in place' ? rules : file)
    const [, url] = await run.until(urlLine)
    const [, token] = await run.until(/POSTHOG_PROJECT_API_KEY=(\w+)/)
    expect(run.output.stdout).toMatch(/faults\s+busy/)
    const body = JSON.stringify({ api_key: token, event: 'sent', distinct_id: 'u' })
    const send = async () => (await fetch(`${url}/e/`, { method: 'POST', body })).status
    expect([await send(), await send()]).toEqual([503, 200])
  })

  it('keeps what it acknowledged when it is killed, and starts again on the same directory', async () => {
    const dataDir = join(directory, 'data')
    const first = hogkit('sandbox', '--port', '0', '--data-dir', dataDir)
    const [, url] = await first.until(urlLine)
    const [, token] = await first.until(/POSTHOG_PROJECT_API_KEY=(\w+)/)
    const acknowledged: string[] = []
    const sender = (async () => {
      for (let index = 0; ; index++) {
        const body = JSON.stringify({ api_key: token, event: `e${index}`, distinct_id: `u${index}` })
        const answer = await fetch(`${url}/e/`, { method: 'POST', body }).catch(() => undefined)
        if (answer?.status !== 200) return
        acknowledged.push(`e${index}`)
      }
    })()
    await new Promise(resolve => setTimeout(resolve, 700))
    first.child.kill('SIGKILL')
    await sender
    expect(acknowledged.length).toBeGreaterThan(0)

    const second = hogkit('sandbox', '--port', '0', '--data-dir', dataDir)
    const [, again] = await second.until(urlLine)
    const [, key] = await second.until(/POSTHOG_API_KEY=(\w+)/)
    const headers = { Authorization: `Bearer ${key}` }
    const answer = await fetch(`${again}/api/projects/1/query/`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        query: { kind: 'HogQLQuery', query: 'SELECT event, count() FROM events GROUP BY event LIMIT 50000' },
      }),
    })
    const { results } = (await answer.json()) as { results: [string, number][] }
    const stored = new Map(results)
    expect(acknowledged.filter(event => stored.get(event) !== 1)).toEqual([])
    const persons = await fetch(`${again}/api/projects/1/persons/?include_total=1&limit=1`, { headers })
    expect(await persons.json()).toMatchObject({ count: stored.size })
  })

  it('keeps every change of a person that it accepted, when it is killed before any was made', async () => {
    const dataDir = join(directory, 'data')
    const connectTo = async (run: ReturnType<typeof hogkit>) => {
      const [, url] = await run.until(urlLine)
      const [, token] = await run.until(/POSTHOG_PROJECT_API_KEY=(\w+)/)
      const [, key] = await run.until(/POSTHOG_API_KEY=(\w+)/)
      const send = (method: string, path: string, body?: object) =>
        fetch(`${url}/${path}`, {
          method,
          headers: { Authorization: `Bearer ${key}` },
          ...(body && { body: JSON.stringify(body) }),
        })
      const capture = (...batch: object[]) => send('POST', 'batch/', { api_key: token, batch })
      const find = async (id: string) => {
        const answer = await send('GET', `api/projects/1/persons/?distinct_id=${id}`)
        return ((await answer.json()) as { results: PersonOfList[] }).results[0]
      }
      return { send, capture, find }
    }
    type PersonOfList = { uuid: string; distinct_ids: string[]; properties: Record<string, unknown> }
    const first = hogkit('sandbox', '--port', '0', '--data-dir', dataDir)
    const before = await connectTo(first)
    const people = ['patched', 'updated', 'stripped', 'split', 'emptied', 'deleted', 'bulk', 'forgotten']
    await before.capture(
      ...people.map(id => ({ event: 'seen', distinct_id: id, properties: { $set: { plan: 'free', seats: 1 } } })),
      ...['split', 'emptied'].map(id => ({
        event: '$create_alias',
        distinct_id: id,
        properties: { alias: `${id}-phone` },
      })),
    )
    const uuids = Object.fromEntries(
      await Promise.all(people.map(async id => [id, (await before.find(id))?.uuid ?? ''] as const)),
    )
    const person = (id: string) => `api/projects/1/persons/${uuids[id]}/`
    // Ingestion is one line: behind these, no change can be made before they are stored.
    const crowd = Array.from({ length: 4000 }, (_, index) => ({ event: 'crowd', distinct_id: `crowd${index}` }))
    const busy = Promise.allSettled(Array.from({ length: 4 }, () => before.capture(...crowd)))
    await new Promise(resolve => setTimeout(resolve, 150))
    const answers = await Promise.all([
      before.send('PATCH', person('patched'), { properties: { plan: 'pro' } }),
      before.send('POST', `${person('updated')}update_property/`, { key: 'plan', value: 'team' }),
      before.send('POST', `${person('stripped')}delete_property/`, { $unset: 'plan' }),
      before.send('POST', `${person('split')}split/`, { main_distinct_id: 'split' }),
      before.send('POST', `${person('emptied')}split/`),
      before.send('DELETE', person('deleted')),
      before.send('POST', 'api/projects/1/persons/bulk_delete/', { distinct_ids: ['bulk'] }),
      before.send('DELETE', `${person('forgotten')}?delete_events=true&keep_person=true`),
    ])
    first.child.kill('SIGKILL')
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 201, 201, 201, 202, 202, 202])
    await busy

    const after = await connectTo(hogkit('sandbox', '--port', '0', '--data-dir', dataDir))
    const [patched, updated, stripped, split, emptied] = await Promise.all(people.slice(0, 5).map(after.find))
    expect(patched?.properties).toMatchObject({ plan: 'pro', seats: 1 })
    expect(updated?.properties).toMatchObject({ plan: 'team', seats: 1 })
    expect(stripped?.properties).toMatchObject({ seats: 1 })
    expect(stripped?.properties).not.toHaveProperty('plan')
    expect(split).toMatchObject({ distinct_ids: ['split'], properties: { plan: 'free' } })
    expect((await after.find('split-phone'))?.uuid).not.toBe(split?.uuid)
    expect([emptied?.distinct_ids.length, emptied?.properties]).toEqual([1, {}])
    expect([await after.find('deleted'), await after.find('bulk')]).toEqual([undefined, undefined])
    expect(await after.find('forgotten')).toMatchObject({ uuid: uuids['forgotten'] })
    const query = { kind: 'HogQLQuery', query: "SELECT count() FROM events WHERE distinct_id = 'forgotten'" }
    expect(await (await after.send('POST', 'api/projects/1/query/', { query })).json()).toMatchObject({
      results: [[0]],
    })
  })

  it.each<[string, string[], RegExp]>([
    ['a port that is none', ['sandbox', '--port', 'abc'], /--port.*whole number/],
    ['demo data that is none', ['sandbox', '--seed', 'huge'], /--seed.*demo/],
    ['faults that are no JSON and no file', ['sandbox', '--faults', 'nowhere.json'], /--faults.*nowhere\.json/],
    ['a fault rule that is none', ['sandbox', '--faults', '{"fualt":{}}'], /unknown key "fualt"/],
    ['an option that is none', ['sandbox', '--prot', '1'], /unknown option/],
    ['a command that is none', ['sandbocks'], /unknown command/],
  ])('says what is wrong with %s and ends with 2', async (_name, args, message) => {
    const run = hogkit(...args)
    expect(await run.exitCode).toBe(2)
    expect(run.output.stderr).toMatch(message)
  })

  it.each(['chdb', '@libsql/client'])('says what to install when %s is missing', async name => {
    const run = start(['sandbox', '--port', '0'], {
      HOGKIT_TEST_HIDE: name,
      NODE_OPTIONS: `--require ${join(root, 'test/support/hidePackages.cjs')}`,
    })
    expect(await run.exitCode).toBe(1)
    expect(run.output.stderr).toMatch(/^hogkit: /)
    expect(run.output.stderr).toContain(`"${name}"`)
    expect(run.output.stderr).toContain('npm install --save-dev chdb @libsql/client')
  })

  it('names the running sandbox when its data directory is taken, in one line', async () => {
    const dataDir = join(directory, 'data')
    const [, url] = await hogkit('sandbox', '--port', '0', '--data-dir', dataDir).until(urlLine)
    const second = hogkit('sandbox', '--port', '0', '--data-dir', dataDir)
    expect(await second.exitCode).toBe(1)
    expect(second.output.stderr.trim().split('\n')).toHaveLength(1)
    expect(second.output.stderr).toMatch(/^hogkit: The data directory .* is used by another sandbox/)
    expect(second.output.stderr).toContain(url)
  })
})
