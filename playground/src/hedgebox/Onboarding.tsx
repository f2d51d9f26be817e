import { useCapture } from 'hogkit'
import type { JsonValue } from 'hogkit'
import { FlagGate } from 'hogkit/components'
import { Icon } from '../Icon.js'
import { activity } from './activity.js'
import { numberOf, textOf, textsOf } from './payload.js'
import { toast } from './toasts.js'

/** The welcome of a new customer: the variant decides which, and its payload brings the words. `control` shows none. */
export function Onboarding() {
  return (
    <>
      <FlagGate flag="welcome-checklist" match="guided">
        {payload => <Checklist payload={payload} />}
      </FlagGate>
      <FlagGate flag="welcome-checklist" match="video">
        {payload => <Film payload={payload} />}
      </FlagGate>
    </>
  )
}

/** The events that tick the steps Hedgebox knows; a step it does not know stays a wish. */
const tickedBy: Record<string, string> = {
  'Upload a file': 'uploaded_file',
  'Share a link': 'shared_file_link',
  'Invite a colleague': 'invited_team_member',
}

function Checklist({ payload }: { payload: JsonValue | undefined }) {
  const done = new Set(activity.use().map(({ event }) => event))
  const steps = textsOf(payload, 'steps').map(label => ({ label, done: done.has(tickedBy[label] ?? '') }))
  if (steps.length === 0) return null
  return (
    <section className="onboarding" aria-labelledby="onboarding-title">
      <div className="onboarding-head">
        <h2 id="onboarding-title">{textOf(payload, 'title') ?? 'Get started'}</h2>
        <span>
          {steps.filter(step => step.done).length} of {steps.length} done
        </span>
      </div>
      <ol>
        {steps.map(({ label, done }) => (
          <li key={label} data-done={done || undefined}>
            <span className="onboarding-box">{done && <Icon name="check" size={14} />}</span>
            {label}
            {done && <span className="sr-only">(done)</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Film({ payload }: { payload: JsonValue | undefined }) {
  const capture = useCapture()
  const title = textOf(payload, 'title') ?? 'Welcome to Hedgebox'
  const seconds = numberOf(payload, 'durationS')
  return (
    <section className="onboarding film" aria-labelledby="onboarding-title">
      <button
        type="button"
        className="button primary"
        onClick={() => {
          capture('watched_welcome_film', seconds === undefined ? {} : { duration_s: seconds })
          toast('The film is pretend; the event is not')
        }}
      >
        <Icon name="play" /> Watch
      </button>
      <h2 id="onboarding-title">{title}</h2>
      {seconds !== undefined && <span>{formatLength(seconds)}</span>}
    </section>
  )
}

/** `1:30` */
function formatLength(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`
}
