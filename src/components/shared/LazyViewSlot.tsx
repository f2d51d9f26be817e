'use client'

import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { warnOfLostExposures } from '../../react/provider/development.js'
import type { Attachment } from './attach.js'
import { useWarnOfNoElement } from './useWarnOfNoElement.js'
import type { ViewSlotProps } from './ViewSlot.js'

/**
 * {@link ViewSlot} for what a page may never use: the code that hands out the element is loaded after the first commit. Until then, and
 * should it not load, the child is drawn as it is: the same element before and after, so it keeps its state.
 */
export function LazyViewSlot({ viewRef, owner, children }: ViewSlotProps): ReactNode {
  const [attachment, setAttachment] = useState<Attachment>()
  useEffect(() => {
    import('./attach.js').then(({ createAttachment }) => setAttachment(createAttachment()), warnOfLostExposures)
  }, [])
  useWarnOfNoElement(attachment, owner)
  return attachment ? attachment.draw(viewRef, children) : children
}
