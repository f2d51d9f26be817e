'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef } from 'react'
import { useConsent } from '../../react/consent/useConsent.js'
import { useHydrated } from '../shared/useHydrated.js'
import { ConsentBannerView, type ConsentBannerOptions } from './ConsentBannerView.js'

/** What a render function of {@link ConsentBanner} gets. */
export interface ConsentBannerActions {
  readonly accept: () => void
  readonly decline: () => void
}

/** Props of {@link ConsentBanner}; whatever a `section` takes is passed on to the root. */
export interface ConsentBannerProps
  extends ConsentBannerOptions, Omit<ComponentPropsWithoutRef<'section'>, 'children' | 'className' | 'style'> {
  /** Runs after the decision is in force, to keep it elsewhere too. */
  onDecision?: ((decision: 'granted' | 'denied') => void) | undefined
  /** Declining also forgets the visitor's identity and what waits to be sent. Default `false`. */
  clearOnDecline?: boolean | undefined
  /** Content below the text, such as a link to your privacy policy; or a function that draws a banner of your own. */
  children?: ReactNode | ((actions: ConsentBannerActions) => ReactNode)
}

/**
 * Asks whether measuring is fine as long as the visitor has not decided, and is gone once they have. Events captured
 * meanwhile wait in memory: they are sent on yes and dropped on no.
 *
 * ```tsx
 * <HogkitProvider projectToken="phc_…" consent="pending">
 *   <App />
 *   <ConsentBanner><a href="/privacy">Privacy policy</a></ConsentBanner>
 * </HogkitProvider>
 * ```
 *
 * Only the browser remembers the decision, so a server renders nothing and the banner comes right after hydration.
 * `useConsent` reads and changes the decision anywhere else. https://posthog.com/docs/privacy/data-collection
 */
export const ConsentBanner = forwardRef<HTMLElement, ConsentBannerProps>(function ConsentBanner(props, ref) {
  const { onDecision, clearOnDecline = false, children, ...view } = props
  const { status, grant, deny } = useConsent()
  const hydrated = useHydrated()
  if (!hydrated || status !== 'pending') return null

  const accept = () => {
    grant()
    onDecision?.('granted')
  }
  const decline = () => {
    deny({ clear: clearOnDecline })
    onDecision?.('denied')
  }
  if (typeof children === 'function') return children({ accept, decline })
  return (
    <ConsentBannerView {...view} ref={ref} onAccept={accept} onDecline={decline}>
      {children}
    </ConsentBannerView>
  )
})
