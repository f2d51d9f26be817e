import { GrowthBook, GrowthBookProvider, useFeatureIsOn } from '@growthbook/growthbook-react'
import type { StartFlagPeer } from './peer.js'

/** GrowthBook's React SDK with a payload of its own. */
export const start: StartFlagPeer = ({ keys }) => {
  const on: Record<string, boolean> = {}
  const payload = () => ({
    features: Object.fromEntries(keys.map(key => [key, { defaultValue: on[key] ?? false }])),
  })
  const growthbook = new GrowthBook({ attributes: { id: 'user-1' } }).initSync({ payload: payload() })
  return {
    Provider: ({ children }) => <GrowthBookProvider growthbook={growthbook}>{children}</GrowthBookProvider>,
    useFlag: key => useFeatureIsOn(key),
    set(key, value) {
      on[key] = value
      void growthbook.setPayload(payload())
    },
  }
}
