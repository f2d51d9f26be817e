'use client'

import { Children, type ComponentPropsWithoutRef, type ReactNode, useRef } from 'react'
import type { FlagKey, FlagPayloadOf, FlagValueOf } from '../core/types.js'
import { useFeatureFlagPayload, useFeatureFlagVariantKey, usePostHog } from './hooks.js'
import { type ObserverOptions, Tracker } from './Tracker.js'

/** Props of {@link PostHogFeature}; whatever a `div` takes goes to the one around each child. */
export interface PostHogFeatureProps<TKey extends FlagKey = FlagKey> extends Omit<
  ComponentPropsWithoutRef<'div'>,
  'children'
> {
  readonly flag: TKey
  /** The value that shows the children. Default: any that is on. */
  readonly match?: FlagValueOf<TKey> | undefined
  readonly children?: ReactNode | ((payload: FlagPayloadOf<TKey> | undefined) => ReactNode)
  /** Shown in every other case, also while the flag is unknown. */
  readonly fallback?: ReactNode
  /** Captures `$feature_view` once, when a child is seen. Default `true`. */
  readonly trackView?: boolean | undefined
  /** Captures `$feature_interaction` once, when a child is clicked. Default `true`. */
  readonly trackInteraction?: boolean | undefined
  readonly visibilityObserverOptions?: ObserverOptions | undefined
}

/**
 * `PostHogFeature` of @posthog/react, with one difference: without `match` it shows its children only while the flag is on. (There, a
 * flag that is `false` shows them too.) `FlagGate` of `hogkit/components` does without the `div`s.
 */
export function PostHogFeature<TKey extends FlagKey>(props: PostHogFeatureProps<TKey>): ReactNode {
  const {
    flag,
    match,
    children,
    fallback,
    trackView = true,
    trackInteraction = true,
    visibilityObserverOptions,
    ...rest
  } = props
  const variant = useFeatureFlagVariantKey(flag)
  const payload = useFeatureFlagPayload(flag)
  const posthog = usePostHog()
  const isReported = useRef({ $feature_view: false, $feature_interaction: false })

  if (match === undefined ? !variant : variant !== match) return <>{fallback}</>

  const report = (event: '$feature_view' | '$feature_interaction') => {
    if (isReported.current[event]) return
    isReported.current[event] = true
    posthog.capture(
      event,
      { feature_flag: flag, ...(typeof variant === 'string' && { feature_flag_variant: variant }) },
      { $set: { [`${event}/${flag}`]: variant ?? true } },
    )
  }
  return Children.map(typeof children === 'function' ? children(payload) : children, child => (
    <Tracker
      {...rest}
      isTracked={trackView}
      onSeen={() => report('$feature_view')}
      onPressed={trackInteraction ? () => report('$feature_interaction') : undefined}
      options={visibilityObserverOptions}
    >
      {child}
    </Tracker>
  ))
}
