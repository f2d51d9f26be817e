import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { environmentOf, useCli } from '../support/runCli.js'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const runCli = useCli()
const hogkit = (...args: string[]) => runCli(args, environmentOf(s))
const pipe = (stdin: string, ...args: string[]) => runCli(args, environmentOf(s), stdin)
let directory: string
type Listed = { results: object[] }

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hogkit-commands-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

describe("the commands of the seed's helper script", () => {
  it('whoami tells whose key this is', async () => {
    const [piped, shown] = await Promise.all([hogkit('whoami'), hogkit('whoami', '--table')])
    expect(piped.json()).toMatchObject({ email: 'sandbox@localhost', team: { api_token: s.projectToken } })
    expect(shown.stdout).toContain(s.projectToken)
    expect(shown.stdout + piped.stdout).not.toContain(s.personalApiKey)
  })

  it('capture sends an event that persons list, get and events and a query then find', async () => {
    const sent = await hogkit(
      'capture',
      'signup',
      'user_123',
      '{"plan":"pro"}',
      '--property',
      'seats=3',
      '--set',
      'email=ann@example.com',
    )
    expect(sent).toMatchObject({ code: 0, stderr: '' })
    const { uuid } = sent.json() as { uuid: string }
    const [list, person, events, rows] = await Promise.all([
      hogkit('persons', 'list', '--limit', '10'),
      hogkit('persons', 'get', 'user_123'),
      hogkit('persons', 'events', 'user_123', '--event', 'signup', '--after', '2020-01-01T00:00:00Z'),
      hogkit(
        'query',
        'SELECT event, count() FROM events WHERE timestamp >= now() - INTERVAL 7 DAY GROUP BY event ORDER BY count() DESC LIMIT 20',
      ),
    ])
    // As the seed pipes it: … | jq '.results[] | {name, distinct_ids}'
    expect((list.json() as Listed).results).toMatchObject([{ distinct_ids: ['user_123'] }])
    expect(person.json()).toMatchObject({ properties: { email: 'ann@example.com' } })
    expect((events.json() as Listed).results).toMatchObject([
      { id: uuid, event: 'signup', properties: { plan: 'pro', seats: 3 } },
    ])
    expect(rows.json()).toMatchObject({ results: [['signup', 1]], columns: ['event', 'count()'] })
  })

  it('makes a flag from standard input, evaluates it, and lists it', async () => {
    const flag = {
      key: 'new-dashboard',
      name: 'New Dashboard',
      active: true,
      filters: { groups: [{ rollout_percentage: 100 }] },
    }
    const made = await pipe(JSON.stringify(flag), 'create', 'feature-flags')
    expect(made.json()).toMatchObject({ key: 'new-dashboard', active: true })
    const [evaluated, listed] = await Promise.all([hogkit('flags', 'evaluate', 'user_123'), hogkit('list', 'flags')])
    expect(evaluated.json()).toMatchObject({ distinct_id: 'user_123', flags: { 'new-dashboard': { value: true } } })
    expect((listed.json() as Listed).results).toMatchObject([{ key: 'new-dashboard', active: true }])
    const { rows } = {
      rows: (await s.query("select count() from events where event = '$feature_flag_called'")).results,
    }
    expect(rows).toEqual([[0]])
  })
})

describe('resources', () => {
  it('are made from a file, shown, changed, deleted and restored', async () => {
    const file = join(directory, 'dashboard.json')
    await writeFile(file, JSON.stringify({ name: 'Growth' }))
    const { id } = (await hogkit('create', 'dashboards', file)).json() as { id: number }
    expect((await hogkit('get', 'dashboards', String(id))).json()).toMatchObject({ id, name: 'Growth' })
    expect((await hogkit('update', 'dashboards', String(id), '{"name":"Growth 2"}')).json()).toMatchObject({
      name: 'Growth 2',
    })
    expect((await hogkit('delete', 'dashboards', String(id))).json()).toEqual({ id: String(id), deleted: true })
    expect((await hogkit('list', 'dashboards')).json()).toMatchObject({ results: [] })
    expect((await hogkit('restore', 'dashboards', String(id))).json()).toMatchObject({ deleted: false })
    expect((await hogkit('list', 'dashboards', '--all', '--filter', 'limit=1')).json()).toMatchObject({
      results: [{ id }],
    })
  })

  it('that are unknown, or cannot do it, are said so', async () => {
    const [unknown, impossible] = await Promise.all([hogkit('list', 'nonsense'), hogkit('create', 'persons', '{}')])
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('feature_flags') })
    expect(impossible).toMatchObject({ code: 2, stderr: expect.stringContaining('list, get') })
  })
})

