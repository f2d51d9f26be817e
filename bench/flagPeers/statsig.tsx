import { StatsigClient, StatsigProvider, useFeatureGate } from '@statsig/react-bindings'
import type { StartFlagPeer } from './peer.js'

/** Statsig's React bindings with values of its own, changed as its provider changes users: new data, then a synchronous update. */
export const start: StartFlagPeer = ({ keys }) => {
  const user = { userID: 'user-1' }
  const client = new StatsigClient('client-bench', user, {
    networkConfig: { preventAllNetworkTraffic: true },
  })
  const on: Record<string, boolean> = {}
  let time = Date.now()
  const load = () => {
    time += 1
    client.dataAdapter.setData(
      JSON.stringify({
        has_updates: true,
        user,
        time,
        hash_used: 'none',
        feature_gates: Object.fromEntries(
          keys.map(key => [key, { name: key, value: on[key] ?? false, rule_id: 'rule', secondary_exposures: [] }]),
        ),
        dynamic_configs: {},
        layer_configs: {},
      }),
    )
  }
  load()
  client.initializeSync()
  return {
    Provider: ({ children }) => <StatsigProvider client={client}>{children}</StatsigProvider>,
    useFlag: key => useFeatureGate(key).value,
    set(key, value) {
      on[key] = value
      load()
      client.updateUserSync(user)
    },
  }
}
