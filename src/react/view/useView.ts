'use client'

import { useEffect, useState, type RefCallback } from 'react'
import { createViewing } from './createViewing.js'
import type { CaptureOnViewOptions } from './useCaptureOnView.js'

/** Tells when an element is seen: what {@link useCaptureOnView} makes an event of. Gives the ref callback for it, always the same one. */
export function useView(
  onSeen: () => void,
  { threshold = 0.5, dwellMs = 0, once = true, rootMargin = '0px', enabled = true }: CaptureOnViewOptions,
): RefCallback<Element> {
  const [viewing] = useState(createViewing)

  useEffect(() => {
    viewing.update({
      threshold: Number.isNaN(threshold) ? 0.5 : Math.min(Math.max(threshold, 0), 1),
      dwellMs,
      once,
      rootMargin,
      enabled,
      onSeen,
    })
  })
  // React detaches the ref as well, but not of an element that somebody keeps beyond it, such as a portal's own root.
  useEffect(() => () => viewing.stop(), [viewing])
  return viewing.ref
}
