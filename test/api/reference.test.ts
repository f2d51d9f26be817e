import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as hogkit from 'hogkit'
import { type Endpoint, endpoints, rateLimits } from 'hogkit/api'
import { describe, expect, it } from 'vitest'
import type { OpenApiDocument } from '../../scripts/openapi/corrections.mjs'
import { useSandbox } from '../support/sandbox.js'
import { askedOnServers, hooksOf } from '../support/handWrittenHooks.js'

const s = useSandbox()
const rows: readonly Endpoint[] = Object.values(endpoints)
const root = new URL('../../', import.meta.url)
const document = JSON.parse(
  await readFile(new URL('scripts/openapi/posthog-openapi.json', root), 'utf8'),
) as OpenApiDocument

/** What the sandbox says of a row or a path, asked with nothing sensible: 501 is the only answer that counts. */
async function sandboxAnswers(method: string, path: string): Promise<string> {
  const place = path.replace(':project_id', String(s.sandbox.projectId)).replace(/:\w+|\{\w+\}/g, '1')
  const { status, body } = await s.send(method, place, method === 'GET' ? undefined : {})
  return status === 501 ? `501: ${String(body['detail']).split('. ')[0]}` : 'yes'
}

const client = ({ id }: Endpoint) => `\`api.${id}()\``

function hooks({ id }: Endpoint): string {
  const onServers = askedOnServers[id]
  if (onServers) return `none: \`${onServers}\` of hogkit/server`
  return hooksOf(hogkit, id)
    .map(name => `\`${name}\``)
    .join(', ')
}

/** Whether a test's source asks a row: its path's last name with its method, or the client's own call. */
function exercises(source: string, { id, method, path }: Endpoint): boolean {
  const name = path
    .split('/')
    .filter(segment => segment && !segment.startsWith(':'))
    .at(-1)
  const asks = {
    GET: /\bget\b|\bread\b|\blist\b|\basked?\b|\bfind\b/,
    POST: /'POST'|\bcreate/,
    PATCH: /'PATCH'|\bpatch|\bupdate/,
    PUT: /'PUT'/,
    DELETE: /'DELETE'|\bremove|\bdelete/,
  }[method]
  return source.includes(`${id}(`) || (new RegExp(`\\W${name ?? ''}(/|')`).test(source) && asks.test(source))
}

/** The sandbox's own test of a resource, and the two that hold every row. */
function tests(row: Endpoint): string {
  const { id, rateClass } = row
  const resource = id.split('.')[0] ?? ''
  const names: Record<string, string> = {
    persons: /\.(list|get)$/.test(id) ? 'personsApi' : 'personWrites',
    actions: /\.(list|get)$/.test(id) ? 'schemas' : 'actions',
    insights: 'schemas',
    eventDefinitions: 'definitions',
    propertyDefinitions: 'definitions',
    groupTypes: 'groupsApi',
    groups: 'groupsApi',
    users: 'authentication',
    projects: 'authentication',
    query: id === 'query.run' ? 'query' : 'queryAsync',
  }
  const own = rateClass === 'local_evaluation' ? 'flagDefinitions' : (names[resource] ?? resource)
  const path = `test/sandbox/${own}.test.ts`
  const file = fileURLToPath(new URL(path, root))
  if (!existsSync(file) || !exercises(readFileSync(file, 'utf8'), row)) {
    throw new Error(`${path} is not there or does not ask ${id}: say which test does.`)
  }
  return `[call](../test/api/resources.test.ts), [sandbox](../${path})`
}

