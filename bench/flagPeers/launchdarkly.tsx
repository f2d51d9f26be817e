import { createClient, createLDReactProviderWithClient, useBoolVariation } from '@launchdarkly/react-sdk'
import { toValues, type StartFlagPeer } from './peer.js'

type Listener = (event: { readonly data: string }) => void

/** The stream of changes, from the page itself: the client behind it is the real one. */
class LocalEventSource {
  static readonly open = new Set<LocalEventSource>()
  readonly #listeners: [type: string, listener: Listener][] = []
  onopen?: () => void

  constructor() {
    LocalEventSource.open.add(this)
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.push([type, listener])
  }

  emit(type: string, data: unknown): void {
    for (const [own, listener] of this.#listeners) if (own === type) listener({ data: JSON.stringify(data) })
  }

  close(): void {
    LocalEventSource.open.delete(this)
  }
}

/** LaunchDarkly's React SDK 4, started from bootstrap data and changed by its stream. */
export const start: StartFlagPeer = async ({ keys }) => {
  Object.assign(globalThis, { EventSource: LocalEventSource })
  const client = createClient(
    'bench',
    { kind: 'user', key: 'user-1' },
    {
      sendEvents: false,
      fetchGoals: false,
      diagnosticOptOut: true,
      streaming: true,
    },
  )
  const bootstrap = {
    ...toValues(keys),
    $flagsState: Object.fromEntries(keys.map(key => [key, { version: 1, variation: 0 }])),
    $valid: true,
  }
  await client.start({ bootstrap })
  let version = 1
  return {
    Provider: createLDReactProviderWithClient(client),
    useFlag: key => useBoolVariation(key, false),
    set(key, value) {
      version += 1
      for (const stream of LocalEventSource.open) {
        stream.emit('patch', {
          key,
          version,
          flagVersion: version,
          value,
          variation: Number(value),
          trackEvents: false,
        })
      }
    },
  }
}
