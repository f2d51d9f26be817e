import { isEqual } from '../equal.js'
import { addListener, callAll } from '../store.js'
import type { FlagDetails, FlagsClient, FlagValue } from '../types.js'
import { reuseDetails, toDetails } from './details.js'

type Values = Readonly<Record<string, FlagValue>>

export type FlagMap = ReadonlyMap<string, FlagDetails>

/** What is known of the flags of one identity. Immutable. */
export interface Knowledge {
  readonly flags: FlagMap
  /** What is to be said of every other flag. */
  readonly others: Partial<FlagDetails>
  /** The flags are of another visitor: they go unless this one's come. */
  readonly isForeign: boolean
  /** When a server said so, ms since 1970. */
  readonly updatedAt: number | undefined
}

/** What is known of flags, and who wants to hear of which. Knows nothing of requests. */
export interface FlagState {
  /** The reading half of the client. */
  readonly reader: Pick<
    FlagsClient,
    | 'get'
    | 'details'
    | 'payload'
    | 'all'
    | 'overrides'
    | 'serverDetails'
    | 'serverAll'
    | 'subscribe'
    | 'status'
    | 'updatedAt'
  >
  /** What is known under an override. */
  readonly known: Knowledge
  /** Something else is known now. */
  readonly update: (change: Partial<Knowledge>) => void
  readonly override: FlagsClient['override']
}

/** @param serverFlags the bootstrapped flags: what the server rendered with. */
export function createFlagState(
  serverFlags: FlagMap,
  initial: Omit<Knowledge, 'isForeign'>,
  threw: (error: unknown) => void,
): FlagState {
  const serverValues = toValues(serverFlags)
  const server = new Map(serverFlags)
  let known: Knowledge = { ...initial, isForeign: false }
  let overrides: FlagsClient['overrides'] = {}
  let forced: FlagMap = new Map()
  let values = toValues(known.flags)
  /** The values are to be looked at anew, by whoever asks for all of them. */
  let isDirty = false
  /** What was given out, for every key that was read or known: a change is found by comparing. */
  const given = new Map(known.flags)
  /** By key; those of any flag have none. */
  const listeners = new Map<string | undefined, Set<() => void>>()

  /** What is known, under the overrides. */
  const compute = (key: string): FlagDetails =>
    forced.get(key) ?? known.flags.get(key) ?? toDetails(key, undefined, known.others)
  const details = (key: string): FlagDetails => remember(given, key, compute)

  /** Tells who reads one of these flags that is not what it was. */
  function tell(keys: Iterable<string>): void {
    const due: (() => void)[] = []
    let isChanged = false
    isDirty = true
    for (const key of keys) {
      const previous = given.get(key)
      const flag = reuseDetails(previous, compute(key))
      if (flag === previous) continue
      given.set(key, flag)
      due.push(...(listeners.get(key) ?? []))
      isChanged = true
    }
    callAll(isChanged ? [...due, ...(listeners.get(undefined) ?? [])] : due, undefined, threw)
  }

  return {
    reader: {
      get: key => details(key).value,
      details,
      payload: key => details(key).payload,
      all() {
        const next = isDirty ? toValues(new Map([...known.flags, ...forced])) : values
        isDirty = false
        if (!isEqual(next, values)) values = next
        return values
      },
      get overrides() {
        return overrides
      },
      get updatedAt() {
        return known.updatedAt
      },
      // The bootstrapped flag, or one that is loading; the same reference for ever.
      serverDetails: key => remember(server, key, () => toDetails(key, undefined, { status: 'loading' })),
      serverAll: () => serverValues,
      subscribe(listener, key) {
        // A flag that is known here already is told only when it changes.
        if (key !== undefined) details(key)
        return addListener(
          remember(listeners, key, () => new Set()),
          listener,
        )
      },
      get status() {
        const { status, error } = known.others
        if (known.flags.size || forced.size || status === 'missing') return 'ready'
        return error ? 'error' : 'loading'
      },
    },
    get known() {
      return known
    },
    update(change) {
      known = { ...known, ...change }
      tell(new Set([...given.keys(), ...known.flags.keys()]))
    },
    override(next) {
      const before = forced
      // A copy: what the caller changes in it later is another override.
      overrides = { ...next }
      forced = toMap(
        Object.entries(overrides).map(([key, override]) => {
          const { value, payload: own } = typeof override === 'object' ? override : { value: override }
          const flag = known.flags.get(key)
          const payload = own ?? (flag?.value === value ? flag.payload : undefined)
          const same = before.get(key)
          return same?.value === value && same.payload === payload
            ? same
            : toDetails(key, value, { source: 'override', payload })
        }),
      )
      tell(new Set([...before.keys(), ...forced.keys()]))
    },
  }
}

/** What the map has for the key, made first where it has nothing. */
function remember<TKey, TValue>(map: Map<TKey, TValue>, key: TKey, make: (key: TKey) => TValue): TValue {
  const value = map.get(key) ?? make(key)
  map.set(key, value)
  return value
}

/** The flags by key. */
export function toMap(flags: readonly FlagDetails[]): FlagMap {
  return new Map(flags.map(flag => [flag.key, flag]))
}

function toValues(flags: FlagMap): Values {
  return Object.fromEntries([...flags].flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])))
}
