import { useHogQL } from 'hogkit'
import { statsQuery } from './queries.js'
import { Trouble } from './Trouble.js'

interface StatsRow {
  readonly today: number
  readonly active: number
  readonly sign_ups: number
  readonly uploads: number
}

const count = new Intl.NumberFormat()

const stats = [
  ['today', 'Events today'],
  ['active', 'Active users, 7 days'],
  ['sign_ups', 'Sign-ups, 7 days'],
  ['uploads', 'Uploads, 7 days'],
] as const satisfies readonly (readonly [keyof StatsRow, string])[]

/** Four numbers from one query. */
export function Stats() {
  const { data, error, status } = useHogQL<StatsRow>(statsQuery)
  if (error && data === undefined) return <Trouble what="The numbers could not be read." error={error} />
  const row = data?.rows[0]
  return (
    <dl className="stats" aria-busy={status === 'pending'}>
      {stats.map(([key, label]) => (
        <div key={key} className="stat" data-state={row === undefined ? 'loading' : 'ready'}>
          <dt>{label}</dt>
          <dd>{row === undefined ? '–' : count.format(row[key])}</dd>
        </div>
      ))}
    </dl>
  )
}
