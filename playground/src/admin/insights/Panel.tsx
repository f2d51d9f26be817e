import { useId } from 'react'
import type { ReactNode } from 'react'
import { Trouble } from '../Trouble.js'

interface PanelProps {
  readonly title: string
  /** What the numbers are about. */
  readonly about?: string | undefined
  readonly tools?: ReactNode
  readonly result: { readonly error: Error | null; readonly isPending: boolean; readonly refetch: () => unknown }
  readonly isEmpty: boolean
  readonly children: ReactNode
}

/** One insight with its title, and in place of its numbers why there are none. */
export function Panel({ title, about, tools, result, isEmpty, children }: PanelProps) {
  const id = useId()
  const { error, isPending, refetch } = result
  return (
    <section className="insight" aria-labelledby={id} aria-busy={isPending}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {tools}
      </div>
      {about !== undefined && <p className="note">{about}</p>}
      {error ? (
        <Trouble what="This could not be computed." error={error}>
          <button type="button" className="button" onClick={() => void refetch()}>
            Try again
          </button>
        </Trouble>
      ) : isPending ? (
        <p className="note">Computing…</p>
      ) : isEmpty ? (
        <p className="empty">Nothing happened in this time.</p>
      ) : (
        children
      )}
    </section>
  )
}
