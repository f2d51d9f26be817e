import { useTrends } from 'hogkit'
import { LineChart } from './LineChart.js'
import { Panel } from './Panel.js'

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** How often people upload and share, and how many they are. */
export function Trends() {
  const result = useTrends({
    series: [
      { kind: 'EventsNode', event: 'uploaded_file' },
      { kind: 'EventsNode', event: 'uploaded_file', math: 'dau' },
    ],
    dateRange: { date_from: '-30d' },
  })
  const lines = result.data?.results ?? []
  const labels = (lines[0]?.days ?? []).map(text => day.format(new Date(`${text}T00:00:00Z`)))
  const names = ['Files uploaded', 'People who uploaded']
  return (
    <Panel title="Uploads, 30 days" result={result} isEmpty={lines.every(line => line.count === 0)}>
      <LineChart
        labels={labels}
        lines={lines.map((line, index) => ({ label: names[index] ?? line.label, data: line.data }))}
      />
    </Panel>
  )
}
