'use client'

import { useEffect } from 'react'
import { warnInDevelopment } from '../../react/provider/development.js'
import type { Attachment } from './attach.js'

/** Tells, in development, that a child gave no element to watch. */
export function useWarnOfNoElement(attachment: Attachment | undefined, owner: string): void {
  useEffect(() => {
    // Said here too, so that a production bundle lacks the words as well.
    if (process.env.NODE_ENV === 'production' || !attachment || attachment.wasGiven()) return
    warnInDevelopment(
      `The child of ${owner} gave no element, so its capture or exposure on view is not reported. Give it one child that takes a \`ref\` and passes it ` +
        'on to an element, or a function that puts the ref where it belongs.',
    )
  }, [attachment, owner])
}
