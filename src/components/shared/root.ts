import type { CSSProperties } from 'react'

/** What every component shows of itself as `data-state`. */
export type ViewState = 'loading' | 'empty' | 'error' | 'ready'

/** What `className` and `style` functions get. */
export interface ViewStateProps {
  /** The same value as `data-state`. */
  readonly state: ViewState
  /** Newer data is on its way while older data is shown; the same as `data-refreshing`. */
  readonly refreshing: boolean
}

/** A value, or a function of the component's state that gives it. */
export type ByState<TValue> = TValue | ((state: ViewStateProps) => TValue)

/** `className` and `style` of a component's root: a value or a function of its state. */
export interface StyledProps {
  className?: ByState<string | undefined> | undefined
  style?: ByState<CSSProperties | undefined> | undefined
}

interface RootOptions extends StyledProps {
  /** `query-table`: gives `data-slot`, and with the prefix the class name. */
  readonly slot: string
  readonly view: ViewStateProps
}

/** The props that every root carries: class names, style and the public `data-*` attributes. */
export function rootProps({ slot, view, className, style }: RootOptions) {
  return {
    className: joinClasses('hogkit-root', `hogkit-${slot}`, fromState(className, view)),
    style: fromState(style, view),
    'data-slot': slot,
    'data-state': view.state,
    'data-refreshing': view.refreshing ? '' : undefined,
  }
}

/** Joins class names and leaves out what is empty. */
export function joinClasses(...names: readonly (string | undefined | false)[]): string {
  return names.filter(Boolean).join(' ')
}

function fromState<TValue>(value: ByState<TValue>, view: ViewStateProps): TValue {
  return typeof value === 'function' ? (value as (state: ViewStateProps) => TValue)(view) : value
}
