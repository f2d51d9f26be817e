import { Fragment } from 'react'
import { createStore, useStore } from 'zustand'
import { toValues, type StartFlagPeer } from './peer.js'

/** The floor: a bare store and a selector, no evaluation, no exposure. */
export const start: StartFlagPeer = ({ keys }) => {
  const store = createStore<Record<string, boolean>>(() => toValues(keys))
  return {
    Provider: Fragment,
    useFlag: key => useStore(store, flags => flags[key]),
    set: (key, value) => store.setState({ [key]: value }),
  }
}
