import { definitions, localEvaluation } from '../../api/endpoints/featureFlags.js'
import { fillPath } from '../../api/fillPath.js'
import { explain } from '../../api/transport/explain.js'
import { parseRetryAfter } from '../../api/transport/wait.js'
import { HttpError, InvalidResponseError, isHogkitError, NetworkError, TimeoutError } from '../../core/errors.js'
import { startDeadline } from '../http/deadline.js'
import { declaresMoreThan, readLimited } from '../http/readLimited.js'
import type { FlagSettings } from './options.js'

/** What PostHog said of the definitions. */
export interface DefinitionsAnswer {
  readonly etag: string | undefined
  /** `undefined`: they are as the tag says, nothing changed. */
  readonly body: string | undefined
}

/** Asks for the definitions unless they still are what `etag` stands for; rejects with a typed error. */
export type FetchDefinitions = (etag: string | undefined, signal: AbortSignal) => Promise<DefinitionsAnswer>

/**
 * Definitions with their cohorts, from `/flags/definitions` or, where a PostHog does not know that, from its `local_evaluation`.
 * https://posthog.com/docs/feature-flags/local-evaluation
 */
export function createFetchDefinitions(settings: FlagSettings): FetchDefinitions {
  const { ingestHost, apiHost, projectToken, projectId } = settings
  const byToken = `?token=${encodeURIComponent(projectToken)}&send_cohorts`
  const current = `${ingestHost}${definitions.path}${byToken}`
  const older =
    projectId === undefined
      ? `${apiHost}${definitions.olderPath}${byToken}`
      : `${apiHost}${fillPath(localEvaluation.path, { project_id: projectId })}?send_cohorts`
  let url = current
  return async (etag, signal) => {
    try {
      return await ask(url, etag, settings, signal)
    } catch (error) {
      if (!(error instanceof HttpError && error.status === 404) || url === older) throw error
      url = older
      return ask(url, etag, settings, signal)
    }
  }
}

async function ask(
  url: string,
  etag: string | undefined,
  { personalApiKey, definitionsTimeoutMs, maxDefinitionsBytes, fetch, now }: FlagSettings,
  client: AbortSignal,
): Promise<DefinitionsAnswer> {
  // Without the query: it goes into messages.
  const target = `GET ${url.split('?', 1)[0] ?? ''}`
  const deadline = startDeadline(client, definitionsTimeoutMs)
  try {
    const response = await fetch(url, {
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${personalApiKey}`,
        ...(etag !== undefined && { 'if-none-match': etag }),
      },
      redirect: 'manual',
      signal: deadline.signal,
    })
    const { status, headers } = response
    const bytes = declaresMoreThan(headers, maxDefinitionsBytes)
      ? undefined
      : await readLimited(response.body, maxDefinitionsBytes, deadline.signal)
    if (status === 304) return { etag: headers.get('etag') ?? etag, body: undefined }
    if (!bytes) throw new InvalidResponseError(`The flag definitions are larger than ${maxDefinitionsBytes} bytes.`)
    const text = new TextDecoder().decode(bytes)
    if (response.ok) return { etag: headers.get('etag') ?? undefined, body: text }
    const retryAfterMs = parseRetryAfter(headers.get('retry-after'), now())
    const answer = { ok: false, status, retryAfterMs, text, body: parseJson(text) }
    throw await explain(answer, { target, mode: 'key', endpoint: definitions, sent: undefined })
  } catch (cause) {
    if (isHogkitError(cause) || client.aborted) throw cause
    throw deadline.isTimeout()
      ? new TimeoutError(`No flag definitions within ${definitionsTimeoutMs} ms: ${target}.`, { cause })
      : new NetworkError(`No answer: ${target}. Is the host right, and reachable from this server?`, { cause })
  } finally {
    deadline.end()
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
