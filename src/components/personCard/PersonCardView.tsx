'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef, useId, useMemo } from 'react'
import { ErrorNotice } from '../shared/ErrorNotice.js'
import type { Formatting } from '../shared/intl.js'
import { useFormatting } from '../shared/intl.js'
import type { StyledProps, ViewState } from '../shared/root.js'
import { rootProps } from '../shared/root.js'
import { SrOnly } from '../shared/SrOnly.js'
import { useNow } from '../shared/useNow.js'
import type { PersonCardLabels } from './labels.js'
import { defaultPersonCardLabels } from './labels.js'
import { Avatar, DistinctIds, Moment, RecentEvents } from './parts.js'
import type { PersonCardEvent, PersonCardPerson, PersonSummary } from './person.js'
import { summarize } from './person.js'
import { Properties } from './Properties.js'

/** How the card looks: what the connected and the pure form share. */
export interface PersonCardOptions extends StyledProps {
  /** Level of the name's heading; sections are one below. Default 3. */
  headingLevel?: 2 | 3 | 4 | 5 | undefined
  /** BCP 47. Default: the browser's. */
  locale?: string | undefined
  /** IANA name. Default: the browser's. */
  timeZone?: string | undefined
  /** Replaces any visible text. */
  labels?: Partial<PersonCardLabels> | undefined
  /** What relative times are measured against, ms since 1970. Default: the clock. */
  now?: number | undefined
  /** Beside the name, for example a menu. */
  actions?: ReactNode
}

/** Props of {@link PersonCardView}; whatever an `article` takes is passed on to the root. */
export interface PersonCardViewProps
  extends PersonCardOptions, Omit<ComponentPropsWithoutRef<'article'>, 'children' | 'className' | 'style'> {
  /** The person as PostHog answers it. Without one, and not loading, the card says that there is none. */
  person?: PersonCardPerson | null | undefined
  /** Newest first; the first ten show. Leave out to have no such section. */
  events?: readonly PersonCardEvent[] | undefined
  /** TanStack Query's `status` of the events. Default `'success'`. */
  eventsStatus?: 'pending' | 'error' | 'success' | undefined
  onRetryEvents?: (() => void) | undefined
  /** TanStack Query's `status`. Default `'success'`. */
  status?: 'pending' | 'error' | 'success' | undefined
  error?: unknown
  onRetry?: (() => void) | undefined
  /** A request is under way; with a person on show the card is marked as being refreshed. */
  isFetching?: boolean | undefined
}

/**
 * Who somebody is, from props alone: name, ids, first and last seen, properties and recent events.
 *
 * Its root carries `data-slot="person-card"`, `data-state="loading|empty|error|ready"` and `data-refreshing`.
 */
export const PersonCardView = forwardRef<HTMLElement, PersonCardViewProps>(function PersonCardView(props, ref) {
  const {
    person,
    events,
    eventsStatus = 'success',
    onRetryEvents,
    status = 'success',
    error,
    onRetry,
    ...options
  } = props
  const { isFetching = false, headingLevel = 3, locale, timeZone, labels: ownLabels, now, actions, ...root } = options
  const { className, style, ...rest } = root
  const nameId = useId()
  const labels = { ...defaultPersonCardLabels, ...ownLabels }
  const formatting = useFormatting(locale, timeZone)
  const current = useNow(now)
  const summary = useMemo(() => (person ? summarize(person, events) : undefined), [person, events])
  const state = stateOf(status, summary !== undefined)
  const refreshing = summary !== undefined && isFetching
  const shared = { formatting, labels, now: current }
  return (
    <article
      aria-labelledby={summary ? nameId : undefined}
      {...rest}
      {...rootProps({ slot: 'person-card', view: { state, refreshing }, className, style })}
      ref={ref}
      aria-busy={state === 'loading' || refreshing || undefined}
    >
      {status === 'error' && <ErrorNotice error={error} labels={labels} onRetry={onRetry} busy={isFetching} />}
      {state === 'loading' && <LoadingCard label={labels.loading} />}
      {state === 'empty' && (
        <div className="hogkit-empty" data-slot="empty">
          <p className="hogkit-empty-title">{labels.emptyTitle}</p>
          <p className="hogkit-empty-text">{labels.emptyText}</p>
        </div>
      )}
      {summary && (
        <>
          <Header summary={summary} nameId={nameId} heading={`h${headingLevel}`} labels={labels} actions={actions} />
          <Facts summary={summary} {...shared} />
          <Properties
            key={person?.uuid ?? summary.name}
            properties={summary.properties}
            heading={subheading(headingLevel)}
            {...shared}
          />
          {(events !== undefined || eventsStatus !== 'success') && (
            <Events
              events={events ?? []}
              status={eventsStatus}
              onRetry={onRetryEvents}
              heading={subheading(headingLevel)}
              {...shared}
            />
          )}
        </>
      )}
    </article>
  )
})

