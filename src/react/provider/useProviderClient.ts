'use client'

import { useEffect, useRef, useState } from 'react'
import type { ClientOptions, HogkitClient } from '../../core/types.js'
import { warnInDevelopment } from './development.js'
import { createOwnClient, type OwnClient } from './ownClient.js'

/** The client given to the provider, or one of its own: made once, started after commit, shut down after unmount. */
export function useProviderClient(given: HogkitClient | undefined, options: ClientOptions): HogkitClient {
  const [made, setMade] = useState(() => (given ? undefined : createOwnClient(options)))
  let own = made
  if (!given && !own) setMade((own = createOwnClient(options)))

  useEffect(() => {
    if (given || !own) return undefined
    // <Activity> undoes effects when it hides a tree and runs them again when it shows it: the old client is shut down.
    if (own.closed) {
      // oxlint-disable-next-line react/set-state-in-effect -- only the effect that runs again can tell
      setMade(own.renew())
      return undefined
    }
    return own.start()
  }, [given, own])

  // oxlint-disable-next-line react/rules-of-hooks -- the condition is the same for the whole life of a bundle
  if (process.env.NODE_ENV !== 'production') useWarnOfChangedOptions(given ? undefined : options)
  return given ?? (own as OwnClient).client
}

/** Objects and functions are left out: written inline, they differ on every render and mean the same. */
function plainOptions(options: ClientOptions): Map<string, unknown> {
  return new Map(
    Object.entries(options).filter(([, value]) => typeof value !== 'object' && typeof value !== 'function'),
  )
}

function useWarnOfChangedOptions(options: ClientOptions | undefined): void {
  const first = useRef<Map<string, unknown>>(undefined)
  useEffect(() => {
    if (!options) return
    const current = plainOptions(options)
    const before = (first.current ??= current)
    const changed = [...new Set([...before.keys(), ...current.keys()])].filter(
      name => before.get(name) !== current.get(name),
    )
    if (changed.length === 0) return
    first.current = current
    warnInDevelopment(
      `<HogkitProvider> got another ${changed.join(', ')} after its client was made. A client reads its options once, ` +
        `so the change has no effect. Give the provider a \`key\` that changes with the option to start a new client, ` +
        `or make clients yourself with createClient() and pass \`client\`.`,
    )
  })
}
