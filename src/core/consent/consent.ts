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

/** Whether the browser sends "Do Not Track", by any of the names it has had. */
export function refusesTracking(): boolean {
  const { navigator, doNotTrack } = globalThis as { navigator?: Partial<Navigator>; doNotTrack?: string }
  return [navigator?.doNotTrack, doNotTrack].some(value => value === '1' || value === 'yes')
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
