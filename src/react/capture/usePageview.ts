'use client'

import { useEffect, useRef } from 'react'
import type { HogkitClient, Properties } from '../../core/types.js'
import { useCompleteClient } from '../provider/useCompleteClient.js'

/**
 * Captures `$pageview` after the commit that shows a page, once for each value of `path`. For routers:
 *
 * ```tsx
 * usePageview(useLocation().pathname)
 * ```
 *
 * Properties are read when the page changes; changed properties alone capture nothing.
 */
export function usePageview(path: string, properties?: Properties): void {
  const client = useCompleteClient('usePageview')
  useOnceForEach(path, client, () => client.pageview(properties))
}

/** Captures `$screen` with this name after the commit that shows the screen, once for each name. */
export function useScreen(name: string, properties?: Properties): void {
  const client = useCompleteClient('useScreen')
  useOnceForEach(name, client, () => client.screen(name, properties))
}

/** The ref outlives the effects that StrictMode undoes and runs again, so that one page is one event there too. */
function useOnceForEach(value: string, client: HogkitClient, act: () => void): void {
  const last = useRef<{ value: string; client: HogkitClient }>(undefined)
  useEffect(() => {
    if (last.current?.value === value && last.current.client === client) return
    last.current = { value, client }
    act()
  })
}
