import { createContexts } from './context.js'
import type { EngineLoader } from './delivery/loadEngine.js'
import type { Emitter } from './emitter.js'
import { isHogkitError } from './errors/base.js'
import { HookError, InvalidEventError } from './errors/client.js'
import type { Flags } from './flags/flags.js'
import type { Identity } from './identity/identity.js'
import { isUuid } from './ids.js'
import type { ResolvedOptions } from './options.js'
import type { EventQueue } from './queue/queue.js'
import { toJson } from './sanitize.js'
import type { SafeStorage } from './storage/storage.js'
import type { Session } from './session/session.js'
import type { CapturedEvent, CaptureOptions, DropReason, Properties } from './types.js'
import { groupProperties, libraryProperties } from './wire/events.js'
import { copyProperties, type EventContext, type OwnPart, pack, type PackedEvent, packWhole } from './wire/packed.js'

/** What a client is made of, apart from capturing itself. */
export interface CaptureContext {
  readonly options: ResolvedOptions
  readonly storage: SafeStorage
  readonly emitter: Emitter
  readonly engine: EngineLoader
  readonly queue: EventQueue
  readonly identity: Identity
  readonly session: Session
  readonly flags: Flags
  readonly newId: (at?: number) => string
  /** Why nothing is taken now. */
  readonly refusal: (isEarly?: boolean) => DropReason | undefined
}

/** {@link CaptureOptions} and what only the client's own events use. */
export interface OwnCaptureOptions extends CaptureOptions {
  /** The properties to keep, by name. Default: all. */
  readonly only?: RegExp | undefined
  /** It happened before a shutdown that may have begun since. */
  readonly isEarly?: boolean
}

export type Capture = (event: string, properties?: Properties, options?: OwnCaptureOptions) => string | undefined

/** Makes the way of an event to the queue. It never throws: what goes wrong is reported, and the event is not taken. */
export function createCapture({
  options,
  identity,
  session,
  queue,
  emitter,
  engine,
  flags,
  newId,
  refusal,
}: CaptureContext): Capture {
  const { beforeSend, personProfiles, now } = options
  const contexts = createContexts(options, identity, emitter, flags.eventProperties)

  /** All of an event, for hooks and listeners, and where it is not the visitor's own. */
  function createEvent(
    { uuid, event, timestamp, properties, set, setOnce }: OwnPart & { readonly timestamp: string },
    { distinctId = identity.current.distinctId, groups, only }: OwnCaptureOptions,
    context: EventContext | undefined,
  ): CapturedEvent {
    // An event of somebody else says nothing of this visitor's session, device, flags or groups.
    const shared = (context && (beforeSend.length ? copyProperties(context) : context.properties)) ?? {
      ...contexts.added(event),
      ...identity.traits.superProperties,
      ...libraryProperties(personProfiles !== 'never', {}),
    }
    return {
      uuid,
      event,
      distinctId,
      timestamp,
      properties: pick(
        {
          ...shared,
          ...(groups && groupProperties({ ...(context && identity.current.groups), ...groups })),
          ...properties,
        },
        only,
      ),
      ...(set && { set }),
      ...(setOnce && { setOnce }),
    }
  }

  /** A hook that throws drops the event: it may have been about to remove what must not be sent. */
  function runHooks(captured: CapturedEvent): CapturedEvent | undefined {
    let event: CapturedEvent | null = captured
    let error: HookError | undefined
    try {
      for (const hook of beforeSend) event = event && hook(event)
    } catch (cause) {
      event = null
      error = new HookError(whyDropped(captured.event, 'beforeSend threw, see cause'), { cause })
      emitter.report(error)
    }
    if (!event) drop(captured.uuid, 'before-send', error)
    return event ?? undefined
  }

  function drop(uuid: string, reason: DropReason, error?: Error): undefined {
    emitter.emit('dropped', { uuids: [uuid], reason, error })
  }

  const capture: Capture = (event, properties, options = {}) => {
    try {
      const at = now()
      const id = newId(at)
      const refused = refusal(options.isEarly)
      if (refused) return drop(id, refused)
      const { uuid = id, distinctId, set, groups, only } = options
      const given = options.timestamp === undefined ? undefined : toTimestamp(options.timestamp)
      const isOwn = distinctId === undefined || distinctId === identity.current.distinctId
      if (isOwn && engine.current?.isRunaway(event, uuid, at)) return undefined
      const context = isOwn ? contexts.own(event, session.touch()) : undefined
      const initial = context && contexts.initial(context)
      const setOnce = initial ? { ...initial, ...options.setOnce } : options.setOnce
      const own: OwnPart = { uuid, event, timestamp: given, properties, set, setOnce }
      const toCaptured = () => createEvent({ ...own, timestamp: given ?? toTimestamp(at) }, options, context)
      let packed = context && !groups && !only && !beforeSend.length ? pack(id, own, context) : undefined
      let captured: CapturedEvent | undefined
      if (packed) check(event, packed)
      else {
        captured = runHooks(toCaptured())
        if (!captured) return undefined
        packed = packWhole(id, captured)
        check(captured.event, packed, captured)
      }
      if (!queue.add(packed, options.immediate)) return undefined
      if (emitter.hears('captured')) emitter.emit('captured', captured ?? toCaptured())
      return packed.uuid
    } catch (error) {
      emitter.report(isHogkitError(error) ? error : invalid(event, 'it cannot be read, see cause', error))
      return undefined
    }
  }
  return capture
}

function pick(properties: Properties, names: RegExp | undefined): Properties {
  return names ? Object.fromEntries(Object.entries(properties).filter(([name]) => names.test(name))) : properties
}

/** PostHog refuses a whole batch for one event that lacks any of these. */
function check(event: string, { id, uuid }: PackedEvent, captured?: CapturedEvent): void {
  const texts = captured ? [event, captured.distinctId, captured.timestamp] : [event]
  if (texts.every(isText) && (uuid === id || isUuid(uuid))) return
  throw invalid(event, 'it needs a name, a distinct id, a uuid and a timestamp')
}

function toTimestamp(moment: Date | string | number): string {
  return new Date(moment).toISOString()
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
