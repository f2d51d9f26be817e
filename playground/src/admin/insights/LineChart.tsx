import { scaleLinear, scalePoint } from 'd3-scale'
import { Scroll } from './Scroll.js'

/** One line: a number for each label. */
export interface Line {
  readonly label: string
  readonly data: readonly number[]
}

interface LineChartProps {
  readonly labels: readonly string[]
  readonly lines: readonly Line[]
}

const width = 640
const height = 220
const edge = { top: 16, right: 16, bottom: 32, left: 52 }
const count = new Intl.NumberFormat()
const short = new Intl.NumberFormat(undefined, { notation: 'compact' })

/** Lines over time. The picture is decoration: the same numbers stand in the table below it. */
export function LineChart({ labels, lines }: LineChartProps) {
  const most = Math.max(1, ...lines.flatMap(line => line.data))
  const x = scalePoint(labels, [edge.left, width - edge.right])
  const y = scaleLinear([0, most], [height - edge.bottom, edge.top]).nice(4)
  const every = Math.ceil(labels.length / 4)
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {y.ticks(4).map(tick => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line x1={edge.left} x2={width - edge.right} className="chart-grid" />
            <text x={edge.left - 8} dy="0.32em" textAnchor="end">
              {short.format(tick)}
            </text>
          </g>
        ))}
        {labels.map((label, index) =>
          index % every === 0 ? (
            <text key={label} x={x(label)} y={height - 6} textAnchor={index === 0 ? 'start' : 'middle'}>
              {label}
            </text>
          ) : null,
        )}
        {lines.map((line, index) => (
          <polyline
            key={line.label}
            className="chart-line"
            data-line={index}
            points={labels.map((label, at) => `${x(label) ?? 0},${y(line.data[at] ?? 0)}`).join(' ')}
          />
        ))}
      </svg>
      <figcaption>
        <ul className="legend">
          {lines.map((line, index) => (
            <li key={line.label} data-line={index}>
              {line.label}: {count.format(line.data.reduce((sum, value) => sum + value, 0))}
            </li>
          ))}
        </ul>
      </figcaption>
      <details>
        <summary>As a table</summary>
        <Scroll label="Numbers of the chart">
          <table>
            <thead>
              <tr>
                <th scope="col">Day</th>
                {lines.map(line => (
                  <th key={line.label} scope="col" className="number">
                    {line.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {labels.map((label, at) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {lines.map(line => (
                    <td key={line.label} className="number">
                      {count.format(line.data[at] ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </figure>
  )
}
