import { createEmitter } from '../emitter.js'
import { isEqual } from '../equal.js'
import { InvalidEventError, InvalidIdError } from '../errors/client.js'
import { isName, isPersonId, timeOfUuid7 } from '../ids.js'
import { isOnline } from '../online.js'
import { createStore } from '../store.js'
import type {
  CapturedEvent,
  ClientOptions,
  Consent,
  Groups,
  HogkitClient,
  IdentityState,
  QueueState,
  SessionState,
} from '../types.js'
import { groupEvent, pageviewEvent, screenEvent } from '../wire/events.js'
import { createPostHogJsFlags } from './flags.js'
import type { PostHogJs, PostHogJsEvent } from './postHogJs.js'

const IDLE: QueueState = {
  pending: 0,
  inFlight: 0,
  dropped: 0,
  delivered: 0,
  unsaved: 0,
  status: 'ready',
  retryAt: undefined,
  lastError: undefined,
  online: true,
}

/**
 * A client that sits on a posthog-js instance: hogkit's hooks and components over the posthog-js that the page has anyway, its
 * identity, session, consent, flags and delivery. For moving over one component at a time.
 *
 * ```tsx
 * posthog.init('phc_…', { api_host })
 * const client = fromPostHogJs(posthog)
 * <HogkitProvider client={client}>…</HogkitProvider>
 * ```
 *
 * What posthog-js cannot do, this cannot: capture for somebody else, evaluate flags for somebody else, tell of deliveries (`queue`
 * stays idle, `flush()` does nothing). `shutdown()` lets go of the instance and leaves it as it is.
 * https://posthog.com/docs/libraries/js
 */
