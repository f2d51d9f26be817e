'use client'

import { useId, useState } from 'react'
import type { Formatting } from '../shared/intl.js'
import { formatNumber } from '../shared/intl.js'
import { SrOnly } from '../shared/SrOnly.js'
import { kindOfValue } from '../values/kinds.js'
import { Value } from '../values/Value.js'
import type { PersonCardLabels } from './labels.js'
import type { PersonSummary } from './person.js'
import { filterProperties } from './person.js'

const shownAtFirst = 50

interface PropertiesProps {
  readonly properties: PersonSummary['properties']
  readonly formatting: Formatting
  readonly labels: PersonCardLabels
  readonly heading: 'h2' | 'h3' | 'h4' | 'h5' | 'h6'
}

/** A person's properties: searchable, PostHog's own behind a switch. */
export function Properties({ properties, formatting, labels, heading: Heading }: PropertiesProps) {
  const searchId = useId()
  const [search, setSearch] = useState('')
  const [withPostHogs, setWithPostHogs] = useState(false)
  const [all, setAll] = useState(false)
  const found = filterProperties(properties, search, withPostHogs)
  const shown = all ? found : found.slice(0, shownAtFirst)
  const hidden = found.length - shown.length
  const postHogs = properties.filter(([name]) => name.startsWith('$')).length
  const write = (count: number) => formatNumber(count, formatting.locale)
  return (
    <section className="hogkit-card-section" data-slot="properties">
      <div className="hogkit-card-section-bar">
        <Heading className="hogkit-card-heading">{labels.properties}</Heading>
        {properties.length > 0 && (
          <>
            <SrOnly>
              <label htmlFor={searchId}>{labels.searchProperties}</label>
            </SrOnly>
            <input
              id={searchId}
              type="search"
              className="hogkit-input"
              placeholder={labels.searchProperties}
              value={search}
              onChange={event => setSearch(event.target.value)}
            />
          </>
        )}
      </div>
      {shown.length === 0 ? (
        <p className="hogkit-muted">{search === '' ? labels.noProperties : labels.noMatchingProperties}</p>
      ) : (
        <dl className="hogkit-properties">
          {shown.map(([name, value]) => (
            <Property key={name} name={name} value={value} formatting={formatting} labels={labels} />
          ))}
        </dl>
      )}
      {hidden > 0 && (
        <button type="button" className="hogkit-text-button" onClick={() => setAll(true)}>
          {labels.moreProperties(hidden, write(hidden))}
        </button>
      )}
      {postHogs > 0 && (
        <label className="hogkit-check">
          <input type="checkbox" checked={withPostHogs} onChange={event => setWithPostHogs(event.target.checked)} />
          {labels.showPostHogProperties(postHogs, write(postHogs))}
        </label>
      )}
    </section>
  )
}

interface PropertyProps {
  readonly name: string
  readonly value: unknown
  readonly formatting: Formatting
  readonly labels: PersonCardLabels
}

function Property({ name, value, formatting, labels }: PropertyProps) {
  const [expanded, setExpanded] = useState(false)
  return (
    <div className="hogkit-property">
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>
        <Value
          value={value}
          kind={kindOfValue(value) ?? 'text'}
          formatting={formatting}
          labels={labels}
          expanded={expanded}
          onExpandedChange={setExpanded}
        />
      </dd>
    </div>
  )
}
