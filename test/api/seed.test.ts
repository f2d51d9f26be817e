import { readFile } from 'node:fs/promises'
import { endpoints, type Endpoint, rateLimits } from 'hogkit/api'
import { describe, expect, it } from 'vitest'

/** PostHog's own reference of its endpoints, as users have it. */
const seed = await readFile(new URL('seeds/endpoint-reference.md', import.meta.url), 'utf8')

interface Promised {
  readonly method: string
  readonly path: string
  /** Absent where the reference names none. */
  readonly scope: string | undefined
}

const promised: Promised[] = [...seed.matchAll(/^\| (GET|POST|PATCH|DELETE) \| `([^`]+)` \|(?: ([\w:—]+) \|)?/gm)].map(
  ([, method = '', path = '', scope]) => ({
    method,
    // The reference writes the deprecated alias for persons.
    path: path.replace('/environments/', '/projects/'),
    scope: scope?.includes(':') ? scope : undefined,
  }),
)
const rows: readonly Endpoint[] = Object.values(endpoints)
const findRow = ({ method, path }: Promised) => rows.find(row => row.method === method && row.path === path)

/** The row that does what the reference promises: by PATCH where PostHog answers 405 to the DELETE it promises. */
const keeping = (promise: Promised) =>
  findRow(promise) ??
  (promise.method === 'DELETE' ? rows.find(row => row.softDelete && row.path === promise.path) : undefined)

describe("every endpoint of PostHog's reference", () => {
  it('is read from its tables', () => {
    expect(promised.length).toBeGreaterThan(50)
  })

  it.each(promised)('$method $path has a row', promise => {
    expect(keeping(promise)?.id).toBeDefined()
  })

  it.each(promised.filter(({ scope }) => scope !== undefined))('$method $path needs $scope', promise => {
    expect(keeping(promise)?.scopes).toContain(promise.scope)
  })

  it('has its query endpoint, its kinds of it, and its limits', () => {
    expect(seed).toContain('`POST /api/projects/:project_id/query/`')
    expect(endpoints['query.run']).toMatchObject({ method: 'POST', path: '/api/projects/:project_id/query/' })
    const limits = [...seed.matchAll(/^\| ([A-Z][^|]+) \| (?:(\d+)\/min)?(?:, )?(?:(\d+)\/hr)? \|$/gm)].map(
      ([, what = '', perMinute, perHour]) => [what.trim().split(' ')[0], Number(perMinute), Number(perHour)],
    )
    const { analytics, crud, local_evaluation, query } = rateLimits
    expect(limits).toEqual([
      ['Analytics', analytics.perMinute, analytics.perHour],
      ['Query', Number.NaN, query.perHour],
      ['Feature', local_evaluation.perMinute, Number.NaN],
      ['All', crud.perMinute, crud.perHour],
    ])
  })
})
