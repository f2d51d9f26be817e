import { AbortError, TimeoutError } from '../../core/errors.js'
import * as rows from '../endpoints/query.js'
import { QueryError } from '../errors/classes.js'
import type { ApiCaller } from '../transport/transport.js'
import { wait } from '../transport/wait.js'
import type { QueryStatus } from './nodes.js'
import { type QueryProgress, toProgress } from './progress.js'

const firstDelayMs = 250
const longestDelayMs = 2000

/** How to wait for a query that runs on its own. */
export interface FollowOptions {
  readonly signal?: AbortSignal | undefined
  /** From the first poll on, ms. PostHog forgets a query after some ten minutes. */
  readonly waitMs: number
  readonly onProgress?: ((progress: QueryProgress) => void) | undefined
}

/** Tells PostHog to give a query up. Best effort: who aborts does not wait for it. */
export function cancelQuietly(api: ApiCaller, id: string): void {
  api.request(rows.cancel, { params: { id } }).catch(() => undefined)
}

/**
 * Asks for a running query until it is complete, ever less often, up to every two seconds. When it is aborted or takes too long, the
 * query is cancelled at PostHog too.
 *
 * @returns the query's whole answer
 * @throws QueryError when the query fails, TimeoutError, AbortError
 */
export async function followQuery(api: ApiCaller, first: QueryStatus, options: FollowOptions): Promise<unknown> {
  const { signal, waitMs, onProgress } = options
  const deadline = Date.now() + waitMs
  let status = first
  try {
    for (let delayMs = firstDelayMs; !status.complete && !status.error; delayMs *= 1.5) {
      const progress = toProgress(status)
      if (progress) onProgress?.(progress)
      // One poll after the other by nature.
      // oxlint-disable-next-line no-await-in-loop
      await wait(Math.min(delayMs, longestDelayMs), signal)
      if (Date.now() > deadline) throw toTimeout(status.id, waitMs)
      // oxlint-disable-next-line no-await-in-loop
      const answer = await api.request<{ readonly query_status: QueryStatus }>(rows.status, {
        params: { id: status.id },
        query: { show_progress: true },
        signal,
      })
      status = answer.query_status
    }
  } catch (error) {
    if (error instanceof TimeoutError || signal?.aborted) cancelQuietly(api, status.id)
    if (!signal?.aborted || error instanceof AbortError) throw error
    throw new AbortError('The query was aborted, and cancelled at PostHog.', { cause: error })
  }
  if (status.error) throw toQueryError(status)
  return status.results
}

function toTimeout(id: string, waitMs: number): TimeoutError {
  return new TimeoutError(
    `The query ${id} was not complete within ${Math.round(waitMs / 1000)} s and was cancelled. Ask for less (fewer days, a LIMIT), or give a longer waitMs.`,
  )
}

function toQueryError({ error_message }: QueryStatus): QueryError {
  const detail = error_message || 'The query failed at PostHog, which did not say why.'
  return new QueryError(detail, { status: 400, type: 'validation_error', code: 'query_failed', detail, attr: null })
}
