import type { Person } from 'hogkit/api'
import { Link } from '../routing.js'
import { personPath } from './paths.js'
import { visitorName } from './visitor.js'

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

export function PersonList({ persons, busy }: { persons: readonly Person[]; busy: boolean }) {
  if (persons.length === 0) return null
  return (
    <ul className="persons" aria-busy={busy}>
      {persons.map(person => (
        <li key={person.uuid}>
          <Link to={personPath(person.uuid)}>
            <span className="avatar" aria-hidden="true">
              {visitorName(person.name).slice(0, 1).toUpperCase()}
            </span>
            <span>
              <strong>{visitorName(person.name)}</strong>
              <small>{describe(person)}</small>
            </span>
            <small>{day.format(new Date(person.created_at))}</small>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The name they go by, where their email is the headline; else how many ids they came with. */
function describe({ name, properties, distinct_ids }: Person): string {
  const known = ['name', 'company', 'company_name', 'plan']
    .map(key => properties[key])
    .filter((value): value is string => typeof value === 'string' && value !== name)
  if (known.length > 0) return known.join(' · ')
  return distinct_ids.length === 1 ? '1 distinct id' : `${distinct_ids.length} distinct ids`
}
