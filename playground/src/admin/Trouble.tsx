import type { ReactNode } from 'react'

interface TroubleProps {
  readonly error: unknown
  /** What the visitor was about, before the error's own words. */
  readonly what: string
  readonly children?: ReactNode
}

/** A failure in one place of the page: what was tried, what came back, what can be done. */
export function Trouble({ error, what, children }: TroubleProps) {
  return (
    <div className="trouble" role="alert">
      <p>
        <strong>{what}</strong> {error instanceof Error ? error.message : 'Nothing more is known.'}
      </p>
      {children}
    </div>
  )
}
