/**
 * The stored form of events. What all events of a page have in common is kept once, as their context; an event holds what is its
 * own. `unpack.ts`, which loads with the delivery engine, makes PostHog's JSON of both.
 */
import { toJson } from '../sanitize.js'
import type { CapturedEvent, Properties } from '../types.js'
import { toWireEvent } from './events.js'

/** What the events of one visitor on one page share. */
export interface EventContext {
  readonly distinctId: string
  readonly properties: Properties
  /** Two lines of JSON: the distinct id, and the members of `properties` without their braces. */
  readonly text: string
  readonly bytes: number
}

/** An event on its way. */
export interface PackedEvent {
  /** Sorts by capture: a UUIDv7 of the moment, equal to `uuid` unless the caller chose that. */
  readonly id: string
  readonly uuid: string
  /** `undefined`: `text` is all of the event, as PostHog's JSON. */
  readonly context: EventContext | undefined
  /** Four lines: timestamp and uuid, each empty where `id` tells it, the name as JSON, and the members of the own properties. */
  readonly text: string
}

/** The own part of an event, of which the rest is in its context. */
export interface OwnPart {
  readonly uuid: string
  readonly event: string
  /** Only where it is not the moment of the id. */
  readonly timestamp?: string | undefined
  readonly properties?: Properties | undefined
  readonly set?: Properties | undefined
  readonly setOnce?: Properties | undefined
}

export function createEventContext(distinctId: string, properties: Properties): EventContext {
  const text = `${JSON.stringify(distinctId)}\n${toJson(properties).slice(1, -1)}`
  return { distinctId, properties, text, bytes: byteLength(text) }
}

/** For hooks, which may change what they are given, however deep. */
export function copyProperties({ text }: EventContext): Properties {
  return JSON.parse(`{${text.split('\n')[1]}}`) as Properties
}

/** `undefined` when the event says something else than its context, and has to be kept whole. */
export function pack(
  id: string,
  { uuid, event, timestamp = '', properties = {}, set, setOnce }: OwnPart,
  context: EventContext,
): PackedEvent | undefined {
  for (const name in properties) if (name in context.properties) return undefined
  if ((set ?? setOnce) && ('$set' in properties || '$set_once' in properties)) return undefined
  const own = stringify(properties)
  // What JSON cannot carry, an array, or an object that writes itself as something else.
  if (own?.[0] !== '{' || 'toJSON' in properties) return undefined
  const members = [own.slice(1, -1)]
  if (set) members.push(`"$set":${toJson(set)}`)
  if (setOnce) members.push(`"$set_once":${toJson(setOnce)}`)
  const joined = members.length > 1 ? members.filter(Boolean).join() : members[0]
  return { id, uuid, context, text: `${timestamp}\n${uuid === id ? '' : uuid}\n${JSON.stringify(event)}\n${joined}` }
}

/** For what a hook may have changed, or the caller's options: rare enough to be kept with all that it shares. */
export function packWhole(id: string, captured: CapturedEvent): PackedEvent {
  return { id, uuid: captured.uuid, context: undefined, text: toJson(toWireEvent(captured)) }
}

function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

/** How long a text is in UTF-8. Most events are ASCII, and then their length is known. */
export function byteLength(text: string): number {
  return /[^\0-\x7f]/.test(text) ? new TextEncoder().encode(text).length : text.length
}
