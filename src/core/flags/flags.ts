import type { Capture } from '../capture.js'
import type { EngineLoader } from '../delivery/loadEngine.js'
import type { Emitter } from '../emitter.js'
import { isEqual } from '../equal.js'
import type { Identity } from '../identity/identity.js'
import type { ResolvedOptions } from '../options.js'
import { createBlob } from '../storage/blob.js'
import type { SafeStorage } from '../storage/storage.js'
import type { FlagDetails, FlagsClient, Properties } from '../types.js'
import { exposureEvent, flagProperties } from '../wire/events.js'
import type { FlagsAnswer } from '../wire/flags.js'
import { toDetails } from './details.js'
import { createExposureLog } from './exposure.js'
import { createFlagState, type FlagMap, type Knowledge, toMap } from './state.js'

interface CachedFlags {
  /** Whose flags these are. */
  readonly owner: unknown
  readonly flags: readonly FlagDetails[]
  /** When they came. */
  readonly at: number
}

/** What changed: `person` is the same visitor under another id, `visitor` somebody else. */
export type IdentityChange = 'properties' | 'groups' | 'person' | 'visitor'

/** What the delivery engine needs of the flags: it asks for them, and makes something of the answer. */
export interface FlagsContext {
  readonly known: () => Knowledge
  /** The visitor to merge, until an answer took note. */
  readonly previousId: () => string | undefined
  /** An answer for the current identity, and all that is known by it. */
  readonly learn: (flags: readonly FlagDetails[], answer: FlagsAnswer) => void
  /**
   * Why there is none: what is known of this visitor stays.
   * @param code what an exposure says of it, in PostHog's words.
   */
  readonly fail: (error: Error, status?: FlagDetails['status'], code?: string) => void
  /** Asks again, if ever asked, with nobody waiting: always, or where the last answer is old or did not come. */
  readonly refresh: (isDue?: boolean) => void
  /**
   * Asks again, if ever asked, because flags may depend on what changed. Resolves when the answer is in or failed.
   * @param previousId the anonymous visitor who became this person.
   */
  readonly onChange: (change: IdentityChange, previousId?: string) => Promise<void>
  readonly toDetails: typeof toDetails
  readonly exposureEvent: typeof exposureEvent
}

/** {@link FlagsClient} and what the client itself needs of it. */
export interface Flags extends FlagsContext {
  readonly client: FlagsClient
  /** What events say of the flags they happened under. */
  readonly eventProperties: () => Properties
}

