import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'
import { correct } from './corrections.mjs'
import { narrow } from './narrow.mjs'

// Writes src/api/types/openapi.generated.ts from posthog-openapi.json. Run it here: npm install && npm run generate

const file = path => new URL(path, import.meta.url)
const target = file('../../src/api/types/openapi.generated.ts')
const rowsFolder = file('../../src/api/endpoints/')

async function readRows() {
  const texts = await Promise.all((await readdir(rowsFolder)).map(name => readFile(new URL(name, rowsFolder), 'utf8')))
  return texts.flatMap(text =>
    [...text.matchAll(/method: '(\w+)',\s+path: '([^']+)'/g)].map(([, method, path]) => ({ method, path })),
  )
}

const document = narrow(correct(JSON.parse(await readFile(file('posthog-openapi.json'), 'utf8'))), await readRows())
const types = astToString(await openapiTS(document, { silent: true }))
// Names in order, so that the order of rows does not count. The test of the types makes the same.
const inOrder = (_name, value) =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
const hash = createHash('sha256').update(JSON.stringify(document, inOrder)).digest('hex').slice(0, 16)
await writeFile(
  target,
  `// Made by scripts/openapi/generate.mjs from PostHog's OpenAPI document. Do not edit: correct scripts/openapi/corrections.mjs.\n// document: ${hash}\n\n${types}`,
)
process.stdout.write(`${target.pathname}: ${Object.keys(document.components.schemas).length} schemas\n`)