describe('what a query prints', () => {
  const query = "select '=1+1' as formula, 'a, b' as text, 3 as n"

  it('is a table for people, without colours when they are not wanted', async () => {
    const plain = await hogkit('query', query, '--table')
    expect(plain.stdout).toBe('formula  text  n\n───────  ────  ─\n=1+1     a, b  3\n')
    const coloured = await runCli(['query', query, '--table'], { ...environmentOf(s), FORCE_COLOR: '1' })
    expect(coloured.stdout).toContain('\u001b[1m')
    const refused = await runCli(['query', query, '--table', '--no-color'], { ...environmentOf(s), FORCE_COLOR: '1' })
    expect(refused.stdout).toBe(plain.stdout)
  })

  it('is CSV that no spreadsheet runs', async () => {
    expect((await hogkit('query', query, '--csv')).stdout).toBe('formula,text,n\r\n\'=1+1,"a, b",3\r\n')
  })

  it('comes from standard input too, with values kept apart, and says that rows are missing', async () => {
    const bound = await pipe('select {name} as name', 'query', '-', '--value', "name=o'brien")
    expect(bound.json()).toMatchObject({ results: [["o'brien"]] })
    const cut = await hogkit('query', 'select number from numbers(200)')
    expect(cut.json()).toMatchObject({ hasMore: true, truncated: true })
    expect(cut.stderr).toContain('LIMIT')
  })
})

describe('failures', () => {
  it.each([
    ['a mistake in HogQL', ['query', 'select nonsense from events'], {}, 1, 'nonsense'],
    ['no key', ['whoami'], { POSTHOG_API_KEY: '' }, 2, 'POSTHOG_API_KEY'],
    ['no token', ['capture', 'a', 'b'], { POSTHOG_PROJECT_API_KEY: '' }, 2, 'POSTHOG_PROJECT_API_KEY'],
    ['no JSON', ['create', 'dashboards', '{'], {}, 2, 'no JSON'],
    ['a wrong key', ['whoami'], { POSTHOG_API_KEY: 'phx_not_this_one' }, 3, '401'],
    ['nobody of that name', ['persons', 'get', 'nobody'], {}, 4, 'distinct id'],
    ['nothing at the host', ['whoami'], { POSTHOG_HOST: 'http://127.0.0.1:9' }, 6, 'No answer'],
  ])('%s ends with a line that says what to do, and a code', async (_, args, env, code, words) => {
    const ended = await runCli(args, { ...environmentOf(s), ...env })
    expect(ended.code).toBe(code)
    expect(ended.stderr).toContain(words)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    expect(ended.stderr).not.toMatch(/phx_\w/)
  })
})

describe('a call that cannot be read', () => {
  it.each([
    ['no command', [], 'Usage: hogkit'],
    ['an unknown command', ['prosons'], "unknown command 'prosons'"],
    ['an unknown option', ['whoami', '--quick'], "unknown option '--quick'"],
    [
      'an unknown option of a command below a command',
      ['persons', 'get', 'ann', '--quick'],
      "unknown option '--quick'",
    ],
    ['a missing argument', ['persons', 'get'], 'missing required argument'],
    ['an empty query', ['query'], 'The query is empty'],
    ['an argument too many', ['whoami', 'again'], 'too many arguments'],
    ['a value that does not fit', ['sandbox', '--port', 'abc'], 'whole number'],
  ])('ends with 2 and what is wrong, said once: %s', async (_, args, words) => {
    const { code, stdout, stderr } = await hogkit(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split(words)).toHaveLength(2)
    expect(stderr).not.toContain('    at ')
  })

  it('is none when help or the version is asked for, and help names the exit codes', async () => {
    const [help, sub, version] = await Promise.all([hogkit('--help'), hogkit('help', 'persons'), hogkit('--version')])
    expect([help.code, sub.code, version.code]).toEqual([0, 0, 0])
    expect([help.stderr, sub.stderr, version.stderr]).toEqual(['', '', ''])
    expect(help.stdout).toContain('2  the call is wrong')
  })
})

describe('hogkit doctor', () => {
  it('finds everything well, or names the scope that is missing and the key that is wrong', async () => {
    const narrow = await s.sandbox.createPersonalApiKey({ scopes: ['user:read', 'query:read'] })
    const [well, narrowed, wrong] = await Promise.all([
      hogkit('doctor'),
      runCli(['doctor'], { ...environmentOf(s), POSTHOG_API_KEY: narrow }),
      runCli(['doctor', '--table'], { ...environmentOf(s), POSTHOG_API_KEY: 'phx_not_this_one' }),
    ])
    type Findings = { findings: { check: string; status: string; detail: string }[] }
    const { findings } = well.json() as Findings
    expect(findings.filter(({ status }) => status !== 'ok')).toEqual([])
    expect(well.code).toBe(0)
    const missing = (narrowed.json() as Findings).findings.filter(({ status }) => status === 'warning')
    expect(missing.map(({ check }) => check)).toContain('person:read')
    expect(missing.find(({ check }) => check === 'person:read')?.detail).toContain('person:read')
    expect(narrowed.code).toBe(0)
    expect(wrong.code).toBe(1)
    expect(wrong.stdout).toMatch(/✗ personal API key/)
    expect(wrong.stdout).not.toContain('phx_not_this_one')
  })
})