export function fromPostHogJs(posthog: PostHogJs, { onError }: Pick<ClientOptions, 'onError'> = {}): HogkitClient {
  const emitter = createEmitter(onError)
  const { threw } = emitter
  const flags = createPostHogJsFlags(posthog, emitter)
  const identity = createStore(readIdentity(), threw)
  const session = createStore(readSession(posthog.get_session_id()), threw)
  const consent = createStore(readConsent(), threw)
  const queue = createStore({ ...IDLE, online: isOnline() }, threw)

  function readIdentity(): IdentityState {
    const distinctId = posthog.get_distinct_id()
    const deviceId = posthog.get_property('$device_id')
    const isIdentified = posthog.get_property('$user_state') === 'identified'
    const groups = posthog.getGroups() as Groups
    return {
      distinctId,
      anonymousId: isIdentified && isName(deviceId) ? deviceId : distinctId,
      deviceId: isName(deviceId) ? deviceId : distinctId,
      isIdentified,
      groups: { ...groups },
    }
  }

  function readConsent(): Consent {
    const status = posthog.get_explicit_consent_status()
    return status === 'pending' && !posthog.has_opted_out_capturing() ? 'granted' : status
  }

  /** Takes over what the instance knows now: the page may also speak to it past us. */
  function sync(): void {
    const before = identity.getSnapshot()
    const now = readIdentity()
    if (!isEqual(before, now)) identity.set(now)
    if (before.distinctId !== now.distinctId) emitter.emit('identity', now)
    consent.set(readConsent())
  }

  const stops = [
    posthog.onSessionId(id => {
      const { id: previousId } = session.getSnapshot()
      if (id === previousId) return
      const next = readSession(id)
      session.set(next)
      emitter.emit('session', { ...next, previousId, reason: previousId ? 'idle' : 'new' })
    }),
    posthog.on('eventCaptured', event => {
      sync()
      emitter.emit('captured', toCaptured(event))
    }),
    posthog.onFeatureFlags(sync),
    flags.stop,
  ]

  const ask = <TResult>(run: () => TResult): TResult | undefined => {
    const result = emitter.attempt(run)
    sync()
    return result
  }
  const act = (run: () => unknown): void => void ask(run)
  const isLegal = (method: string, ids: readonly unknown[], check: (id: unknown) => boolean): boolean => {
    const illegal = ids.find(id => !check(id))
    if (ids.every(check)) return true
    emitter.report(
      new InvalidIdError(`${method}() was ignored: PostHog refuses the id ${JSON.stringify(String(illegal))}.`),
    )
    return false
  }

  const capture: HogkitClient['capture'] = (event, properties, options = {}) => {
    const { distinctId, groups, timestamp, uuid, set, setOnce, immediate } = options
    if (!isName(event) || (distinctId !== undefined && distinctId !== posthog.get_distinct_id())) {
      const why = isName(event) ? 'posthog-js captures for its own visitor only' : 'it needs a name'
      emitter.report(new InvalidEventError(`Event ${JSON.stringify(event)} is dropped: ${why}.`))
      return undefined
    }
    return ask(() =>
      posthog.capture(
        event,
        { ...properties, ...(groups && { $groups: { ...posthog.getGroups(), ...groups } }) },
        {
          ...(timestamp !== undefined && { timestamp: new Date(timestamp) }),
          ...(uuid !== undefined && { uuid }),
          ...(set && { $set: set }),
          ...(setOnce && { $set_once: setOnce }),
          ...(immediate && { send_instantly: true }),
        },
      ),
    )?.uuid
  }

  return {
    projectToken: posthog.config.token,
    host: posthog.config.api_host.replace(/\/+$/, ''),
    capture,
    async identify(distinctId, { set, setOnce } = {}) {
      if (!isLegal('identify', [distinctId], isPersonId)) return
      const isOther = distinctId !== posthog.get_distinct_id()
      // It asks for flags only then.
      const answer = isOther ? flags.next() : undefined
      act(() => posthog.identify(distinctId, set, setOnce))
      await answer
    },
    alias(alias, distinctId) {
      if (isLegal('alias', [alias], isPersonId)) act(() => posthog.alias(alias, distinctId))
    },
    group(type, key, properties) {
      if (isLegal('group', [type, String(key)], isName)) act(() => posthog.group(type, String(key), properties))
    },
    groupIdentify(type, key, properties = {}) {
      if (isLegal('groupIdentify', [type, String(key)], isName)) capture(...groupEvent(type, String(key), properties))
    },
    setPersonProperties: (set, setOnce) => act(() => posthog.setPersonProperties(set, setOnce)),
    createPersonProfile: () => act(() => posthog.createPersonProfile()),
    register: properties => act(() => posthog.register(properties)),
    registerOnce: properties => act(() => posthog.register_once(properties)),
    unregister: name => act(() => posthog.unregister(name)),
    reset: ({ resetDeviceId = false } = {}) => act(() => posthog.reset(resetDeviceId)),
    pageview(properties) {
      const [event, own] = pageviewEvent()
      return capture(event, { ...own, ...properties })
    },
    screen(name, properties) {
      const [event, own] = screenEvent(name)
      return capture(event, { ...properties, ...own })
    },
    captureException(error, properties) {
      const captured = ask(() => posthog.captureException(error, properties)) as { uuid?: string } | undefined
      return captured?.uuid
    },
    addExceptionStep: (...step) => act(() => posthog.addExceptionStep?.(...step)),
    debug: enabled => posthog.debug(enabled),
    get distinctId() {
      return posthog.get_distinct_id()
    },
    get anonymousId() {
      return readIdentity().anonymousId
    },
    get deviceId() {
      return readIdentity().deviceId
    },
    get sessionId() {
      return posthog.get_session_id()
    },
    identity,
    session,
    flags: flags.client,
    consent: {
      getSnapshot: () => consent.getSnapshot(),
      subscribe: listener => consent.subscribe(listener),
      get status() {
        return readConsent()
      },
      grant: () => act(() => posthog.opt_in_capturing()),
      deny({ clear } = {}) {
        act(() => {
          // In this order: its reset forgets the decision too.
          if (clear) posthog.reset()
          posthog.opt_out_capturing()
        })
      },
    },
    queue,
    on: emitter.on,
    flush: () => Promise.resolve({ delivered: 0, dropped: 0, pending: 0 }),
    shutdown() {
      for (const stop of stops.splice(0)) stop()
      return Promise.resolve()
    },
  }
}

function readSession(id: string): SessionState {
  return { id, startedAt: timeOfUuid7(id) ?? Date.now() }
}

function toCaptured({ uuid, event, timestamp, properties, $set, $set_once }: PostHogJsEvent): CapturedEvent {
  return {
    uuid,
    event,
    distinctId: String(properties['distinct_id']),
    timestamp: (timestamp ?? new Date()).toISOString(),
    properties,
    ...($set && { set: $set }),
    ...($set_once && { setOnce: $set_once }),
  }
}
