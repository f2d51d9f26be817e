import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Every contract of PostHog/sdk-specs (`openspec/specs`), as of August 2026. */
const CONTRACTS =
  'alias application-lifecycle autocapture before-send-hook bootstrap capture capture-ai capture-exception consent-gating create-person-profile debug device-id-generator evaluate-flags event-batcher exception-event-metadata exception-steps feature-flag-cache feature-flag-called-tracker flag-definition-loader flush get-anonymous-id get-distinct-id get-feature-flag get-feature-flag-payload get-feature-flag-result get-feature-flags get-feature-flags-and-payloads get-session-id group group-identify http-client identify is-feature-enabled is-opt-out is-session-replay-active local-feature-flag-evaluator logs on-feature-flags opt-in persistent-storage register reload-feature-flags remote-config reset reset-group-properties-for-flags reset-person-properties-for-flags retry-queue screen session-manager session-replay-ingestion-controls session-replay-privacy set-group-properties-for-flags set-person-properties set-person-properties-for-flags setup shutdown start-session-recording stop-session-recording surveys traces tracing-headers unregister'.split(
    ' ',
  )

const text = readFileSync('docs/conformance.md', 'utf8')
const [applicable = '', others = ''] = text.split('## Not applicable')
const rowsOf = (part: string) => part.split('\n').filter(line => line.startsWith('| ['))
const contractOf = (row: string) => /^\| \[([\w-]+)\]/.exec(row)?.[1] ?? ''
const linksOf = (row: string) =>
  Array.from(row.matchAll(/\[([^\]]+)\]\(\.\.\/(test\/[^)]+)\)/g), ([, name, file]) => [name, file])

test('the table names every contract, once', () => {
  const contracts = [...rowsOf(applicable), ...rowsOf(others)].map(contractOf)
  expect(contracts.toSorted((a, b) => a.localeCompare(b, 'en'))).toEqual(
    CONTRACTS.toSorted((a, b) => a.localeCompare(b, 'en')),
  )
})

test.each(rowsOf(applicable).map(row => [contractOf(row), row]))('%s is shown by tests that exist', (_, row) => {
  const links = linksOf(row)
  expect(links.length).toBeGreaterThan(0)
  for (const [name = '', file = ''] of links) {
    if (!existsSync(file)) throw new Error(`${file} does not exist`)
    const isWholeFile = name === `\`${file}\``
    const source = readFileSync(file, 'utf8').replaceAll("\\'", "'")
    const isThere = [`'${name}'`, `"${name}"`, `\`${name}\``].some(quoted => source.includes(quoted))
    if (!isWholeFile && !isThere) throw new Error(`${file} has no test "${name}"`)
  }
})

test('the counts above the table are those of the table', () => {
  const met = rowsOf(applicable).filter(row => row.split(' | ')[1] === 'yes')
  const [, all, apply, fully, partly] =
    /Of (\d+) contracts, (\d+) apply\. (\d+) are met; (\d+) (?:are|is) met but/.exec(text)?.map(Number) ?? []
  expect([all, apply, fully, partly]).toEqual([
    CONTRACTS.length,
    rowsOf(applicable).length,
    met.length,
    rowsOf(applicable).length - met.length,
  ])
})

test('what does not apply says why', () => {
  const reasons = rowsOf(others).map(row => row.split(' | ')[1] ?? '')
  expect(reasons.filter(reason => reason.length < 10)).toEqual([])
})