export function createFlags(
  { bootstrap, preloadFlags, flagsStaleTimeMs, now }: ResolvedOptions,
  storage: SafeStorage,
  engine: EngineLoader,
  identity: Identity,
  emitter: Emitter,
  capture: Capture,
): Flags {
  const cache = createBlob<CachedFlags>(storage, 'flags', ({ flags }) => Array.isArray(flags))
  const exposures = createExposureLog(storage)
  const bootstrapped = toMap(
    Object.entries(bootstrap?.featureFlags ?? {}).map(([key, value]) =>
      toDetails(key, value, {
        source: 'bootstrap',
        payload: value ? bootstrap?.featureFlagPayloads?.[key] : undefined,
      }),
    ),
  )
  // A bootstrap is newer than the flags of an earlier page.
  const cached = bootstrapped.size ? undefined : readCache()
  const flags = cached?.flags ?? bootstrapped
  // What is known, if anything, is all there is where nothing will be asked.
  const status = flags.size && !preloadFlags ? 'missing' : 'loading'
  const state = createFlagState(bootstrapped, { flags, others: { status }, updatedAt: cached?.at }, emitter.threw)
  const { reader, update } = state
  let isUsed = preloadFlags
  let answer: FlagsAnswer | undefined
  let failure: string | undefined
  let asking = 0
  let previousId: string | undefined
  let propertiesOf: unknown
  let eventProperties: Properties = {}

  function owner(): unknown {
    const { distinctId, groups } = identity.current
    return { distinctId, groups }
  }

  /** A clock that was set back makes an answer old as well. */
  function isOld(at = NaN): boolean {
    return !(Math.abs(now() - at) <= flagsStaleTimeMs)
  }

  function readCache() {
    const stored = cache.read()
    if (!stored || !isEqual(stored.owner, owner())) return undefined
    const { at } = stored
    const status = isOld(at) ? 'stale' : 'ready'
    return { at, flags: toMap(stored.flags.map(flag => ({ ...flag, source: 'cache', status }))) }
  }

  const told = (error?: Error): void => emitter.emit('flags', { error })

  /** The known flags, stale now or still. */
  const toStale = (error?: Error): FlagMap =>
    toMap(
      [...state.known.flags.values()].map(flag =>
        error && flag.status !== 'stale' ? flag : { ...flag, status: 'stale', error },
      ),
    )

  async function reload(): Promise<void> {
    isUsed = true
    asking++
    try {
      await (await engine.get()).flags.load()
    } finally {
      asking--
    }
  }

  async function onChange(change: IdentityChange, anonymousId?: string): Promise<void> {
    const isForeign = change === 'visitor'
    previousId = isForeign ? undefined : (anonymousId ?? previousId)
    if (isForeign || change === 'person') {
      exposures.clear()
      cache.remove()
    }
    engine.current?.flags.restart()
    if (change !== 'properties') {
      const { flags, others } = state.known
      update({
        flags: isForeign && !isUsed ? new Map() : toStale(),
        others: { status: 'loading' },
        isForeign: isForeign || state.known.isForeign,
      })
      // Where nobody asks, what is known of this visitor is all there is; who reports exposures had to hear of the change.
      if (!isUsed && !isForeign) update({ flags, others })
    }
    if (isUsed) await reload().catch(emitter.report)
  }

  const client = {
    reload,
    async ready(key) {
      if (!isUsed) void reload().catch(emitter.report)
      const isLoading = () => (key === undefined ? reader.status : reader.details(key).status) === 'loading'
      while (isLoading()) {
        await new Promise<void>(resolve => {
          const undo = emitter.on('flags', () => {
            undo()
            resolve()
          })
        })
      }
    },
    reportExposure(key) {
      const flag = reader.details(key)
      // What is on its way will be shown instead.
      if (flag.status === 'loading' || (flag.status === 'stale' && !flag.error)) return
      exposures.once([identity.current.distinctId, key, flag.value], () => {
        const shown = { answer, failure, bootstrapped: bootstrapped.get(key), known: state.known.flags.get(key) }
        return capture(...exposureEvent(flag, shown))
      })
    },
    override(forced) {
      state.override(forced)
      told()
    },
    evaluate: async (key, request) => (await engine.get()).evaluate(key, request),
    setPersonPropertiesForFlags: async set => (await engine.get()).traits.setPerson(set),
    resetPersonPropertiesForFlags: async () => (await engine.get()).traits.resetPerson(),
    setGroupPropertiesForFlags: async set => (await engine.get()).traits.setGroups(set),
    resetGroupPropertiesForFlags: async type => (await engine.get()).traits.resetGroups(type),
  } satisfies Partial<FlagsClient>

  return {
    client: Object.assign(reader, client),
    eventProperties() {
      const values = reader.all()
      if (propertiesOf !== values) eventProperties = flagProperties((propertiesOf = values))
      return eventProperties
    },
    refresh(isDue) {
      if (!isUsed || asking) return
      if (isDue) {
        if (isOld(reader.updatedAt)) update({ flags: toStale() })
        else if (failure === undefined) return
      }
      void reload().catch(emitter.report)
    },
    known: () => state.known,
    previousId: () => previousId,
    learn(next, from) {
      previousId = failure = undefined
      answer = from
      const at = now()
      // What an error left unknown is asked for again, and an error is no JSON.
      const flags = next.flatMap(flag => (flag.value === undefined ? [] : { ...flag, error: undefined }))
      cache.write({ owner: owner(), flags, at })
      update({ flags: toMap(next), others: { status: 'missing' }, isForeign: false, updatedAt: at })
      told()
    },
    fail(error, why = 'error', code = 'unknown_error') {
      if (!isUsed) return
      failure = code
      update({ flags: state.known.isForeign ? new Map() : toStale(error), others: { status: why, error } })
      told(error)
    },
    toDetails,
    exposureEvent,
    onChange,
  }
}
