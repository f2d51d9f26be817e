'use client'

import { describeError } from './describeError.js'

/** Texts of an error view. */
export interface ErrorLabels {
  readonly errorTitle: string
  /** Shown when the error brings no message of its own. */
  readonly errorUnknown: string
  readonly errorPosition: (line: number, column: number) => string
  readonly retry: string
}

export const defaultErrorLabels: ErrorLabels = {
  errorTitle: 'Could not load this',
  errorUnknown: 'Something went wrong, and the error says nothing more.',
  errorPosition: (line, column) => `Line ${line}, column ${column}`,
  retry: 'Try again',
}

interface ErrorNoticeProps {
  readonly error: unknown
  readonly labels: ErrorLabels
  readonly onRetry: (() => void) | undefined
  /** A retry is under way: the button stays in place, so that focus does too. */
  readonly busy?: boolean
}

/** Says what went wrong and where, and offers to try again. */
export function ErrorNotice({ error, labels, onRetry, busy = false }: ErrorNoticeProps) {
  const { message, position } = describeError(error)
  return (
    <div className="hogkit-notice" data-slot="error" data-tone="danger" role="alert">
      <div className="hogkit-notice-body">
        <p className="hogkit-notice-title">{labels.errorTitle}</p>
        <p className="hogkit-notice-text">{message === '' ? labels.errorUnknown : message}</p>
        {position && (
          <p className="hogkit-notice-meta" data-slot="error-position">
            {labels.errorPosition(position.line, position.column)}
          </p>
        )}
      </div>
      {onRetry && (
        <button
          type="button"
          className="hogkit-button"
          data-slot="retry"
          aria-disabled={busy || undefined}
          onClick={busy ? undefined : onRetry}
        >
          {labels.retry}
        </button>
      )}
    </div>
  )
}
