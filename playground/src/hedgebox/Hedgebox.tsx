import { usePageview } from 'hogkit'
import { FlagGate } from 'hogkit/components'
import { Mark } from '../Icon.js'
import { Link, NavLink, usePlace } from '../routing.js'
import { Account } from './Account.js'
import { AuditLogPage } from './AuditLogPage.js'
import { Banners } from './Banners.js'
import { Delivery } from './Delivery.js'
import { FilesPage } from './FilesPage.js'
import { PlansPage } from './PlansPage.js'
import { TeamPage } from './TeamPage.js'
import { useActivityRecord } from './activity.js'
import { Toaster } from './toasts.js'

function Page({ path }: { path: string }) {
  if (path === '/') return <FilesPage />
  if (path === '/team') return <TeamPage />
  if (path === '/plans') return <PlansPage />
  if (path === '/audit-log') return <AuditLogPage />
  return (
    <div className="page">
      <h1>No such page</h1>
      <p className="lead">
        There is nothing at <code>{path}</code>. <Link to="/">Back to your files</Link>
      </p>
    </div>
  )
}

/** The product: file storage for teams, as its customers see it. */
export function Hedgebox() {
  const { app } = usePlace()
  useActivityRecord()
  usePageview(app)
  return (
    <div className="hedgebox">
      <header className="hedgebox-bar">
        <Link to="/" className="hedgebox-logo">
          <Mark /> Hedgebox
        </Link>
        <nav aria-label="Hedgebox">
          <NavLink to="/">Files</NavLink>
          <NavLink to="/team">Team</NavLink>
          <NavLink to="/plans">Plans</NavLink>
          <FlagGate flag="company-audit-log">
            <NavLink to="/audit-log">Audit log</NavLink>
          </FlagGate>
        </nav>
        <Account />
      </header>
      <Banners />
      <Page path={app} />
      <footer className="hedgebox-foot">
        <span>Hedgebox keeps your files in the hedge.</span>
        <Delivery />
      </footer>
      <Toaster />
    </div>
  )
}