type Heading = 'h2' | 'h3' | 'h4' | 'h5' | 'h6'

function subheading(level: 2 | 3 | 4 | 5): Heading {
  return `h${(level + 1) as 3 | 4 | 5 | 6}`
}

function stateOf(status: 'pending' | 'error' | 'success', known: boolean): ViewState {
  if (status === 'error') return 'error'
  if (known) return 'ready'
  return status === 'pending' ? 'loading' : 'empty'
}

interface SharedProps {
  readonly formatting: Formatting
  readonly labels: PersonCardLabels
  readonly now: number | undefined
}

interface HeaderProps {
  readonly summary: PersonSummary
  readonly nameId: string
  readonly heading: Heading
  readonly labels: PersonCardLabels
  readonly actions: ReactNode
}

function Header({ summary, nameId, heading: Name, labels, actions }: HeaderProps) {
  return (
    <header className="hogkit-card-header">
      <Avatar initials={summary.initials} />
      <div className="hogkit-card-title">
        <Name id={nameId} className="hogkit-card-name">
          <bdi>{summary.name}</bdi>
        </Name>
        {summary.detail !== undefined && (
          <p className="hogkit-card-detail">
            <bdi>{summary.detail}</bdi>
          </p>
        )}
      </div>
      <span className="hogkit-badge" data-slot="identified" data-tone={summary.isIdentified ? 'positive' : 'neutral'}>
        {summary.isIdentified ? labels.identified : labels.anonymous}
      </span>
      {actions}
    </header>
  )
}

function Facts({ summary, formatting, labels, now }: SharedProps & { readonly summary: PersonSummary }) {
  return (
    <dl className="hogkit-facts" data-slot="facts">
      <div>
        <dt>{labels.firstSeen}</dt>
        <dd>
          <Moment time={summary.firstSeen} now={now} formatting={formatting} missing={labels.never} />
        </dd>
      </div>
      <div>
        <dt>{labels.lastSeen}</dt>
        <dd>
          <Moment time={summary.lastSeen} now={now} formatting={formatting} missing={labels.never} />
        </dd>
      </div>
      <div data-wide="">
        <dt>{labels.distinctIds}</dt>
        <dd>
          <DistinctIds distinctIds={summary.distinctIds} locale={formatting.locale} labels={labels} />
        </dd>
      </div>
    </dl>
  )
}

interface EventsProps extends SharedProps {
  readonly events: readonly PersonCardEvent[]
  readonly status: 'pending' | 'error' | 'success'
  readonly onRetry: (() => void) | undefined
  readonly heading: Heading
}

function Events({ events, status, onRetry, heading: Title, labels, ...shared }: EventsProps) {
  return (
    <section className="hogkit-card-section" data-slot="events" aria-busy={status === 'pending' || undefined}>
      <Title className="hogkit-card-heading">{labels.events}</Title>
      {status === 'pending' && <SkeletonLines count={3} />}
      {status === 'error' && (
        <p className="hogkit-muted">
          {labels.eventsError}{' '}
          {onRetry && (
            <button type="button" className="hogkit-text-button" onClick={onRetry}>
              {labels.retry}
            </button>
          )}
        </p>
      )}
      {status === 'success' && <RecentEvents events={events} labels={labels} {...shared} />}
    </section>
  )
}

function LoadingCard({ label }: { readonly label: string }) {
  return (
    <>
      <SrOnly>
        <output>{label}</output>
      </SrOnly>
      <div className="hogkit-card-header" aria-hidden="true">
        <span className="hogkit-avatar hogkit-skeleton" />
        <div className="hogkit-card-title">
          <SkeletonLines count={2} />
        </div>
      </div>
      <div className="hogkit-card-section">
        <SkeletonLines count={5} />
      </div>
    </>
  )
}

const widths = ['62%', '44%', '71%', '53%', '38%']

function SkeletonLines({ count }: { readonly count: number }) {
  return (
    <div className="hogkit-skeleton-lines" data-slot="skeleton" aria-hidden="true">
      {widths.slice(0, count).map(width => (
        <span key={width} className="hogkit-skeleton" style={{ inlineSize: width }} />
      ))}
    </div>
  )
}
