'use client'

import type { CSSProperties, ReactNode } from 'react'

// Inline, so that components read well without the stylesheet too.
const hidden: CSSProperties = {
  position: 'absolute',
  inlineSize: 1,
  blockSize: 1,
  margin: -1,
  padding: 0,
  border: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}

/** Text for screen readers only. */
export function SrOnly({ children }: { readonly children: ReactNode }) {
  return <span style={hidden}>{children}</span>
}
