'use client'

import { useEffect } from 'react'
import type { FlagValue, HogkitClient } from '../../core/types.js'
import { warnOfLostExposures } from '../provider/development.js'

/**
 * When reading a flag tells PostHog that this person was shown its value (`$feature_flag_called`), once for each identity, flag
 * and value.
 * - `commit` (default): after the render with that value reached the screen
 * - `visible`: once half of the element that shows it has been in view, for what lies below the fold
 * - `manual`: never by itself; call `client.flags.reportExposure(key)`
 */
export type Exposure = 'commit' | 'visible' | 'manual'

/** When to report exposure; `visible` needs to know of which element. */
export type ExposureOptions =
  | { readonly exposure?: Exclude<Exposure, 'visible'> | undefined; readonly element?: undefined }
  | {
      readonly exposure: 'visible'
      /** The element now: `const [element, ref] = useState<Element | null>(null)`, and `ref={ref}` where it is drawn. */
      readonly element: Element | null
    }

const nothing = (): void => {}

/**
 * Reports a flag's exposure after commit. Only the value on the screen is reported: while the client already holds
 * another one (a cached value right after hydration, an update React has yet to render), the commit to come reports it.
 * Stays subscribed because the same value is a new exposure once the identity changed, which renders nothing.
 */
export function useExposure(
  client: HogkitClient,
  key: string,
  shown: FlagValue | undefined,
  { exposure = 'commit', element }: ExposureOptions,
): void {
  useEffect(() => {
    if (exposure === 'manual') return undefined
    let undo = nothing
    const report = () => {
      if (client.flags.get(key) === shown) client.flags.reportExposure(key)
    }
    const start = () => {
      report()
      undo = client.flags.subscribe(report, key)
    }
    if (exposure === 'commit') start()
    else if (element) undo = whenSeen(element, start)
    return () => undo()
  }, [client, key, shown, exposure, element])
}

/** What watches elements is downloaded by whoever watches one. */
function whenSeen(element: Element, onSeen: () => void): () => void {
  let isOver = false
  let stop = nothing
  import('../view/seeOnce.js').then(({ seeOnce }) => {
    if (!isOver) stop = seeOnce(element, onSeen)
  }, warnOfLostExposures)
  return () => {
    isOver = true
    stop()
  }
}
