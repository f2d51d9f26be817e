import { memo, useLayoutEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import type { FlagPeer, StartFlagPeer } from '../flagPeers/peer.js'

/** What the run asks for. */
export interface FlagsScale {
  readonly components: number
  readonly flags: number
  readonly updates: number
}

/** Figures of one page. */
export interface FlagsResult {
  /** From the call to React until the last layout effect, ms: when the screen is right. */
  readonly mountMs: number
  /** The same until React and what the SDK does after commit (exposures, subscriptions) gave the main thread back. */
  readonly settledMs: number
  readonly mountRenders: number
  /** From the SDK's call until the last layout effect, of each update. */
  readonly updateMs: number[]
  readonly updateRenders: number[]
  /** What was wrong on the screen, if anything. */
  readonly wrong: string[]
}

declare global {
  interface Window {
    benchFlags: (scale: FlagsScale) => Promise<FlagsResult>
  }
}

const WARM_UP = 5

/** Puts a peer behind `window.benchFlags`. One measurement for each page: a second mount would find warm code. */
export function install(start: StartFlagPeer): void {
  window.benchFlags = async scale => measure(start, scale)
}

async function measure(start: StartFlagPeer, { components, flags, updates }: FlagsScale): Promise<FlagsResult> {
  const keys = Array.from({ length: flags }, (_, index) => `flag-${index}`)
  const peer = await start({ keys })
  await settle()
  const counter = { renders: 0, last: 0 }
  const Reader = createReader(peer, counter)
  const ids = Array.from({ length: components }, (_, index) => index)
  const container = document.createElement('main')
  document.body.append(container)
  const root = createRoot(container)
  const values: Record<string, boolean> = {}
  const wrong: string[] = []
  const check = (when: string) => {
    ids.forEach(id => {
      const key = keys[id % flags] as string
      const shown = container.children[id]?.textContent
      if (shown !== String(values[key] ?? false)) wrong.push(`${when}: ${key} shows ${String(shown)}`)
    })
  }

  const begun = performance.now()
  flushSync(() =>
    root.render(
      <peer.Provider>
        {ids.map(id => (
          <Reader key={id} flag={keys[id % flags] as string} />
        ))}
      </peer.Provider>,
    ),
  )
  // Renders that follow from effects belong to mounting; what is left to do after them delays a timer.
  await new Promise(resolve => setTimeout(resolve, 0))
  const settledMs = performance.now() - begun
  await settle()
  const mountMs = counter.last - begun
  const mountRenders = counter.renders
  check('mount')

  const updateMs: number[] = []
  const updateRenders: number[] = []
  for (let update = 0; update < WARM_UP + updates; update++) {
    const key = keys[(update * 7) % flags] as string
    values[key] = !values[key]
    counter.renders = 0
    const called = performance.now()
    peer.set(key, values[key])
    await settle()
    check(`update ${update}`)
    if (update < WARM_UP) continue
    updateMs.push(counter.last - called)
    updateRenders.push(counter.renders)
  }
  return { mountMs, settledMs, mountRenders, updateMs, updateRenders, wrong }
}

function createReader({ useFlag }: FlagPeer, counter: { renders: number; last: number }) {
  return memo(function Reader({ flag }: { readonly flag: string }) {
    const value = useFlag(flag)
    counter.renders += 1
    useLayoutEffect(() => {
      counter.last = performance.now()
    })
    return <span>{String(value)}</span>
  })
}

/** Two frames and a timer: whatever was asked for has been rendered. */
async function settle(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
  await new Promise(resolve => setTimeout(resolve, 10))
}
