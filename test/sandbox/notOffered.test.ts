import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const page = await readFile(new URL('../../docs/sandbox.md', import.meta.url), 'utf8')
const rows = page
  .slice(page.indexOf('## What it does not answer'))
  .split('\n')
  .flatMap(line => /^\| `(GET|POST|PATCH) ([^`]+)`([^|]*)\|/.exec(line) ?? [])
const requests = Array.from({ length: rows.length / 4 }, (_, index) => rows.slice(index * 4, index * 4 + 4))

/** What must be there for a row to be asked about. */
const things: Record<string, () => Promise<string>> = {
  surveys: () => made('surveys/', { name: 'x', type: 'api' }),
}
const known = new Map<string, Promise<string>>()

async function made(path: string, body: object): Promise<string> {
  const answer = await s.send<{ id: number | string }>('POST', path, body)
  expect(answer.status).toBe(201)
  return String(answer.body.id)
}

function idOf(path: string): Promise<string> {
  const resource = path.split('/')[0] ?? ''
  const id = known.get(resource) ?? things[resource]?.() ?? Promise.resolve('1')
  known.set(resource, id)
  return id
}

it('has a table to hold to', () => expect(requests.length).toBeGreaterThan(30))

it.each(requests.map(([, method = '', path = '', note = '']) => [method, path, note.trim()]))(
  '%s %s %s answers 501 and says why, to those who may ask',
  async (method, path) => {
    const filled = path.includes(':id') ? path.replace(':id', await idOf(path)) : path.replace('[…]', '[{"id":"x"}]')
    const body = method === 'GET' ? undefined : {}
    const answer = await s.send(method, filled, body)
    expect(answer.status).toBe(501)
    expect(answer.body).toMatchObject({ type: 'server_error', code: 'not_implemented', attr: null })
    expect(String(answer.body['detail'])).toContain('sandbox')
    expect((await s.send(method, filled, body, { key: null })).status).toBe(401)
  },
)
