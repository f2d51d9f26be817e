import { useIdentity } from 'hogkit'
import { useRef } from 'react'
import { choosePlan } from './plans.js'
import { nameOf } from './people.js'
import { SignIn } from './SignIn.js'
import { toast } from './toasts.js'

/** Who is here: a way in for a stranger, a name and a way out for a known visitor. */
export function Account() {
  const { distinctId, isIdentified, reset } = useIdentity()
  const dialog = useRef<HTMLDialogElement>(null)
  const root = useRef<HTMLDivElement>(null)
  // The button that had the focus goes with the change of identity: the place it stood in takes over.
  const keepFocus = () => root.current?.focus()
  if (!isIdentified) {
    return (
      <div className="account" ref={root} tabIndex={-1}>
        <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
          Sign in
        </button>
        <SignIn ref={dialog} onSignedIn={keepFocus} />
      </div>
    )
  }
  const name = nameOf(distinctId)
  return (
    <div className="account" ref={root} tabIndex={-1}>
      <span className="avatar" aria-hidden="true">
        {name.slice(0, 1).toUpperCase()}
      </span>
      <span className="account-name" title={distinctId}>
        {name}
      </span>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          reset()
          choosePlan('free')
          keepFocus()
          toast('You are signed out')
        }}
      >
        Sign out
      </button>
    </div>
  )
}
