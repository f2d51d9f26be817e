import type { Connection } from '../http/connection.js'
import { peekBody } from '../http/peekBody.js'
import { text } from '../http/respond.js'
import { createSighting, type Sighting } from '../http/sighting.js'
import type { FaultEngine } from './controller.js'
import { inspect, maxInspectedBytes } from './inspect.js'
import { createPerform, type FaultsOptions } from './perform.js'
import type { RunningRule } from './rule.js'
import type { RequestLogEntry } from './types.js'

/** A handler that notes on the sighting what it learns about the request. */
export type SightingHandler = (request: Request, sighting: Sighting) => Promise<Response>

/** Puts the rules in front of a handler and writes the request log. Without rules it reads nothing and copies nothing. */
export function withFaults(
  handler: SightingHandler,
  { faults, now }: FaultsOptions,
): (request: Request, connection: Connection) => Promise<Response> {
  const perform = createPerform({ faults, now })

  return async (request, connection) => {
    const url = new URL(request.url)
    const sighting = createSighting(request)
    const note = createNote(faults, { request, url, sighting, now })
    const candidates = faults.candidates(request.method, url.pathname)
    if (candidates.length === 0) return note.answer(await handler(request, sighting))

    let body
    try {
      body = await peekBody(request, maxInspectedBytes)
    } catch {
      // The client left while it sent.
      return note.answer(text('failed to read the request body', 400))
    }
    // Larger than any route takes: the route reads it to its end and refuses it.
    if (!body.bytes) return note.answer(await handler(body.request, sighting))
    await inspect(request, url, body.bytes, sighting)
    const chosen = choose(candidates, url.pathname, sighting)
    if (!chosen) return note.answer(await handler(body.request, sighting))
    const { rule } = chosen
    return perform(rule, {
      request,
      path: url.pathname,
      connection,
      process: () => handler(body.request, sighting),
      answer: response => note.answer(response, rule.id),
      end: ending => note.end(ending, rule.id),
    })
  }
}

/** The first rule that is due. All are asked, since each counts for itself. */
function choose(candidates: readonly RunningRule[], path: string, sighting: Sighting): RunningRule | undefined {
  const due = candidates.filter(rule => rule.see(path, sighting))
  due[0]?.fire()
  return due[0]
}

interface Noted {
  readonly request: Request
  readonly url: URL
  readonly sighting: Sighting
  readonly now: () => number
}

function createNote({ log }: FaultEngine, { request, url, sighting, now }: Noted) {
  const at = now()
  const startedAt = performance.now()
  const end = (status: RequestLogEntry['status'], fault?: string): void => {
    const { events, uuids, stored, bytesOnWire, bytesDecoded, encoding } = sighting
    log.add({
      at,
      durationMs: Math.round(performance.now() - startedAt),
      method: request.method,
      path: url.pathname,
      status,
      events,
      uuids,
      stored,
      bytesOnWire,
      bytesDecoded,
      encoding,
      ...(fault === undefined ? {} : { fault }),
    })
  }
  return {
    end,
    answer(response: Response, fault?: string): Response {
      end(response.status, fault)
      return response
    },
  }
}
