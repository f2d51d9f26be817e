import { randomUUID } from 'node:crypto'
import type { JsonObject } from '../../json.js'
import { ApiError, notFound } from '../errors.js'

/** Answers are kept as long as PostHog keeps them. */
const keptMs = 600_000
const maxJobs = 500

/** A query that runs in the background, in the shape of PostHog's `query_status`. */
export interface QueryStatus extends JsonObject {
  readonly id: string
  readonly team_id: number
  readonly query_async: true
  readonly complete: boolean
  readonly error: boolean
  readonly error_message: string | null
  readonly results: JsonObject | null
  readonly start_time: string
  readonly pickup_time: string | null
  readonly end_time: string | null
  readonly expiration_time: string | null
  readonly task_id: string
  readonly dashboard_id: null
  readonly insight_id: null
  readonly labels: null
  readonly query_progress: JsonObject | null
}

/** The background queries of a sandbox. They live as long as it does. */
export interface QueryJobs {
  /** Starts a query, or gives the one that runs under the same id already. */
  start(id: string | undefined, run: (signal: AbortSignal) => Promise<JsonObject>): QueryStatus
  /** @throws ApiError 404 for an id that is unknown or older than ten minutes */
  status(id: string): QueryStatus
  /** Whether what it failed with is the user's to fix. */
  isUsersFault(id: string): boolean
  /** Stops a query and resolves when it has ended. An unknown id is no error. */
  cancel(id: string): Promise<void>
  /** Stops all. */
  close(): Promise<void>
}

interface Job {
  status: QueryStatus
  usersFault: boolean
  readonly abort: AbortController
  ended: Promise<void>
  endedAt: number | undefined
}

export function createQueryJobs(teamId: number, now: () => number): QueryJobs {
  const jobs = new Map<string, Job>()
  const iso = (at = now()): string => new Date(at).toISOString()

  function forgetOld(): void {
    for (const [id, job] of jobs) if (job.endedAt !== undefined && now() - job.endedAt > keptMs) jobs.delete(id)
    for (const [id, job] of jobs) {
      if (jobs.size <= maxJobs) return
      if (job.endedAt !== undefined) jobs.delete(id)
    }
  }

  function settle(job: Job, change: Partial<QueryStatus>): void {
    job.endedAt = now()
    job.status = {
      ...job.status,
      ...change,
      complete: true,
      end_time: iso(),
      expiration_time: iso(now() + keptMs),
      query_progress: null,
    }
  }

  return {
    start(id = randomUUID().replaceAll('-', ''), run) {
      forgetOld()
      const running = jobs.get(id)
      if (running && running.endedAt === undefined) return running.status
      if (jobs.size >= maxJobs) throw tooMany()
      const abort = new AbortController()
      const job: Job = {
        status: pending(id, teamId, iso()),
        usersFault: false,
        abort,
        ended: Promise.resolve(),
        endedAt: undefined,
      }
      jobs.set(id, job)
      job.ended = run(abort.signal).then(
        results => settle(job, { results }),
        (error: unknown) => {
          const known = error instanceof ApiError ? error : undefined
          // A query over its limits can be narrowed.
          job.usersFault = known !== undefined && (known.status < 500 || known.status === 504 || known.status === 512)
          // PostHog tells only what the user can fix.
          settle(job, { error: true, error_message: job.usersFault ? (known?.body?.detail ?? null) : null })
        },
      )
      return job.status
    },
    status(id) {
      forgetOld()
      const job = jobs.get(id)
      if (!job) throw notFound(`Query ${id.slice(0, 100)} not found for team ${teamId}`)
      return job.status
    },
    isUsersFault: id => jobs.get(id)?.usersFault ?? false,
    async cancel(id) {
      const job = jobs.get(id)
      if (!job || job.endedAt !== undefined) return
      job.abort.abort()
      await job.ended
    },
    async close() {
      for (const job of jobs.values()) job.abort.abort()
      await Promise.all(Array.from(jobs.values(), job => job.ended))
    },
  }
}

function pending(id: string, teamId: number, at: string): QueryStatus {
  return {
    id,
    team_id: teamId,
    query_async: true,
    complete: false,
    error: false,
    error_message: null,
    results: null,
    start_time: at,
    pickup_time: at,
    end_time: null,
    expiration_time: null,
    task_id: id,
    dashboard_id: null,
    insight_id: null,
    labels: null,
    query_progress: null,
  }
}

function tooMany(): ApiError {
  const detail = `${maxJobs} background queries are running. Try again when some have ended.`
  return new ApiError(429, { type: 'throttled_error', code: 'concurrency_limit_exceeded', detail, attr: null })
}
