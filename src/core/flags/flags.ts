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
  /** Why there is none: what is known of this visitor stays. */
  readonly fail: (error: Error, status?: FlagDetails['status']) => void
  readonly toDetails: typeof toDetails
  readonly exposureEvent: typeof exposureEvent
}

/** {@link FlagsClient} and what the client itself needs of it. */
export interface Flags extends FlagsContext {
  readonly client: FlagsClient
  /** What events say of the flags they happened under. */
  readonly eventProperties: () => Properties
  /** Asks again where nobody waits for the answer: never rejects. */
  refresh(): Promise<void>
  /**
   * Asks again, if ever asked, because flags may depend on what changed. Resolves when the answer is in or failed.
   * @param previousId the anonymous visitor who became this person.
   */
  onChange(change: IdentityChange, previousId?: string): Promise<void>
}

export function createFlags(
  { bootstrap, preloadFlags }: ResolvedOptions,
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
  const flags = bootstrapped.size ? bootstrapped : readCache()
  // What is known, if anything, is all there is where nothing will be asked.
  const status = flags.size && !preloadFlags ? 'missing' : 'loading'
  const state = createFlagState(bootstrapped, { flags, others: { status } }, emitter.threw)
  const { reader, update } = state
  let isUsed = preloadFlags
  let answer: FlagsAnswer | undefined
  let previousId: string | undefined
  let propertiesOf: unknown
  let eventProperties: Properties = {}

  function owner(): unknown {
    const { distinctId, groups } = identity.current
    return { distinctId, groups }
  }

  function readCache(): FlagMap {
    const cached = cache.read()
    return toMap(
      cached && isEqual(cached.owner, owner()) ? cached.flags.map(flag => ({ ...flag, source: 'cache' })) : [],
    )
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
    await (await engine.get()).flags.load()
  }
  const refresh = (): Promise<void> => reload().catch(emitter.report)

  return {
    client: Object.assign(reader, {
      reload,
      reportExposure(key) {
        const flag = reader.details(key)
        if (flag.status !== 'ready' && flag.status !== 'missing') return
        exposures.once([identity.current.distinctId, key, flag.value], () =>
          capture(...exposureEvent(flag, answer, bootstrapped.get(key), state.known.flags.get(key))),
        )
      },
      override(forced) {
        state.override(forced)
        told()
      },
      evaluate: async (key, request) => (await engine.get()).evaluate(key, request),
    } satisfies Partial<FlagsClient>),
    eventProperties() {
      const values = reader.all()
      if (propertiesOf !== values) eventProperties = flagProperties((propertiesOf = values))
      return eventProperties
    },
    refresh,
    known: () => state.known,
    previousId: () => previousId,
    learn(next, from) {
      previousId = undefined
      answer = from
      cache.write({ owner: owner(), flags: next })
      update({ flags: toMap(next), others: { status: 'missing' }, isForeign: false })
      told()
    },
    fail(error, why = 'error') {
      if (!isUsed) return
      update({ flags: state.known.isForeign ? new Map() : toStale(error), others: { status: why, error } })
      told(error)
    },
    toDetails,
    exposureEvent,
    async onChange(change, anonymousId) {
      const isForeign = change === 'visitor'
      previousId = isForeign ? undefined : (anonymousId ?? previousId)
      if (isForeign || change === 'person') {
        exposures.clear()
        cache.remove()
      }
      engine.current?.flags.restart()
      if (change !== 'properties') {
        update({
          flags: isForeign && !isUsed ? new Map() : toStale(),
          others: { status: 'loading' },
          isForeign: isForeign || state.known.isForeign,
        })
      }
      if (isUsed) await refresh()
    },
  }
}
