'use client'

import type { ReactNode, RefCallback } from 'react'
import { cloneElement, isValidElement, useEffect, useMemo } from 'react'
import { warnInDevelopment } from '../../react/provider/development.js'
import { getChildRef, mergeRefs } from './refs.js'

interface ViewSlotProps {
  /** Gets the child's element, beside the child's own ref. */
  readonly viewRef: RefCallback<Element>
  /** Who is told, in development, when there is no element to see: `<CaptureOnView>`. */
  readonly owner: string
  readonly children: ReactNode
}

/** Hands out the element of its one child without an element around it. */
export function ViewSlot({ viewRef, owner, children }: ViewSlotProps): ReactNode {
  const isElement = isValidElement<Record<string, unknown>>(children)
  const childRef = isElement ? getChildRef(children) : undefined
  const { ref, wasGiven } = useMemo(() => mergeRefs(viewRef, childRef), [viewRef, childRef])

  useEffect(() => {
    // Said here too, so that a production bundle lacks the words as well.
    if (process.env.NODE_ENV === 'production' || wasGiven()) return
    warnInDevelopment(
      `The child of ${owner} gave no element, so its capture or exposure on view is not reported. Give it one child that takes a \`ref\` and passes it ` +
        'on to an element, or a function that puts the ref where it belongs.',
    )
  }, [wasGiven, owner])

  return isElement ? cloneElement(children, { ref }) : children
}
