import { useFeatureFlags, useFlagDefinitions } from 'hogkit'
import type { FeatureFlag } from 'hogkit/api'
import { FlagRow } from './FlagRow.js'
import { Trouble } from './Trouble.js'

const none: readonly FeatureFlag[] = []

export function FlagsPage() {
  const { data, error, isPending, refetch } = useFlagDefinitions()
  // What the visitor in the app gets. Reading all flags reports no exposure.
  const values = useFeatureFlags()
  const flags = data?.results ?? none
  return (
    <div className="page">
      <h1>Feature flags</h1>
      <p className="lead">A switch writes to PostHog and changes the app at once, without a reload.</p>
      {error && (
        <Trouble what="The flags could not be read." error={error}>
          <button type="button" className="button" onClick={() => void refetch()}>
            Try again
          </button>
        </Trouble>
      )}
      {isPending && <p className="note">Loading the flags…</p>}
      {data !== undefined && flags.length === 0 && <p className="empty">This project has no feature flags yet.</p>}
      <ul className="flags">
        {flags.map(flag => (
          <FlagRow key={flag.id} flag={flag} value={values[flag.key]} />
        ))}
      </ul>
    </div>
  )
}
