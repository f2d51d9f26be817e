import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()
const page = await readFile(new URL('../../docs/sandbox.md', import.meta.url), 'utf8')
const rows = page
  .slice(page.indexOf('## What it does not answer'))
  .split('\n')
  .flatMap(line => /^\| `(GET|POST|PATCH) ([^`]+)`/.exec(line) ?? [])
const requests = Array.from({ length: rows.length / 3 }, (_, index) => rows.slice(index * 3, index * 3 + 3))

it('has a table to hold to', () => expect(requests.length).toBeGreaterThan(30))

it.each(requests.map(([, method = '', path = '']) => [method, path]))(
  '%s %s answers 501 and says why, to those who may ask',
  async (method, path) => {
    const filled = path.replace(':id', '1').replace('[…]', '[{"id":"x"}]')
    const body = method === 'GET' ? undefined : {}
    const answer = await s.send(method, filled, body)
    expect(answer.status).toBe(501)
    expect(answer.body).toMatchObject({ type: 'server_error', code: 'not_implemented', attr: null })
    expect(String(answer.body['detail'])).toContain('sandbox')
    expect((await s.send(method, filled, body, { key: null })).status).toBe(401)
  },
)
