import { HttpError, isRateLimitError } from '../../core/errors.js'
import { type Definitions, parseDefinitions } from './definitions.js'
import type { FetchDefinitions } from './fetchDefinitions.js'
import type { CachedDefinitions, FlagSettings } from './options.js'

/** After a failure, the pause doubles up to this (or the poll interval, where that is longer). */
const MAX_PAUSE_MS = 60_000
/** A server that asks for more is asked again after this time anyway. */
const MAX_RETRY_AFTER_MS = 1_800_000

/** Keeps the definitions of one project fresh, for all requests of this process. */
export interface Poller {
  /** What is known now. Asks first when nothing is, or when it is too old; `undefined` when PostHog cannot be asked. */
  current(): Promise<Definitions | undefined>
  /** Asks now, however old it is. Rejects with a typed error. */
  reload(): Promise<void>
  /** When PostHog last confirmed the definitions, ms since 1970. */
  readonly loadedAt: number | undefined
  close(): void
}

export function createPoller(settings: FlagSettings, fetchDefinitions: FetchDefinitions): Poller {
  const { pollIntervalMs, maxAgeMs, cache, now, onError } = settings
  const closing = new AbortController()
  let known: Definitions | undefined
  let etag: string | undefined
  let loadedAt: number | undefined
  let failures = 0
  let notBefore = 0
  let loading: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isCacheRead = false

  function take({ etag: tag, body, at }: CachedDefinitions): void {
    known = parseDefinitions(body)
    etag = tag
    loadedAt = at
  }

  /** A cache that fails is no reason to fail: PostHog can be asked. */
  async function readCache(): Promise<void> {
    if (isCacheRead) return
    isCacheRead = true
    try {
      const cached = await cache?.read()
      if (cached && !known) take(cached)
    } catch (error) {
      onError(toError(error))
    }
  }

  async function ask(): Promise<void> {
    try {
      const answer = await fetchDefinitions(known ? etag : undefined, closing.signal)
      if (answer.body === undefined) {
        etag = answer.etag
        loadedAt = now()
      } else {
        const next = { etag: answer.etag, body: answer.body, at: now() }
        take(next)
        // Not awaited: no flag waits for it.
        void cache?.write(next).catch((error: unknown) => onError(toError(error)))
      }
      failures = 0
      notBefore = 0
    } catch (error) {
      failures++
      notBefore = now() + pauseAfter(error)
      // Over the flag quota: PostHog's own SDKs stop deciding here too. `/flags` will say the same.
      if (error instanceof HttpError && error.status === 402) known = undefined
      throw error
    }
  }

  function pauseAfter(error: unknown): number {
    const asked = isRateLimitError(error) ? error.retryAfterMs : undefined
    const pause = Math.min(Math.max(MAX_PAUSE_MS, pollIntervalMs), pollIntervalMs * 2 ** (failures - 1))
    return Math.max(pause, Math.min(asked ?? 0, MAX_RETRY_AFTER_MS))
  }

  function schedule(): void {
    clearTimeout(timer)
    if (closing.signal.aborted) return
    timer = setTimeout(() => void load().catch(() => undefined), Math.max(pollIntervalMs, notBefore - now()))
    // In Node a poll must not keep a process alive.
    if (typeof timer === 'object') timer.unref?.()
  }

  /** One request at a time; every failure is told once. */
  function load(): Promise<void> {
    return (loading ??= ask()
      .catch((error: unknown) => {
        if (!closing.signal.aborted) onError(toError(error))
        throw error
      })
      .finally(() => {
        loading = undefined
        schedule()
      }))
  }

  return {
    async current() {
      await readCache()
      const age = loadedAt === undefined ? Infinity : now() - loadedAt
      const mayAsk = !closing.signal.aborted && now() >= notBefore
      if ((!known || age > maxAgeMs) && mayAsk) await load().catch(() => undefined)
      else if (age > pollIntervalMs && mayAsk) void load().catch(() => undefined)
      return known
    },
    async reload() {
      await readCache()
      await load()
    },
    get loadedAt() {
      return loadedAt
    },
    close() {
      closing.abort()
      clearTimeout(timer)
    },
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
