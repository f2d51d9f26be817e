import { InMemoryProvider, OpenFeature, OpenFeatureProvider, useBooleanFlagValue } from '@openfeature/react-sdk'
import type { StartFlagPeer } from './peer.js'

/** OpenFeature's React SDK on its in-memory provider, whose whole configuration is replaced to change a flag. */
export const start: StartFlagPeer = async ({ keys }) => {
  const on: Record<string, boolean> = {}
  const configuration = () =>
    Object.fromEntries(
      keys.map(key => [
        key,
        { variants: { on: true, off: false }, defaultVariant: on[key] ? 'on' : 'off', disabled: false },
      ]),
    )
  const provider = new InMemoryProvider(configuration())
  await OpenFeature.setProviderAndWait(provider)
  return {
    Provider: ({ children }) => <OpenFeatureProvider>{children}</OpenFeatureProvider>,
    useFlag: key => useBooleanFlagValue(key, false),
    set(key, value) {
      on[key] = value
      void provider.putConfiguration(configuration())
    },
  }
}
