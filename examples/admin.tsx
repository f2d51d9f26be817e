import { useHogQL, useUpdateFlagDefinition, useFlagDefinitions } from 'hogkit'
import { PersonCard } from 'hogkit/components'

export function Signups({ days }: { days: number }) {
  const signups = useHogQL<{ day: string; total: number }>({
    query: `select toDate(timestamp) as day, count() as total from events
            where event = 'signed_up' and timestamp > now() - toIntervalDay({days}) group by day order by day`,
    values: { days },
  })
  if (signups.isPending) return <p>Counting…</p>
  if (signups.isError) return <p role="alert">{signups.error.message}</p>
  return (
    <ul>
      {signups.data.rows.map(row => (
        <li key={row.day}>{`${row.day}: ${row.total}`}</li>
      ))}
    </ul>
  )
}

export function Flags() {
  const flags = useFlagDefinitions()
  const update = useUpdateFlagDefinition()
  return flags.data?.results.map(flag => (
    <label key={flag.id}>
      <input
        type="checkbox"
        checked={flag.active}
        onChange={event => update.mutate({ id: flag.id, active: event.target.checked })}
      />
      {flag.key}
    </label>
  ))
}

export const Support = () => <PersonCard distinctId="ada@hedgebox.example" />
