import { useCapture, useIdentity } from 'hogkit'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { fieldText } from '../form.js'
import { toast } from './toasts.js'

const roles = ['engineer', 'designer', 'marketing', 'operations', 'finance', 'admin']

/** Invitations of this visit: real events, pretend mail. */
export function TeamPage() {
  const capture = useCapture()
  const { distinctId, isIdentified } = useIdentity()
  const [invited, setInvited] = useState<readonly string[]>([])

  const invite = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const email = fieldText(form, 'email')
    // The address is the invited person's own: the event tells their role only.
    capture('invited_team_member', { invitee_role: fieldText(form, 'role') })
    setInvited([...invited, email])
    toast(`${email} is invited`)
    form.reset()
  }

  return (
    <div className="page">
      <h1>Team</h1>
      <p className="lead">People you invite see the files of this box.</p>
      <form className="inline-form" onSubmit={invite}>
        <label>
          Email address
          <input
            name="email"
            type="email"
            required
            maxLength={200}
            placeholder="colleague@example.com"
            autoComplete="off"
          />
        </label>
        <label className="narrow">
          Role
          <select name="role">
            {roles.map(role => (
              <option key={role}>{role}</option>
            ))}
          </select>
        </label>
        <button type="submit" className="button primary">
          Invite
        </button>
      </form>
      <ul className="members">
        <li>
          <span>{isIdentified ? distinctId : 'You, not signed in'}</span> <span className="tag">Owner</span>
        </li>
        {invited.map(email => (
          <li key={email}>
            <span>{email}</span> <span className="tag">Invited</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
