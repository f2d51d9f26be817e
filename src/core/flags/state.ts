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
}

/** What is known of flags, and who wants to hear of which. Knows nothing of requests. */
export interface FlagState {
  /** The reading half of the client. */
  readonly reader: Pick<
    FlagsClient,
    'get' | 'details' | 'payload' | 'all' | 'overrides' | 'serverDetails' | 'serverAll' | 'subscribe' | 'status'
  >
  /** What is known under an override. */
  readonly known: Knowledge
  /** Something else is known now. */
  readonly update: (change: Partial<Knowledge>) => void
  readonly override: FlagsClient['override']
}

const NONE = {}

/** @param serverFlags the bootstrapped flags: what the server rendered with. */
export function createFlagState(
  serverFlags: FlagMap,
  initial: Omit<Knowledge, 'isForeign'>,
  threw: (error: unknown) => void,
): FlagState {
  const serverValues = toValues(serverFlags)
  const server = new Map(serverFlags)
  let known: Knowledge = { ...initial, isForeign: false }
  let overrides: FlagsClient['overrides'] = NONE
  let forced: FlagMap = new Map()
  /** What is known, under the overrides. */
  let shown = known.flags
  let values = toValues(shown)
  /** What was given out, for every key that was read or known: a change is found by comparing. */
  const given = new Map(shown)
  /** By key; those of any flag have none. */
  const listeners = new Map<string | undefined, Set<() => void>>()

  const compute = (key: string): FlagDetails => shown.get(key) ?? toDetails(key, undefined, known.others)
  const details = (key: string): FlagDetails => remember(given, key, compute)

  /** Tells who reads a flag that is not what it was. */
  function update(change?: Partial<Knowledge>): void {
    known = { ...known, ...change }
    shown = forced.size ? new Map([...known.flags, ...forced]) : known.flags
    const next = toValues(shown)
    if (!isEqual(next, values)) values = next
    const changed = new Set<string | undefined>()
    for (const key of [...given.keys(), ...shown.keys()]) {
      const previous = given.get(key)
      const flag = reuseDetails(previous, compute(key))
      given.set(key, flag)
      if (flag !== previous) changed.add(key)
    }
    if (changed.size) changed.add(undefined)
    const due = [...changed].flatMap(key => [...(listeners.get(key) ?? [])])
    callAll(due, undefined, threw)
  }

  return {
    reader: {
      get: key => details(key).value,
      details,
      payload: key => details(key).payload,
      all: () => values,
      get overrides() {
        return overrides
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
        if (shown.size || status === 'missing') return 'ready'
        return error ? 'error' : 'loading'
      },
    },
    get known() {
      return known
    },
    update,
    override(next) {
      overrides = next ?? NONE
      forced = toMap(
        Object.entries(overrides).map(([key, override]) => {
          const { value, payload } = typeof override === 'object' ? override : { value: override }
          const flag = known.flags.get(key)
          return toDetails(key, value, {
            source: 'override',
            payload: payload ?? (flag?.value === value ? flag.payload : undefined),
          })
        }),
      )
      update()
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
