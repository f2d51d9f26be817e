import { useHogkit } from 'hogkit'
import type { FormEvent, RefObject } from 'react'
import { fieldText } from '../form.js'
import { Icon } from '../Icon.js'
import { nameOf, people } from './people.js'
import type { Visitor } from './people.js'
import { choosePlan } from './plans.js'
import { toast } from './toasts.js'

interface SignInProps {
  readonly ref: RefObject<HTMLDialogElement | null>
  readonly onSignedIn: () => void
}

/** Pretend sign-in: no password, a real `identify`. */
export function SignIn({ ref, onSignedIn }: SignInProps) {
  const client = useHogkit()

  const signIn = (email: string, visitor?: Visitor) => {
    ref.current?.close()
    // The identity is the new one at once; what the promise waits for is the new visitor's flags.
    void client.identify(email, { set: visitor ? { email, name: visitor.name } : { email } })
    if (visitor) client.group('company', visitor.company)
    if (visitor) client.capture('logged_in', { method: 'password' })
    else client.capture('signed_up', { plan: 'free', from_invite: false })
    choosePlan(visitor?.plan ?? 'free')
    onSignedIn()
    toast(`Welcome, ${nameOf(email)}`)
  }

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    signIn(fieldText(event.currentTarget, 'email').toLowerCase())
  }

  return (
    <dialog ref={ref} className="dialog" aria-labelledby="sign-in-title">
      <div className="dialog-head">
        <h2 id="sign-in-title">Sign in to Hedgebox</h2>
        <button
          type="button"
          className="button quiet icon-only"
          aria-label="Close"
          onClick={() => ref.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <ul className="people">
        {people.map(visitor => (
          <li key={visitor.email}>
            <button type="button" onClick={() => signIn(visitor.email, visitor)}>
              <span className="avatar" aria-hidden="true">
                {visitor.name.slice(0, 1)}
              </span>
              <span>
                <strong>{visitor.name}</strong>
                <small>{visitor.about}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <form className="inline-form" onSubmit={submit}>
        <label>
          New here? Your email
          <input
            name="email"
            type="email"
            required
            maxLength={200}
            placeholder="you@example.com"
            autoComplete="email"
          />
        </label>
        <button type="submit" className="button primary">
          Sign up
        </button>
      </form>
      <p className="note">No password here: whoever you say you are, PostHog hears it through identify.</p>
    </dialog>
  )
}
