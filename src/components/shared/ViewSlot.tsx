'use client'

import type { ReactNode, RefCallback } from 'react'
import { useState } from 'react'
import { createAttachment } from './attach.js'
import { useWarnOfNoElement } from './useWarnOfNoElement.js'

export interface ViewSlotProps {
  /** Gets the child's element, beside the child's own ref. */
  readonly viewRef: RefCallback<Element>
  /** Who is told, in development, when there is no element to see: `<CaptureOnView>`. */
  readonly owner: string
  readonly children: ReactNode
}

/** Hands out the element of its one child without an element around it. */
export function ViewSlot({ viewRef, owner, children }: ViewSlotProps): ReactNode {
  const [attachment] = useState(createAttachment)
  useWarnOfNoElement(attachment, owner)
  return attachment.draw(viewRef, children)
}
