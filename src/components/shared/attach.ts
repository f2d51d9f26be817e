import type { ReactNode, RefCallback } from 'react'
import { cloneElement, isValidElement } from 'react'
import { type ElementRef, getChildRef, mergeRefs, type MergedRef } from './refs.js'

/** Draws one child over and over, with a ref of ours beside its own. */
export interface Attachment {
  readonly draw: (viewRef: RefCallback<Element>, child: ReactNode) => ReactNode
  /** Whether the child ever gave an element. */
  readonly wasGiven: () => boolean
}

export function createAttachment(): Attachment {
  let own: RefCallback<Element> | undefined
  let childs: ElementRef
  let merged: MergedRef | undefined
  return {
    draw(viewRef, child) {
      if (!isValidElement<Record<string, unknown>>(child)) return child
      const childRef = getChildRef(child)
      // The same function as long as both are: React takes a ref that is another one away and gives it anew.
      if (!merged || own !== viewRef || childs !== childRef) merged = mergeRefs(viewRef, childRef)
      own = viewRef
      childs = childRef
      return cloneElement(child, { ref: merged.ref })
    },
    wasGiven: () => merged?.wasGiven() ?? false,
  }
}
