import { useDashboardResults, useDashboards } from 'hogkit'
import { count } from './format.js'
import { Panel } from './Panel.js'

/** What a tile's result says in one line: how many lines, rows or steps it has, and their sum where there is one. */
function summary(result: unknown): string {
  if (!Array.isArray(result) || result.length === 0) return 'No result'
  const counts = result.flatMap(item =>
    typeof item === 'object' && item !== null && 'count' in item ? Number(item.count) : [],
  )
  const sum = counts.reduce((total, value) => total + value, 0)
  return counts.length === 1 ? count.format(sum) : `${count.format(result.length)} rows`
}

/** The saved insights of the first dashboard, computed. */
export function DashboardTiles() {
  const dashboards = useDashboards()
  const dashboard = dashboards.data?.results[0]
  const results = useDashboardResults(
    { id: dashboard?.id ?? 0, refresh: 'blocking' },
    { enabled: dashboard !== undefined },
  )
  const tiles = results.data?.results ?? []
  return (
    <Panel
      title="Dashboard"
      about={dashboard?.name ?? undefined}
      result={dashboard === undefined ? dashboards : results}
      isEmpty={tiles.length === 0}
    >
      <dl className="tiles">
        {tiles.map(({ id, insight }, index) => (
          <div key={id ?? index}>
            <dt>{insight.name || insight.derived_name || 'Unnamed'}</dt>
            <dd>{summary(insight.result)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
