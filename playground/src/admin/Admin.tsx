import { lazy, Suspense } from 'react'
import { Link, NavLink, usePlace } from '../routing.js'
import { EventsPage } from './EventsPage.js'
import { FlagsPage } from './FlagsPage.js'
import { HogQLPage } from './HogQLPage.js'
import { personIn } from './paths.js'
import { PersonPage } from './PersonPage.js'
import { PersonsPage } from './PersonsPage.js'

/** Charts come with the page that shows them. */
const InsightsPage = lazy(async () => ({ default: (await import('./insights/InsightsPage.js')).InsightsPage }))

function Page({ path }: { path: string }) {
  if (path === '/admin') return <EventsPage />
  if (path === '/admin/persons') return <PersonsPage />
  if (path === '/admin/insights') {
    return (
      <Suspense fallback={<p className="page note">Loading the insights…</p>}>
        <InsightsPage />
      </Suspense>
    )
  }
  if (path === '/admin/flags') return <FlagsPage />
  if (path === '/admin/hogql') return <HogQLPage />
  const id = personIn(path)
  if (id !== '') return <PersonPage key={id} id={id} />
  return (
    <div className="page">
      <h1>No such page</h1>
      <p className="lead">
        There is nothing at <code>{path}</code>. <Link to="/admin">Back to the events</Link>
      </p>
    </div>
  )
}

/** The dashboard of the people who run Hedgebox. Everything in it comes from PostHog, through the proxy. */
export function Admin() {
  const { admin } = usePlace()
  return (
    <div className="admin">
      <header className="admin-bar">
        <strong>Hedgebox admin</strong>
        <nav aria-label="Admin">
          <NavLink to="/admin">Events</NavLink>
          <NavLink to="/admin/persons" below>
            Persons
          </NavLink>
          <NavLink to="/admin/insights">Insights</NavLink>
          <NavLink to="/admin/flags">Feature flags</NavLink>
          <NavLink to="/admin/hogql">HogQL</NavLink>
        </nav>
      </header>
      <Page path={admin} />
    </div>
  )
}
