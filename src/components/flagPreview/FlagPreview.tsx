'use client'

import type { ComponentPropsWithoutRef, ForwardedRef, ReactElement, ReactNode, RefAttributes } from 'react'
import { forwardRef, useContext, useMemo } from 'react'
import type { FlagKey, FlagOverride, FlagPayloadOf, FlagValue, FlagValueOf } from '../../core/types.js'
import { HogkitContext } from '../../react/provider/context.js'
import { HogkitProvider } from '../../react/provider/HogkitProvider.js'
import { rootProps, type StyledProps } from '../shared/root.js'
import { createPreviewClient, type Previewed, type ValuelessStatus } from './previewClient.js'

/** Every text of {@link FlagPreview}. */
export interface FlagPreviewLabels {
  /** The name of a value: a variant's key, `on` or `off`. */
  readonly value: (value: FlagValue) => string
  /** The name of a situation without a value. */
  readonly status: (status: ValuelessStatus) => string
}

const defaultLabels: FlagPreviewLabels = {
  value: value => (typeof value === 'string' ? value : value ? 'on' : 'off'),
  status: status => status,
}

/** Payloads as PostHog keeps them: by variant, or by `true` for a flag without variants. */
export type FlagPreviewPayloads<TKey extends FlagKey> = {
  readonly [TName in `${Exclude<FlagValueOf<TKey>, false>}`]?: FlagPayloadOf<TKey>
}

/** Props of {@link FlagPreview}; whatever a `div` takes is passed on to the root. */
export interface FlagPreviewProps<TKey extends FlagKey = FlagKey>
  extends StyledProps, Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'className' | 'style'> {
  /** The flag's key. */
  flag: TKey
  /** The values to show, one beside the other. Default: off and on. */
  values?: readonly FlagValueOf<TKey>[] | undefined
  /** Situations without a value to show as well: `['loading', 'error']`. Default: none. */
  statuses?: readonly ValuelessStatus[] | undefined
  payloads?: FlagPreviewPayloads<TKey> | undefined
  /** Other flags that hold in every one of them. */
  flags?: Readonly<Record<string, FlagOverride>> | undefined
  /** Replaces any visible text. */
  labels?: Partial<FlagPreviewLabels> | undefined
  /** What reads the flag. It is rendered once for each value. */
  children?: ReactNode
}

const OFF_AND_ON = [false, true]

/**
 * Shows the same content under every value of a flag, each with a caption: for Storybook and design reviews. Each has a client of its
 * own that asks and sends nothing; the query hooks keep those of the provider above, if there is one.
 *
 * ```tsx
 * <FlagPreview flag="checkout" values={['control', 'one-page', false]} statuses={['loading']}>
 *   <Checkout />
 * </FlagPreview>
 * ```
 *
 * Its root carries `data-slot="flag-preview"`.
 */
export const FlagPreview = forwardRef(function FlagPreview<TKey extends FlagKey>(
  props: FlagPreviewProps<TKey>,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { flag, values, statuses = [], payloads, flags, labels: ownLabels, children, className, style, ...rest } = props
  const labels = { ...defaultLabels, ...ownLabels }
  const payloadOf: Readonly<Record<string, FlagPayloadOf<TKey> | undefined>> = payloads ?? {}
  const shown: readonly FlagValue[] = values ?? OFF_AND_ON
  const view = { state: shown.length + statuses.length ? 'ready' : 'empty', refreshing: false } as const
  return (
    <div {...rest} {...rootProps({ slot: 'flag-preview', view, className, style })} ref={ref}>
      {shown.map(value => {
        const payload = payloadOf[String(value)]
        const override = { value, ...(payload !== undefined && { payload }) } as FlagOverride
        return (
          <Frame
            key={`value ${value}`}
            flag={flag}
            previewed={{ override }}
            others={flags}
            caption={labels.value(value)}
          >
            {children}
          </Frame>
        )
      })}
      {statuses.map(status => (
        <Frame
          key={`status ${status}`}
          flag={flag}
          previewed={{ status }}
          others={flags}
          caption={labels.status(status)}
        >
          {children}
        </Frame>
      ))}
    </div>
  )
}) as <TKey extends FlagKey>(props: FlagPreviewProps<TKey> & RefAttributes<HTMLDivElement>) => ReactElement

interface FrameProps {
  readonly flag: string
  readonly previewed: Previewed
  readonly others: Readonly<Record<string, FlagOverride>> | undefined
  readonly caption: string
  readonly children: ReactNode
}

function Frame({ flag, previewed, others = {}, caption, children }: FrameProps): ReactNode {
  const above = useContext(HogkitContext)
  // As text, because objects written inline are new on every render and mean the same.
  const situation = JSON.stringify([previewed, others])
  const client = useMemo(() => {
    const [shown, rest] = JSON.parse(situation) as [Previewed, Readonly<Record<string, FlagOverride>>]
    return createPreviewClient(flag, shown, rest)
  }, [flag, situation])
  const api = above?.api ? { api: above.api } : { apiBase: above?.apiBase }
  return (
    <figure className="hogkit-flag-preview-frame">
      <figcaption className="hogkit-flag-preview-caption">
        <code>{flag}</code> {caption}
      </figcaption>
      <div className="hogkit-flag-preview-content">
        <HogkitProvider client={client} queryClient={above?.queryClient} {...api}>
          {children}
        </HogkitProvider>
      </div>
    </figure>
  )
}
