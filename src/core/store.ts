import type { Store } from './types.js'

/** A {@link Store} that its owner can write. */
export interface WritableStore<TState> extends Store<TState> {
  /** Replaces the state and tells listeners; the same reference changes nothing. */
  readonly set: (state: TState) => void
}

/** Holds one immutable snapshot. A listener that throws stops neither the others nor the writer: `onThrow` is told. */
export function createStore<TState>(state: TState, onThrow: (error: unknown) => void): WritableStore<TState> {
  const listeners = new Set<() => void>()
  return {
    getSnapshot: () => state,
    subscribe: listener => addListener(listeners, listener),
    set(next) {
      if (Object.is(next, state)) return
      state = next
      callAll(listeners, undefined, onThrow)
    },
  }
}

/** Adds a listener and returns its undo. */
export function addListener<TListener>(listeners: Set<TListener>, listener: TListener): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Calls every listener that is there now; one that throws is told to `onThrow` and stops nothing. */
export function callAll<TPayload>(
  listeners: Iterable<(payload: TPayload) => void>,
  payload: TPayload,
  onThrow: (error: unknown) => void,
): void {
  for (const listener of Array.from(listeners)) {
    try {
      listener(payload)
    } catch (error) {
      onThrow(error)
    }
  }
}
