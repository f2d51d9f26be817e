import type { JsonObject } from '../json.js'

/** An event as a capture request carried it, checked and with its time resolved, before persons and groups are looked at. */
export interface IncomingEvent {
  readonly uuid: string
  readonly event: string
  readonly distinctId: string
  readonly properties: JsonObject
  /** When it happened, ms since 1970. */
  readonly timestamp: number
  /** When the sandbox received it, ms since 1970. */
  readonly receivedAt: number
}
