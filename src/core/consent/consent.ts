import { createBlob } from '../storage/blob.js'
import type { SafeStorage } from '../storage/storage.js'
import { createStore, type WritableStore } from '../store.js'
import type { Consent } from '../types.js'

export interface StoredConsent {
  readonly status: Consent
}

export function isConsent({ status }: Partial<StoredConsent>): boolean {
  return status === 'granted' || status === 'denied'
}

/** Whether the browser sends "Do Not Track". */
export function refusesTracking(): boolean {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.doNotTrack === '1'
}

/** The visitor's decision, kept in storage. Until it is `granted`, storage holds nothing but the decision. */
export function createConsent(
  storage: SafeStorage,
  initial: Consent,
  threw: (error: unknown) => void,
): WritableStore<Consent> {
  const blob = createBlob<StoredConsent>(storage, 'consent', isConsent)
  const store = createStore(blob.read()?.status ?? initial, threw)
  storage.hold(store.getSnapshot() !== 'granted')
  return {
    ...store,
    set(status) {
      storage.hold(status !== 'granted')
      blob.write({ status })
      store.set(status)
    },
  }
}
