/** What PostHog gets of packed events. Apart from `packed.ts`, because only the delivery engine needs it. */
import type { EventContext, PackedEvent } from './packed.js'

/** An event's JSON, out of its own part and its context. */
export function toEventJson({ id, uuid, context, text }: PackedEvent): string {
  if (!context) return text
  const [distinctId, shared = ''] = context.text.split('\n')
  const [timestamp, , event, own = ''] = text.split('\n')
  const moment = timestamp || new Date(timeOfId(id)).toISOString()
  const members = shared && own ? `${shared},${own}` : shared + own
  return `{"uuid":"${uuid}","event":${event},"distinct_id":${distinctId},"timestamp":"${moment}","properties":{${members}}}`
}

/**
 * Reads what an earlier page stored of an event.
 * @throws for what is none.
 */
export function readPacked(id: string, text: string, context: EventContext | undefined): PackedEvent {
  if (!context) {
    const { uuid } = JSON.parse(text) as { uuid?: string }
    if (!uuid) throw new TypeError('stored event has another shape')
    return { id, uuid, context, text }
  }
  const uuid = text.split('\n')[1] || id
  JSON.parse(toEventJson({ id, uuid, context, text }))
  return { id, uuid, context, text }
}

/** @throws for what is no context. */
export function readEventContext(text: string): EventContext {
  const [distinctId = '', members] = text.split('\n')
  const properties = JSON.parse(`{${members}}`) as EventContext['properties']
  return {
    distinctId: JSON.parse(distinctId) as string,
    properties,
    text,
    bytes: new TextEncoder().encode(text).length,
  }
}

/** The moment of a UUIDv7, ms since 1970. */
function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
