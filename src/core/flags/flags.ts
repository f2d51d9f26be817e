import type { EngineLoader } from '../delivery/loadEngine.js'
import type { Emitter } from '../emitter.js'
import { isEqual } from '../equal.js'
import type { Identity } from '../identity/identity.js'
import type { ResolvedOptions } from '../options.js'
import { type Blob, createBlob } from '../storage/blob.js'
import type { SafeStorage } from '../storage/storage.js'
import type { FlagDetails, FlagsClient, Properties } from '../types.js'
import { flagProperties } from '../wire/events.js'
import type { FlagsAnswer } from '../wire/flags.js'
import { toDetails } from './details.js'
import { createFlagState, type FlagMap, type FlagState, toMap } from './state.js'

export interface CachedFlags {
  /** Whose flags these are. */
  readonly owner: unknown
  readonly flags: readonly FlagDetails[]
  /** When they came. */
  readonly at: number
}

/** What changed: `person` is the same visitor under another id, `visitor` somebody else. */
export type IdentityChange = 'properties' | 'groups' | 'person' | 'visitor'

/**
 * What the delivery engine needs of the flags: it asks for them, makes something of the answer (`delivery/settleFlags.ts`) and
 * reports what was shown of them (`delivery/exposures.ts`).
 */
export interface FlagsContext {
  readonly state: Pick<FlagState, 'known' | 'update'>
  readonly cache: Blob<CachedFlags>
  readonly bootstrapped: FlagMap
  /** Somebody asked for flags, or they load by themselves. */
  isUsed: boolean
  /** The visitor to merge, until an answer took note. */
  previousId: string | undefined
  /** The last answer. */
  answer?: FlagsAnswer
  /** Why the last request gave none, in PostHog's words. */
  failure: string | undefined
  /** Whose flags these are. */
  readonly owner: () => unknown
  readonly isOld: (at?: number) => boolean
  /** The known flags, stale now or still. */
  readonly toStale: (error?: Error) => FlagMap
  /**
   * Why there is no answer: what is known of this visitor stays.
   * @param code what an exposure says of it, in PostHog's words.
   */
  readonly fail: (error: Error, status?: FlagDetails['status'], code?: string) => void
  /** Asks again, where a failure is nobody's but `onError`'s. Never rejects. */
  readonly refresh: () => Promise<void>
  /**
   * Asks again, if ever asked, because flags may depend on what changed. Resolves when the answer is in or failed.
   * @param previousId the anonymous visitor who became this person.
   */
  readonly onChange: (change: IdentityChange, previousId?: string) => Promise<void>
  readonly toDetails: typeof toDetails
  readonly toMap: typeof toMap
  readonly createBlob: typeof createBlob
}

/** The part of {@link FlagsClient} that nothing can be said of without the delivery engine. */
export type LateFlags = Pick<
  FlagsClient,
  | 'evaluate'
  | 'setPersonPropertiesForFlags'
  | 'resetPersonPropertiesForFlags'
  | 'setGroupPropertiesForFlags'
  | 'resetGroupPropertiesForFlags'
>

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
): Flags {
  const cache = createBlob<CachedFlags>(storage, 'flags', ({ flags }) => Array.isArray(flags))
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

  const toStale = (error?: Error): FlagMap =>
    toMap(
      [...state.known.flags.values()].map(flag =>
        error && flag.status !== 'stale' ? flag : { ...flag, status: 'stale', error },
      ),
    )

  async function load(isAsked?: boolean): Promise<void> {
    own.isUsed = true
    await (engine.current ?? (await engine.get())).flags.load(isAsked)
  }

  const refresh = (): Promise<void> => load().catch(emitter.report)

  async function onChange(change: IdentityChange, anonymousId?: string): Promise<void> {
    const isForeign = change === 'visitor'
    own.previousId = isForeign ? undefined : (anonymousId ?? own.previousId)
    if (isForeign || change === 'person') cache.remove()
    engine.current?.flags.restart()
    if (change !== 'properties') {
      const { flags, others } = state.known
      update({
        flags: isForeign && !own.isUsed ? new Map() : toStale(),
        others: { status: 'loading' },
        isForeign: isForeign || state.known.isForeign,
      })
      // Where nobody asks, what is known of this visitor is all there is; who reports exposures had to hear of the change.
      if (!own.isUsed && !isForeign) update({ flags, others })
    }
    if (own.isUsed) await refresh()
  }

  /** What is the engine's own. */
  const late =
    <TName extends keyof LateFlags>(name: TName): FlagsClient[TName] =>
    async (...args: unknown[]) =>
      ((await engine.get()).lateFlags[name] as (...args: unknown[]) => Promise<never>)(...args)

  const client = {
    reload: () => load(true),
    async ready(key) {
      if (!own.isUsed) void refresh()
      while ((key === undefined ? reader : reader.details(key)).status === 'loading') {
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
      const known = state.known.flags.get(key)
      // In the order of the calls, and as of now.
      const early = engine.current
        ? {}
        : { isEarly: true, distinctId: identity.current.distinctId, timestamp: new Date(now()) }
      engine.run(({ reportExposure }) => reportExposure(flag, known, early))
    },
    override(forced) {
      state.override(forced)
      told()
    },
    evaluate: late('evaluate'),
    setPersonPropertiesForFlags: late('setPersonPropertiesForFlags'),
    resetPersonPropertiesForFlags: late('resetPersonPropertiesForFlags'),
    setGroupPropertiesForFlags: late('setGroupPropertiesForFlags'),
    resetGroupPropertiesForFlags: late('resetGroupPropertiesForFlags'),
  } satisfies Partial<FlagsClient>

  const own: Flags = {
    client: Object.assign(reader, client),
    eventProperties() {
      const values = reader.all()
      if (propertiesOf !== values) eventProperties = flagProperties((propertiesOf = values))
      return eventProperties
    },
    state,
    cache,
    bootstrapped,
    isUsed: preloadFlags,
    previousId: undefined,
    failure: undefined,
    owner,
    isOld,
    toStale,
    fail(error, why = 'error', code = 'unknown_error') {
      if (!own.isUsed) return
      own.failure = code
      update({ flags: state.known.isForeign ? new Map() : toStale(error), others: { status: why, error } })
      told(error)
    },
    refresh,
    onChange,
    toDetails,
    toMap,
    createBlob,
  }
  return own
}
