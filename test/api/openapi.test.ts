import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { endpoints } from 'hogkit/api'
import { describe, expect, it } from 'vitest'
import { correct, type OpenApiDocument } from '../../scripts/openapi/corrections.mjs'
import { narrow } from '../../scripts/openapi/narrow.mjs'

const file = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')
const published = JSON.parse(await file('scripts/openapi/posthog-openapi.json')) as OpenApiDocument
const corrected = correct(published)
const rows = Object.values(endpoints)
const nameOf = (path: string) => path.replace(/:(\w+)/g, '{$1}')
const operationOf = (document: OpenApiDocument, { method, path }: { method: string; path: string }) =>
  document.paths[nameOf(path)]?.[method.toLowerCase()]

describe('the generated types', () => {
  it('are made from the document and corrections as they are now', async () => {
    const generated = await file('src/api/types/openapi.generated.ts')
    // In the order of files and rows, as the script reads them.
    const made = /document: (\w+)/.exec(generated)?.[1]
    const document = narrow(correct(published), rows)
    expect(hashOf(document), 'run: cd scripts/openapi && npm install && npm run generate').toBe(made)
  })
})

/** The same whatever the order of the rows. */
function hashOf(document: OpenApiDocument): string {
  return createHash('sha256').update(JSON.stringify(document, sorted)).digest('hex').slice(0, 16)
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

describe('the corrections', () => {
  it('leave the published document as it is, and stay the same when made twice', () => {
    expect(published.paths['/api/users/@me/']).toBeUndefined()
    expect(correct(published)).toEqual(corrected)
  })

  it('heed every note of the document on what PostHog really takes and answers', () => {
    const noted = Object.entries(published.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, operation]) => operation['x-actual-request'] ?? operation['x-actual-responses'])
        .map(([method]) => ({ method, path })),
    )
    expect(noted.length).toBeGreaterThan(8)
    const unheeded = noted.filter(({ method, path }) => {
      const [before, after] = [published, corrected].map(document => document.paths[path]?.[method])
      return (
        JSON.stringify([before?.requestBody, before?.responses]) ===
        JSON.stringify([after?.requestBody, after?.responses])
      )
    })
    expect(unheeded).toEqual([])
  })

  it('throw when the document no longer has what they correct', () => {
    const { [`/api/projects/{project_id}/query/`]: _gone, ...paths } = published.paths
    expect(() => correct({ ...published, paths })).toThrow('corrections.mjs')
  })
})

describe('the endpoint table against the document', () => {
  it.each(rows)('$id is an operation of PostHog with the same scopes', row => {
    const operation = operationOf(corrected, row)
    expect(operation, `${row.method} ${row.path}`).toBeDefined()
    expect(operation?.['x-personal-api-key']).not.toBe(false)
    // What is written by hand has none: then the test of the seed says what it needs.
    const scopes = operation?.['x-origin'] === 'hand-written' ? row.scopes : operation?.['x-required-scopes']
    expect([...row.scopes].sort()).toEqual([...(scopes ?? [])].sort())
  })

  it.each(rows)('$id takes the query parameters of PostHog', row => {
    const known = (operationOf(corrected, row)?.parameters ?? [])
      .filter(parameter => parameter.in === 'query')
      .map(parameter => parameter.name)
      // CSV instead of JSON: no answer for a typed client.
      .filter(name => name !== 'format')
    expect([...row.query].sort()).toEqual([...new Set(known)].sort())
  })

  it.each(rows.filter(row => 'softDelete' in row))('$id deletes by a PATCH, since DELETE answers 405', row => {
    expect(row.method).toBe('PATCH')
    const operation = operationOf(published, { method: 'delete', path: row.path })
    expect(Object.keys(operation?.responses ?? {})).toContain('405')
  })
})
