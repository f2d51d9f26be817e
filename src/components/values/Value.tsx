'use client'

import { formatDate, formatDateTime, formatLongDateTime, formatNumber } from '../shared/intl.js'
import { SrOnly } from '../shared/SrOnly.js'
import { toNumber, toSafeUrl, toTime } from './kinds.js'
import { isLong, LongValue } from './LongValue.js'
import { cutText, toPlainText } from './text.js'
import type { ValueProps } from './types.js'

const maxTitleLength = 500

/** One value, typed: the shared cell of tables and property lists. Nothing in it is ever read as HTML. */
export function Value(props: ValueProps) {
  const { value, kind, formatting, labels } = props
  if (value === null || value === undefined || value === '') return <Missing label={labels.empty} />
  if (kind === 'number') return <NumberValue value={value} locale={formatting.locale} />
  if (kind === 'datetime' || kind === 'date') return <TimeValue value={value} kind={kind} formatting={formatting} />
  if (kind === 'uuid') return <UuidValue value={toPlainText(value)} />
  if (kind === 'boolean') return <BooleanValue value={value} labels={labels} />
  return <TextValue {...props} />
}

function Missing({ label }: { readonly label: string }) {
  return (
    <span className="hogkit-value-missing" data-kind="missing">
      <span aria-hidden="true">—</span>
      <SrOnly>{label}</SrOnly>
    </span>
  )
}

function NumberValue({ value, locale }: { readonly value: unknown; readonly locale: string }) {
  const number = toNumber(value)
  if (number === undefined) return <PlainText text={toPlainText(value)} />
  return (
    <span className="hogkit-value-number" title={cutText(toPlainText(value), maxTitleLength)}>
      {formatNumber(number, locale)}
    </span>
  )
}

function TimeValue({ value, kind, formatting }: Pick<ValueProps, 'value' | 'kind' | 'formatting'>) {
  const time = toTime(value)
  if (time === undefined) return <PlainText text={toPlainText(value)} />
  const iso = new Date(time).toISOString()
  // A day has no zone: moving it into the reader's would show the day before west of Greenwich.
  if (kind === 'date') {
    return <time dateTime={iso.slice(0, 10)}>{formatDate(time, { ...formatting, timeZone: 'UTC' })}</time>
  }
  return (
    <time className="hogkit-value-time" dateTime={iso} title={formatLongDateTime(time, formatting)}>
      {formatDateTime(time, formatting)}
    </time>
  )
}

function UuidValue({ value }: { readonly value: string }) {
  return (
    <span className="hogkit-value-uuid" title={cutText(value, maxTitleLength)}>
      {cutText(value, 200)}
    </span>
  )
}

function BooleanValue({ value, labels }: Pick<ValueProps, 'value' | 'labels'>) {
  const on = value === true || value === 1 || value === '1' || value === 'true'
  return (
    <span className="hogkit-value-boolean" data-value={on ? 'true' : 'false'}>
      {on ? labels.yes : labels.no}
    </span>
  )
}

function TextValue(props: ValueProps) {
  const { value, kind, labels, interactive = true, expanded = false, onExpandedChange } = props
  const url = interactive ? toSafeUrl(value) : undefined
  if (url) return <UrlValue url={url} text={toPlainText(value)} newTab={labels.newTab} />
  if (interactive && onExpandedChange && isLong(value, kind)) {
    return <LongValue {...props} expanded={expanded} onExpandedChange={onExpandedChange} />
  }
  return <PlainText text={toPlainText(value)} />
}

function PlainText({ text }: { readonly text: string }) {
  const shown = cutText(text, 200)
  return (
    <bdi className="hogkit-value-text" title={text.length > 24 ? cutText(text, maxTitleLength) : undefined}>
      {shown}
    </bdi>
  )
}

interface UrlValueProps {
  readonly url: URL
  readonly text: string
  readonly newTab: string
}

function UrlValue({ url, text, newTab }: UrlValueProps) {
  return (
    <a
      className="hogkit-value-link"
      href={url.href}
      target="_blank"
      rel="noreferrer"
      title={cutText(text, maxTitleLength)}
    >
      <bdi>{cutText(text.replace(/^https?:\/\//i, ''), 200)}</bdi> <SrOnly>{newTab}</SrOnly>
    </a>
  )
}
