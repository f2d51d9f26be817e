'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef, useId } from 'react'
import type { StyledProps, ViewStateProps } from '../shared/root.js'
import { rootProps } from '../shared/root.js'

/** Every text of {@link ConsentBannerView}. */
export interface ConsentBannerLabels {
  readonly title: string
  readonly text: string
  readonly accept: string
  readonly decline: string
}

export const defaultConsentBannerLabels: ConsentBannerLabels = {
  title: 'May we measure how you use this site?',
  text: 'It shows us what works and what does not. If you decline, nothing is recorded.',
  accept: 'Accept',
  decline: 'Decline',
}

/** How the banner looks: what the connected and the pure form share. */
export interface ConsentBannerOptions extends StyledProps {
  /** `fixed` (default): at the lower edge of the window. `inline`: where it stands in the page. */
  placement?: 'fixed' | 'inline' | undefined
  /** Level of the title. Default 2. */
  headingLevel?: 2 | 3 | 4 | 5 | undefined
  /** Replaces any visible text. */
  labels?: Partial<ConsentBannerLabels> | undefined
}

/** Props of {@link ConsentBannerView}; whatever a `section` takes is passed on to the root. */
export interface ConsentBannerViewProps
  extends ConsentBannerOptions, Omit<ComponentPropsWithoutRef<'section'>, 'children' | 'className' | 'style'> {
  onAccept: () => void
  onDecline: () => void
  /** Below the text: a link to your privacy policy. */
  children?: ReactNode
}

const view: ViewStateProps = { state: 'ready', refreshing: false }

/**
 * Asks whether measuring is fine, from props alone. Both answers weigh the same, and the focus stays where it is.
 *
 * Its root carries `data-slot="consent-banner"` and `data-placement="fixed|inline"`.
 */
export const ConsentBannerView = forwardRef<HTMLElement, ConsentBannerViewProps>(
  function ConsentBannerView(props, ref) {
    const { onAccept, onDecline, children, placement = 'fixed', headingLevel = 2, labels: ownLabels, ...root } = props
    const { className, style, ...rest } = root
    const titleId = useId()
    const textId = useId()
    const labels = { ...defaultConsentBannerLabels, ...ownLabels }
    const Heading = `h${headingLevel}` as const
    return (
      <section
        aria-labelledby={rest['aria-label'] === undefined ? titleId : undefined}
        aria-describedby={textId}
        {...rest}
        {...rootProps({ slot: 'consent-banner', view, className, style })}
        ref={ref}
        data-placement={placement}
      >
        <div className="hogkit-consent-body">
          <Heading id={titleId} className="hogkit-consent-title">
            {labels.title}
          </Heading>
          <p id={textId} className="hogkit-consent-text">
            {labels.text}
          </p>
          {children}
        </div>
        <div className="hogkit-consent-actions">
          <button type="button" className="hogkit-button" data-slot="decline" onClick={() => onDecline()}>
            {labels.decline}
          </button>
          <button type="button" className="hogkit-button" data-slot="accept" onClick={() => onAccept()}>
            {labels.accept}
          </button>
        </div>
      </section>
    )
  },
)
