import { useRetention } from 'hogkit'
import type { CSSProperties } from 'react'
import { count, percent } from './format.js'
import { Panel } from './Panel.js'
import { Scroll } from './Scroll.js'

const entity = { type: 'events', id: '$pageview' } as const
const week = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

/** Who comes back, week by week. */
export function Retention() {
  const result = useRetention({
    retentionFilter: { period: 'Week', totalIntervals: 6, targetEntity: entity, returningEntity: entity },
  })
  const rows = result.data?.results ?? []
  const widest = Math.max(0, ...rows.map(row => row.values.length))
  return (
    <Panel
      title="Who comes back"
      about="Of those who visited in a week, the share that visited again in each week after it."
      result={result}
      isEmpty={rows.every(row => (row.values[0]?.count ?? 0) === 0)}
    >
      <Scroll label="Retention by week">
        <table className="retention">
          <thead>
            <tr>
              <th scope="col">Week of</th>
              <th scope="col" className="number">
                People
              </th>
              {Array.from({ length: widest - 1 }, (_, index) => (
                <th key={index} scope="col" className="number">
                  Week {index + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ date, values: [first, ...later] }) => (
              <tr key={date}>
                <th scope="row">{week.format(new Date(date))}</th>
                <td className="number">{count.format(first?.count ?? 0)}</td>
                {later.map((value, index) => {
                  const share = first?.count ? value.count / first.count : 0
                  return (
                    <td key={index} className="number heat" style={{ '--heat': `${share * 100}%` } as CSSProperties}>
                      {percent.format(share)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  )
}
