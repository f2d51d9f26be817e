import type { Actions } from './actions.js'
import { type Capture, type CaptureContext, createCapture } from './capture.js'
import { createConsent, refusesTracking } from './consent/consent.js'
import { createEngineLoader, importEngine } from './delivery/loadEngine.js'
import { createEmitter } from './emitter.js'
import { InvalidIdError } from './errors/client.js'
import { createFlags } from './flags/flags.js'
import { type FormerVisitor, readFormerVisitor } from './identity/formerVisitor.js'
import { createIdentity } from './identity/identity.js'
import { createIds } from './ids.js'
import { resolveOptions } from './options.js'
import { createQueue } from './queue/queue.js'
import { toJson } from './sanitize.js'
import { createSession } from './session/session.js'
import { createStorage } from './storage/storage.js'
import type { ClientOptions, HogkitClient, PluginStorage, Properties } from './types.js'

const SHUTDOWN_MS = 5000

/** A client at rest, and what sets it going. */
export interface PreparedClient {
  readonly client: HogkitClient
  /** Begins what `createClient` begins at once. To be called once. */
  readonly start: () => void
  readonly context: ClientContext
}

/**
 * What a client is made of, for what comes later: its actions, and the engine. Functions come along as values, because a module
 * that both halves import becomes a third file to download.
 */
export interface ClientContext extends CaptureContext {
  readonly capture: Capture
  readonly toJson: typeof toJson
}

/**
 * A client that can be used but does nothing by itself until started: no request, timer, listener or plugin. For a
 * framework that may throw away what it made, as React does while rendering.
 * @param createActions makes the part of the client that may come later, see `lateActions.ts`.
 */
export function prepareClient(
  clientOptions: ClientOptions,
  createActions: (context: ClientContext) => Actions,
  loadEngine = importEngine,
): PreparedClient {
  const options = resolveOptions(clientOptions)
  const { host, projectToken, bootstrap, now } = options
  const emitter = createEmitter(options.onError)
  const newId = createIds(now)
  const storage = createStorage(options.persistence, projectToken, emitter.report)
  // Only on the first run: who asked to be forgotten does not come back.
  const former: FormerVisitor = storage.names('').length ? {} : readFormerVisitor(options)
  const consent = createConsent(
    storage,
    former.consent ?? (options.respectDnt && refusesTracking() ? 'denied' : options.consent),
    emitter.threw,
  )
  const { set: decide, ...readableConsent } = consent
  const engine = createEngineLoader(loadEngine, module => module.createEngine(context), onEngine)
  const queue = createQueue(options, storage, emitter, engine, newId, () => consent.getSnapshot() === 'pending')
  const identity = createIdentity(storage, newId, bootstrap, emitter, former)
  const session = createSession(storage, now, newId, emitter, bootstrap?.sessionId, former.session)
  const flags = createFlags(options, storage, engine, identity, emitter)
  const undos: (() => void)[] = []
  let isClosed = false
  const refusal = (isEarly?: boolean) =>
    isClosed && !isEarly ? 'closed' : consent.getSnapshot() === 'denied' ? 'consent' : undefined
  const parts = { options, storage, emitter, engine, queue, identity, session, flags, newId, refusal, toJson }
  const capture = createCapture(parts)

  const context: ClientContext = { ...parts, capture }

  function reset({ resetDeviceId = false } = {}): void {
    session.reset()
    identity.reset(resetDeviceId)
    void flags.onChange('visitor')
  }

  const setSuperProperties = (superProperties: Properties) => identity.updateTraits({ superProperties })

  const client: HogkitClient = {
    projectToken,
    host,
    capture,
    ...createActions(context),
    register: properties => setSuperProperties({ ...identity.traits.superProperties, ...properties }),
    registerOnce: properties => setSuperProperties({ ...properties, ...identity.traits.superProperties }),
    unregister(name) {
      const { [name]: _, ...rest } = identity.traits.superProperties
      setSuperProperties(rest)
    },
    reset,
    debug: emitter.debug,
    get distinctId() {
      return identity.current.distinctId
    },
    get anonymousId() {
      return identity.current.anonymousId
    },
    get deviceId() {
      return identity.current.deviceId
    },
    get sessionId() {
      return session.id()
    },
    identity: identity.store,
    session: session.store,
    flags: flags.client,
    consent: {
      ...readableConsent,
      get status() {
        return consent.getSnapshot()
      },
      grant() {
        decide('granted')
        queue.persist()
        engine.current?.arm()
      },
      deny({ clear } = {}) {
        if (clear || queue.isHeld()) queue.clear('consent')
        decide('denied')
        queue.update()
        if (!clear) return
        reset()
        for (const name of storage.names('')) if (name !== 'consent') storage.remove(name)
      },
    },
    queue: queue.store,
    on: emitter.on,
    flush: queue.flush,
    async shutdown({ timeoutMs = SHUTDOWN_MS } = {}) {
      if (isClosed) return
      isClosed = true
      engine.current?.flags.close()
      undos.forEach(emitter.attempt)
      engine.current?.steps.clear()
      await engine.close(timeoutMs)
      queue.owner.release()
    },
  }

  function onEngine(error?: Error): void {
    if (error) {
      emitter.report(error)
      queue.update({ lastError: error })
      flags.fail(error)
    }
    // A path means nothing outside a browser, for example while rendering on a server.
    else if (options.preloadFlags && !isClosed && (!host.startsWith('/') || globalThis.location)) void flags.refresh()
  }

  const pluginStorage: PluginStorage = {
    get: name => storage.get(`plugin_${name}`),
    set: (name, value) => storage.set(`plugin_${name}`, value),
  }

  function start(): void {
    if (options.debug) client.debug()
    undos.push(
      ...options.plugins.map(plugin => emitter.attempt(() => plugin.setup?.(client, pluginStorage)) ?? (() => {})),
    )
    void engine.ready()
    const { distinctId, isIdentifiedId, featureFlags } = bootstrap ?? {}
    // For who listens as soon as they have the client.
    if (featureFlags) queueMicrotask(() => emitter.emit('flags', { error: undefined }))
    const { isIdentified } = identity.current
    if (!isIdentifiedId || !distinctId) return
    const isSame = distinctId === client.distinctId
    if (!isIdentified && !isSame && !refusal()) void client.identify(distinctId)
    // Who refused to be measured is still who they are.
    else if (!isIdentified) identity.update({ distinctId, isIdentified: true, hasProfile: true })
    else if (!isSame) {
      emitter.report(
        new InvalidIdError('bootstrap.distinctId was ignored: somebody else is signed in. Call reset() first.'),
      )
    }
  }

  options.plugins.forEach(plugin => emitter.attempt(() => plugin.prepare?.(client)))
  return { client, start, context }
}
