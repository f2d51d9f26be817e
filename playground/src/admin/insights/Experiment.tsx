import { useExperimentResults, useExperiments } from 'hogkit'
import type { ExperimentVariant } from 'hogkit/api'
import { count, percent } from './format.js'
import { Panel } from './Panel.js'
import { Scroll } from './Scroll.js'

const signed = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 0,
  signDisplay: 'exceptZero',
})

function verdict(variant: ExperimentVariant): string {
  if (variant.method === 'frequentist') return variant.p_value === null ? '–' : `p = ${variant.p_value.toFixed(3)}`
  return variant.chance_to_win === null ? '–' : percent.format(variant.chance_to_win)
}

function interval(variant: ExperimentVariant): string {
  const range = variant.method === 'bayesian' ? variant.credible_interval : variant.confidence_interval
  return range ? `${signed.format(range[0])} to ${signed.format(range[1])}` : '–'
}

/** How the variants of the experiment that runs do, by its first metric. */
export function Experiment() {
  const experiments = useExperiments()
  const running = experiments.data?.results.find(experiment => experiment.start_date && !experiment.end_date)
  const metric = running?.metrics?.[0] as Readonly<Record<string, unknown>> | undefined
  const results = useExperimentResults(
    { experiment_id: running?.id ?? 0, metric: metric ?? {} },
    { enabled: metric !== undefined },
  )
  const { baseline, variant_results: variants = [] } = results.data ?? {}
  return (
    <Panel
      title="Experiment"
      about={
        running && `${running.name}. Metric: ${typeof metric?.['name'] === 'string' ? metric['name'] : 'the first'}.`
      }
      result={metric === undefined ? experiments : results}
      isEmpty={baseline === undefined}
    >
      <Scroll label="Results of the experiment">
        <table>
          <thead>
            <tr>
              <th scope="col">Variant</th>
              <th scope="col" className="number">
                People
              </th>
              <th scope="col" className="number">
                Converted
              </th>
              <th scope="col" className="number">
                Chance to win
              </th>
              <th scope="col" className="number">
                Difference, 95 %
              </th>
            </tr>
          </thead>
          <tbody>
            {baseline && (
              <tr>
                <th scope="row">{baseline.key}</th>
                <td className="number">{count.format(baseline.number_of_samples)}</td>
                <td className="number">{percent.format(baseline.sum / baseline.number_of_samples)}</td>
                <td className="number">baseline</td>
                <td className="number">–</td>
              </tr>
            )}
            {variants.map(variant => (
              <tr key={variant.key} data-significant={variant.significant || undefined}>
                <th scope="row">{variant.key}</th>
                <td className="number">{count.format(variant.number_of_samples)}</td>
                <td className="number">{percent.format(variant.sum / variant.number_of_samples)}</td>
                <td className="number">{verdict(variant)}</td>
                <td className="number">{interval(variant)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  )
}
