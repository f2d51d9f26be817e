import { useFunnel } from 'hogkit'
import type { FunnelStep } from 'hogkit/api'
import type { CSSProperties } from 'react'
import { Panel } from './Panel.js'
import { count, percent, spell } from './format.js'
import { Scroll } from './Scroll.js'

const names = ['Signed up', 'Uploaded a file', 'Shared a link']

/** Where new people stop. */
export function Funnel() {
  const result = useFunnel({
    series: [
      { kind: 'EventsNode', event: 'signed_up', math: 'first_time_for_user' },
      { kind: 'EventsNode', event: 'uploaded_file' },
      { kind: 'EventsNode', event: 'shared_file_link' },
    ],
    dateRange: { date_from: '-30d' },
  })
  // Without a breakdown a funnel of steps is one list.
  const steps = (result.data?.results ?? []) as readonly FunnelStep[]
  const all = steps[0]?.count ?? 0
  return (
    <Panel
      title="From sign-up to a shared link"
      about="Within 14 days of the sign-up."
      result={result}
      isEmpty={all === 0}
    >
      <Scroll label="Steps of the funnel">
        <table className="funnel">
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col" className="number">
                People
              </th>
              <th scope="col" className="number">
                Of all
              </th>
              <th scope="col" className="number">
                Median time
              </th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step, index) => (
              <tr key={step.order} style={{ '--share': `${(step.count / all) * 100}%` } as CSSProperties}>
                <th scope="row">{names[index] ?? step.name}</th>
                <td className="number">{count.format(step.count)}</td>
                <td className="number">{percent.format(step.count / all)}</td>
                <td className="number">{spell(step.median_conversion_time)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  )
}
