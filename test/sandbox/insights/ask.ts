import type { SandboxOptions } from 'hogkit/sandbox'
import { expect } from 'vitest'
import { type TestSandbox, useSandbox } from '../../support/sandbox.js'

/** Tuesday noon, 12 March 2024, UTC: the "now" of all insight tests. */
export const now = Date.UTC(2024, 2, 12, 12)

/** An insight's answer, read as JSON. */
export interface InsightBody {
  readonly results: Record<string, unknown>[]
  readonly hasMore?: boolean
  readonly hogql: string
  readonly resolved_date_range: { date_from: string; date_to: string } | null
  readonly [field: string]: unknown
}

export interface Asking extends TestSandbox {
  /** Answers a query of any kind; fails unless the answer is a 200. */
  readonly ask: (kind: string, query?: object) => Promise<InsightBody>
  /** Expects a 400 and gives its body. */
  readonly refuse: (kind: string, query?: object) => Promise<{ code: string; detail: string; attr: string | null }>
}

/** A sandbox whose clock stands at {@link now}, filled once for the file. */
export function useInsights(options: SandboxOptions = {}): Asking {
  const sandbox = useSandbox({ clock: () => now, ...options })
  const post = (kind: string, query: object) =>
    sandbox.send<InsightBody>('POST', 'query/', { query: { kind, ...query } })
  return Object.assign(Object.create(sandbox) as TestSandbox, {
    async ask(kind: string, query: object = {}) {
      const answer = await post(kind, query)
      if (answer.status !== 200) expect(answer.body).toBe('an answer')
      return answer.body
    },
    async refuse(kind: string, query: object = {}) {
      const answer = await post(kind, query)
      expect(answer).toMatchObject({ status: 400, body: { type: 'validation_error' } })
      return answer.body as unknown as { code: string; detail: string; attr: string | null }
    },
  })
}

/** An event as `/batch/` takes it. `at` is ISO 8601, UTC without a zone. */
export function event(name: string, who: string, at: string, properties: object = {}): object {
  return { event: name, distinct_id: who, timestamp: at.includes('Z') || at.includes('+') ? at : `${at}Z`, properties }
}

/** A series of events by name. */
export const series = (name: string | null, extra: object = {}): object => ({
  kind: 'EventsNode',
  event: name,
  ...extra,
})

/** Label and data of each result. */
export const lines = ({ results }: InsightBody): [unknown, unknown][] => results.map(({ label, data }) => [label, data])
