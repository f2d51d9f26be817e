import { FlagGate } from 'hogkit/components'
import { Link } from '../routing.js'
import { activity } from './activity.js'
import { nameOf } from './people.js'

const deeds: Record<string, string> = {
  uploaded_file: 'uploaded a file',
  downloaded_file: 'downloaded a file',
  shared_file_link: 'shared a link',
  deleted_file: 'deleted a file',
  invited_team_member: 'invited a colleague',
  upgraded_plan: 'upgraded the plan',
  downgraded_plan: 'moved to a smaller plan',
  logged_in: 'signed in',
  watched_welcome_film: 'watched the welcome film',
}

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** For companies the flag lets in; an address that outlived the flag says so instead of showing nothing. */
export function AuditLogPage() {
  return (
    <div className="page">
      <h1>Audit log</h1>
      <FlagGate
        flag="company-audit-log"
        fallback={
          <p className="empty">
            The audit log is not part of your company's plan. <Link to="/plans">See the plans</Link>
          </p>
        }
      >
        <AuditLog />
      </FlagGate>
    </div>
  )
}

function AuditLog() {
  const done = activity.use()
  if (done.length === 0) return <p className="empty">Nothing happened in this visit yet.</p>
  return (
    <ul className="audit">
      {done.map(({ uuid, event, timestamp, distinctId }) => (
        <li key={uuid}>
          <span>
            <strong>{distinctId.includes('@') ? nameOf(distinctId) : 'A visitor'}</strong> {deeds[event] ?? event}
          </span>
          <time dateTime={timestamp}>{time.format(new Date(timestamp))}</time>
        </li>
      ))}
    </ul>
  )
}