const table = (header: readonly string[], lines: readonly (readonly string[])[]) =>
  [header, header.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n')

function limits(): string {
  return table(
    ['Rate class', 'Each minute', 'Each hour', 'At a time'],
    Object.entries(rateLimits).map(([name, { perMinute, perHour, concurrent }]) =>
      [`\`${name}\``, perMinute, perHour, concurrent].map(value => String(value ?? 'no limit')),
    ),
  )
}

async function reference(): Promise<string> {
  const lines = await Promise.all(
    rows.map(async row => [
      `\`${row.method} ${row.path}\`${row.host ? ' on the ingestion host' : ''}`,
      row.scopes.map(scope => `\`${scope}\``).join(', '),
      `\`${row.rateClass}\``,
      row.softDelete ? `${client(row)}, \`.delete()\`, \`.restore()\`` : client(row),
      hooks(row),
      await sandboxAnswers(row.method, row.path),
      tests(row),
    ]),
  )
  const header = ['Endpoint', 'Scopes', 'Rate class', 'Client', 'Hooks', 'In the sandbox', 'Tests']
  expect(lines.flat().filter(cell => cell.trim() === '')).toEqual([])
  return table(header, lines)
}

/** Operations of PostHog's document without a row. PUT is PATCH everywhere, and the DELETEs that answer 405 are no operations. */
function missing(): { method: string; path: string }[] {
  const known = new Set(rows.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`))
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(
        ([method, operation]) => method !== 'put' && operation['x-origin'] === undefined && !operation.responses['405'],
      )
      .map(([method]) => ({ method: method.toUpperCase(), path }))
      .filter(({ method }) => !known.has(`${method} ${path}`)),
  )
}

/** What each of them is for, in PostHog. */
const instead = (method: string, path: string) => {
  if (/activity/.test(path)) return 'PostHog only; of a flag: `api.featureFlags.activity()`'
  if (/\/events\//.test(path)) return 'deprecated in PostHog: `api.query.hogql()`'
  if (/\/query\//.test(path)) return '`api.query.run()` takes every kind'
  if (/\/groups\//.test(path) && method === 'GET') return '`api.query.hogql()` on the table `groups`'
  if (/\/groups\//.test(path)) return 'a `$groupidentify` event: `client.groupIdentify()`'
  if (/\/users\//.test(path)) return 'PostHog’s own settings page'
  if (/evaluation_reasons|my_flags/.test(path)) return '`client.flags.details()`'
  return 'PostHog only: `api.request({ … })` reaches it there'
}

const toText =
  async () => `<!-- Made by test/api/reference.test.ts from the endpoint table: npx vitest run --project node test/api/reference.test.ts -u -->

# Endpoints

Every endpoint of PostHog's private API that hogkit speaks, from the endpoint table in \`src/api/endpoints.ts\`. The typed client, the hooks' cache
keys, the proxy's allowlist and scope check and the sandbox's router derive from the same rows. The types come from PostHog's OpenAPI document,
corrected where PostHog acts differently (\`scripts/openapi/corrections.mjs\`).

\`api\` is made by \`createApi\` of \`hogkit/api\`. Lists also have \`.pages()\` and \`.iterate()\`; every read has \`…QueryOptions\` for prefetching and server
rendering. PostHog answers 405 to \`DELETE\` on most resources, so \`.delete()\` there is \`PATCH {"deleted": true}\`, and \`.restore()\` undoes it.

${await reference()}

\`GET /flags/definitions\` is the one row outside \`/api/\`: it lies on PostHog's ingestion host, names the project by its token, and yet wants a personal API key. The proxy does not
offer it, and \`createApi({ baseUrl })\` says so; \`createFlagEvaluator\` asks it on your server. The sandbox also answers it where older SDKs ask,
\`${endpoints['featureFlags.definitions'].olderPath}\`.

## Limits

Counted for all personal API keys of an organization. The client keeps within them by itself: what would go past a budget waits in line, up to \`maxRateLimitWaitMs\` (a minute), and rejects
with \`RateLimitError\` and the whole wait as \`retryAfterMs\` when it would take longer. It counts its own calls only; a 429, which others of the organization may cause, holds the whole class
until PostHog's time is over. \`rateLimits\` of \`createApi\` sets other budgets; \`false\` sends at once.

${limits()}

## What the sandbox does not answer

PostHog has these too. The sandbox answers 501 or 404 to them, and the proxy lets none of them through.

${table(
  ['Endpoint', 'Instead'],
  missing().map(({ method, path }) => [`\`${method} ${path}\``, instead(method, path)]),
)}

Of the endpoints above, it answers 501 with the reason where a query kind or an option needs PostHog's own computing, and never makes a result up.
`

describe('docs/endpoints.md', () => {
  it('is what the table, the client, the hooks and the sandbox are now', async () => {
    await expect(await toText()).toMatchFileSnapshot('../../docs/endpoints.md')
  })

  it.each(missing())('$method $path is answered by neither sandbox nor a made-up result', async ({ method, path }) => {
    const place = path.replace('{project_id}', String(s.sandbox.projectId)).replace(/\{\w+\}/g, '1')
    const { status } = await s.send(method, place, method === 'GET' ? undefined : {})
    // 403 where PostHog closes an action to keys, or the action needs another scope; 405 where only the method is foreign.
    expect([400, 403, 404, 405, 501]).toContain(status)
  })
})
