import { PersonCard } from 'hogkit/components'
import { Icon } from '../Icon.js'
import { Link } from '../routing.js'
import { useLiveRefresh } from './useLiveRefresh.js'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A person by uuid, or by any distinct id: `/admin/persons/ada@hedgebox.example` works too. */
export function PersonPage({ id }: { id: string }) {
  useLiveRefresh('persons', true)
  return (
    <div className="page">
      <Link to="/admin/persons" className="back">
        <Icon name="back" size={16} /> Persons
      </Link>
      <h1 className="sr-only">Person</h1>
      <PersonCard headingLevel={2} {...(uuid.test(id) ? { personId: id } : { distinctId: id })} />
    </div>
  )
}
