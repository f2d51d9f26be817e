'use client'

import type { ReactNode, RefCallback } from 'react'
import { cloneElement, isValidElement, useEffect, useMemo } from 'react'
import { warnInDevelopment } from '../../react/provider/development.js'
import { getChildRef, mergeRefs } from './refs.js'

interface ViewSlotProps {
  /** Gets the child's element, beside the child's own ref. */
  readonly viewRef: RefCallback<Element>
  /** Said in development when there is no element to see. */
  readonly warning: string
  readonly children: ReactNode
}

/** Hands out the element of its one child without an element around it. */
export function ViewSlot({ viewRef, warning, children }: ViewSlotProps): ReactNode {
  const isElement = isValidElement<Record<string, unknown>>(children)
  const childRef = isElement ? getChildRef(children) : undefined
  const { ref, wasGiven } = useMemo(() => mergeRefs(viewRef, childRef), [viewRef, childRef])

  useEffect(() => {
    if (!wasGiven()) warnInDevelopment(warning)
  }, [wasGiven, warning])

  return isElement ? cloneElement(children, { ref }) : children
}
