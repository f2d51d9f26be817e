import type { Ingestion } from '../ingestion/ingestion.js'
import { preflight, withCors } from '../http/cors.js'
import { json, text } from '../http/respond.js'
import type { Sighting } from '../http/sighting.js'
import type { SandboxLog } from '../log.js'
import { CaptureError } from './errors.js'
import { parseCapture } from './events.js'
import { readPayload } from './payload.js'
import { maskToken } from './token.js'

const megabyte = 1024 * 1024

interface CaptureRoute {
  readonly maxBytes: number
  readonly defaultEvent?: string
}

/** Path without trailing slash to what it takes. */
const routes = new Map<string, CaptureRoute>([
  ['/batch', { maxBytes: 20 * megabyte }],
  ['/i/v0/e', { maxBytes: 2 * megabyte }],
  ['/e', { maxBytes: 2 * megabyte }],
  ['/capture', { maxBytes: 2 * megabyte }],
  ['/track', { maxBytes: 2 * megabyte }],
  ['/engage', { maxBytes: 2 * megabyte, defaultEvent: '$identify' }],
])

export interface CaptureOptions {
  readonly ingestion: Ingestion
  readonly projectToken: string
  readonly now: () => number
  readonly log: SandboxLog
}

/**
 * PostHog's public capture endpoints. Answers 200 only once the events are stored and queries see them; `undefined` for other paths.
 * https://posthog.com/docs/api/capture
 */
export function createCaptureHandler(
  options: CaptureOptions,
): (request: Request, url: URL, sighting: Sighting) => Promise<Response> | undefined {
  return (request, url, sighting) => {
    const route = routes.get(url.pathname.replace(/\/$/, ''))
    if (!route) return undefined
    if (request.method === 'OPTIONS') return Promise.resolve(preflight(request))
    return capture({ request, url, sighting }, route, options).then(response => withCors(request, response))
  }
}

interface Incoming {
  readonly request: Request
  readonly url: URL
  readonly sighting: Sighting
}

async function capture(
  { request, url, sighting }: Incoming,
  route: CaptureRoute,
  options: CaptureOptions,
): Promise<Response> {
  if (request.method !== 'POST' && request.method !== 'GET') {
    return new Response(null, { status: 405, headers: { Allow: 'GET, POST, OPTIONS' } })
  }
  try {
    const payload = await readPayload(request, url, route.maxBytes, sighting)
    const { token, events } = parseCapture(payload, {
      now: options.now(),
      sentAtParam: url.searchParams.get('_'),
      defaultEvent: route.defaultEvent,
    })
    Object.assign(sighting, { token, events: events.length, uuids: events.map(event => event.uuid) })
    if (token === options.projectToken) {
      await options.ingestion.ingest(events)
      sighting.stored = true
    } else reportUnknownToken(options.log, token, events.length)
    return url.searchParams.get('beacon') === '1' ? new Response(null, { status: 204 }) : json({ status: 'Ok' })
  } catch (error) {
    return captureFailure(error, options.log)
  }
}

/** PostHog accepts any well-formed token and drops the events later; a developer should at least be told. */
function reportUnknownToken(log: SandboxLog, token: string, count: number): void {
  const events = count === 1 ? '1 event' : `${count} events`
  log({
    level: 'warn',
    message:
      `Dropped ${events} sent with the unknown project token ${maskToken(token)}. ` +
      "PostHog does the same after answering 200. Send them with this sandbox's own token.",
  })
}

/** A refusal as text; anything else is a 503, which SDKs answer by sending again. */
export function captureFailure(error: unknown, log: SandboxLog): Response {
  if (error instanceof CaptureError) return text(error.message, error.status)
  const reason = error instanceof Error ? error.message : String(error)
  log({ level: 'error', message: `Could not store events: ${reason}` })
  return text('events could not be stored, send them again', 503, { 'Retry-After': '1' })
}
