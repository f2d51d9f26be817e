import type { Emitter } from './emitter.js'
import { isHogkitError } from './errors/base.js'
import { HookError, InvalidEventError } from './errors/client.js'
import type { Identity } from './identity/identity.js'
import { isUuid } from './ids.js'
import type { ResolvedOptions } from './options.js'
import type { EventQueue } from './queue/queue.js'
import { toJson } from './sanitize.js'
import type { Session } from './session/session.js'
import type { CapturedEvent, CaptureOptions, Properties } from './types.js'
import { libraryProperties, toWireEvent, visitorProperties } from './wire/events.js'

/** What a capture draws on. */
export interface CaptureContext {
  readonly options: ResolvedOptions
  readonly identity: Identity
  readonly session: Session
  readonly queue: EventQueue
  readonly emitter: Emitter
  readonly newId: () => string
  /** `false` while the visitor refused. */
  readonly isAllowed: () => boolean
  /** Properties of the flags that are known now. */
  readonly flagProperties: () => Properties
}

/** {@link CaptureOptions} and what only the client's own events use. */
export interface OwnCaptureOptions extends CaptureOptions {
  /** The properties to keep, by name. Default: all. */
  readonly only?: RegExp | undefined
}

export type Capture = (event: string, properties?: Properties, options?: OwnCaptureOptions) => string | undefined

/** Makes the way of an event to the queue. It never throws: what goes wrong is reported, and the event is not taken. */
export function createCapture({
  options: { plugins, beforeSend, personProfiles, now },
  identity,
  session,
  queue,
  emitter,
  newId,
  isAllowed,
  flagProperties,
}: CaptureContext): Capture {
  function createEvent(
    id: string,
    event: string,
    properties: Properties | undefined,
    { set, setOnce, only, ...given }: OwnCaptureOptions,
  ): CapturedEvent {
    const own = identity.current
    const { distinctId = own.distinctId } = given
    // An event of somebody else says nothing of this visitor's session, device, flags or groups.
    const isOwn = distinctId === own.distinctId
    const hasProfile = personProfiles === 'identified_only' ? !isOwn || own.hasProfile : personProfiles === 'always'
    const added: Properties = {}
    for (const plugin of plugins) emitter.attempt(() => Object.assign(added, plugin.properties?.(event)))
    return {
      uuid: given.uuid ?? id,
      event,
      distinctId,
      timestamp: new Date(given.timestamp ?? now()).toISOString(),
      properties: pick(
        {
          ...added,
          ...identity.traits.superProperties,
          ...(isOwn && { ...flagProperties(), ...visitorProperties(own, session.touch()) }),
          ...libraryProperties(hasProfile, { ...(isOwn && own.groups), ...given.groups }),
          ...properties,
        },
        only,
      ),
      ...(set && { set }),
      ...(setOnce && { setOnce }),
    }
  }

  /** A hook that throws drops the event: it may have been about to remove what must not be sent. */
  function runHooks(captured: CapturedEvent): CapturedEvent | null {
    let event: CapturedEvent | null = captured
    let error: HookError | undefined
    try {
      for (const hook of beforeSend) event = event && hook(event)
    } catch (cause) {
      event = null
      error = new HookError(whyDropped(captured.event, 'beforeSend threw, see cause'), { cause })
      emitter.report(error)
    }
    if (!event) emitter.emit('dropped', { uuids: [captured.uuid], reason: 'before-send', error })
    return event
  }

  return (name, properties, options = {}) => {
    try {
      if (!isAllowed()) return undefined
      const id = newId()
      const captured = runHooks(createEvent(id, name, properties, options))
      if (!captured) return undefined
      const { event, distinctId, uuid, timestamp } = captured
      // PostHog refuses a whole batch for one event that lacks any of these.
      if (![event, distinctId, timestamp].every(isText) || !isUuid(uuid)) {
        throw invalid(event, 'it needs a name, a distinct id, a uuid and a timestamp')
      }
      if (!queue.add({ id, uuid, json: toJson(toWireEvent(captured)) }, options.immediate)) return undefined
      emitter.emit('captured', captured)
      return uuid
    } catch (error) {
      emitter.report(isHogkitError(error) ? error : invalid(name, 'it cannot be read, see cause', error))
      return undefined
    }
  }
}

function pick(properties: Properties, names: RegExp | undefined): Properties {
  return names ? Object.fromEntries(Object.entries(properties).filter(([name]) => names.test(name))) : properties
}

function invalid(event: unknown, why: string, cause?: unknown): InvalidEventError {
  return new InvalidEventError(whyDropped(event, why), { cause })
}

function whyDropped(event: unknown, why: string): string {
  return `Event ${toJson(event)} is dropped: ${why}.`
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && /\S/.test(value)
}
