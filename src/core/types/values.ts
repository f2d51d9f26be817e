/** What everything else is made of. */

/** Any value that survives `JSON.stringify` unchanged. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue | undefined }

/** Properties of an event, a person or a group. Values that JSON cannot carry are dropped or made text before sending. */
export type Properties = Record<string, unknown>

/** `{ company: 'acme' }`: group type to group key. https://posthog.com/docs/product-analytics/group-analytics */
export type Groups = Record<string, string>

/** A store as `useSyncExternalStore` wants it: subscribing returns its own undo, snapshots are immutable. */
export interface Store<TState> {
  getSnapshot(): TState
  subscribe(listener: () => void): () => void
}
