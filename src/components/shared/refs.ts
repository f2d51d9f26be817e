import type { ReactElement, Ref, RefCallback } from 'react'
import { version } from 'react'

/** A ref as an element may carry it. */
export type ElementRef = Ref<Element> | undefined

/** One ref callback for two. */
export interface MergedRef {
  readonly ref: (element: Element | null) => void
  /** Whether it was ever given an element. */
  readonly wasGiven: () => boolean
}

const refIsProp = Number.parseInt(version, 10) >= 19

/** The ref an element was made with. React 19 keeps it among the props and warns who looks where React 18 keeps it. */
export function getChildRef(child: ReactElement<Record<string, unknown>>): ElementRef {
  return (refIsProp ? child.props['ref'] : (child as { ref?: unknown }).ref) as ElementRef
}

/** The child's ref may be an object, a callback, or a callback that returns its cleanup as React 19 allows. */
export function mergeRefs(own: RefCallback<Element>, child: ElementRef): MergedRef {
  let given = false
  let cleanup: (() => void) | undefined

  function tellChild(element: Element | null): void {
    if (typeof child === 'object') {
      if (child) child.current = element
      return
    }
    const undo = cleanup
    cleanup = undefined
    if (element === null && undo) {
      undo()
      return
    }
    const result = child?.(element)
    if (typeof result === 'function') cleanup = result
  }

  return {
    ref(element) {
      given ||= element !== null
      own(element)
      tellChild(element)
    },
    wasGiven: () => given,
  }
}
