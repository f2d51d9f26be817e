import { useCohortMembers, useCohorts } from 'hogkit'
import { useState } from 'react'
import { Link } from '../../routing.js'
import { personPath } from '../paths.js'
import { count } from './format.js'
import { Panel } from './Panel.js'

/** The members of a cohort; one that is being calculated says so. */
export function Cohorts() {
  const cohorts = useCohorts()
  const [chosen, setChosen] = useState<number>()
  const cohort = cohorts.data?.results.find(({ id }) => id === chosen) ?? cohorts.data?.results[0]
  const members = useCohortMembers({ id: cohort?.id ?? 0, limit: 8 }, { enabled: cohort !== undefined })
  const picker = (
    <label className="choice">
      Cohort
      <select value={cohort?.id} onChange={event => setChosen(Number(event.target.value))}>
        {cohorts.data?.results.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
  const result = cohort === undefined ? cohorts : members
  return (
    <Panel
      title="Cohort members"
      tools={cohort && picker}
      result={result}
      isEmpty={cohort === undefined || members.data?.results.length === 0}
    >
      <p className="note">
        {cohort?.is_calculating ? 'Being calculated…' : `${count.format(cohort?.count ?? 0)} persons; the newest:`}
      </p>
      <ul className="members">
        {members.data?.results.map(person => (
          <li key={person.uuid}>
            <Link to={personPath(person.uuid)}>{person.name}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
