'use client'

import { useId } from 'react'
import { formatNumber } from '../shared/intl.js'
import { SrOnly } from '../shared/SrOnly.js'
import type { ValueKind } from './kinds.js'
import { cutText, parseJsonText, toBoundedJson } from './text.js'
import type { ValueProps } from './types.js'

const previewLength = 120
const fullLength = 20_000

/** Whether a value gets a button to open it: JSON with something in it, and long text. */
export function isLong(value: unknown, kind: ValueKind): boolean {
  if (typeof value === 'string') return value.length > 60 || (/^[{[]/.test(value) && value.length > 2)
  if (typeof value !== 'object' || value === null) return false
  return kind === 'json' && Object.keys(value).length > 0
}

interface LongValueProps extends ValueProps {
  readonly expanded: boolean
  readonly onExpandedChange: (expanded: boolean) => void
}

/** One line of a long value, and all of it (within reason) on request. */
export function LongValue({ value, formatting, labels, expanded, onExpandedChange }: LongValueProps) {
  const id = useId()
  return (
    <span className="hogkit-value-long" data-expanded={expanded ? '' : undefined}>
      <button
        type="button"
        className="hogkit-icon-button"
        data-slot="expand"
        aria-expanded={expanded}
        aria-controls={expanded ? id : undefined}
        onClick={() => onExpandedChange(!expanded)}
      >
        <svg
          aria-hidden="true"
          width="12"
          height="12"
          viewBox="0 0 12 12"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
        >
          <path d={expanded ? 'm2.5 4.25 3.5 3.5 3.5-3.5' : 'm4.25 2.5 3.5 3.5-3.5 3.5'} />
        </svg>
        <SrOnly>{expanded ? labels.collapse : labels.expand}</SrOnly>
      </button>
      {expanded ? (
        <FullValue
          id={id}
          value={value}
          more={count => labels.moreCharacters(count, formatNumber(count, formatting.locale))}
        />
      ) : (
        <Preview value={value} />
      )}
    </span>
  )
}

function Preview({ value }: { readonly value: unknown }) {
  if (typeof value === 'string') return <bdi className="hogkit-value-text">{cutText(value, previewLength)}</bdi>
  return <Json text={toBoundedJson(value, previewLength)} />
}

/** JSON reads from left to right whatever the page does. */
function Json({ text }: { readonly text: string }) {
  return (
    <bdi className="hogkit-value-json" dir="ltr">
      {text}
    </bdi>
  )
}

interface FullValueProps {
  readonly id: string
  readonly value: unknown
  readonly more: (count: number) => string
}

function FullValue({ id, value, more }: FullValueProps) {
  const parsed = parseJsonText(value)
  const text = typeof parsed === 'string' ? cutText(parsed, fullLength) : toBoundedJson(parsed, fullLength, '  ')
  const hiddenCount = typeof parsed === 'string' ? parsed.length - fullLength : 0
  return (
    <span id={id} className="hogkit-value-full">
      {typeof parsed === 'string' ? <bdi>{text}</bdi> : <Json text={text} />}
      {hiddenCount > 0 && <span className="hogkit-value-more"> {more(hiddenCount)}</span>}
    </span>
  )
}
