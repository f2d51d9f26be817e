import { useSurveys, useSurveyStats } from 'hogkit'
import { count, percent } from './format.js'
import { Panel } from './Panel.js'

/** Persons who did something with the survey. */
function personsOf(stats: Readonly<Record<string, unknown>> | undefined, event: string): number {
  const found = stats?.[event]
  return typeof found === 'object' && found !== null && 'unique_persons' in found ? Number(found.unique_persons) : 0
}

/** How the survey that is asked now is answered. */
export function Survey() {
  const surveys = useSurveys()
  const running = surveys.data?.results.find(survey => survey.start_date && !survey.end_date)
  const stats = useSurveyStats(running?.id ?? '', { enabled: running !== undefined })
  const shown = personsOf(stats.data?.stats, 'survey shown')
  const rows = [
    ['Answered', personsOf(stats.data?.stats, 'survey sent')],
    ['Dismissed', personsOf(stats.data?.stats, 'survey dismissed')],
  ] as const
  return (
    <Panel title="Survey" about={running?.name} result={running === undefined ? surveys : stats} isEmpty={shown === 0}>
      <dl className="figures">
        <div>
          <dt>Shown to</dt>
          <dd>{count.format(shown)}</dd>
        </div>
        {rows.map(([label, persons]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {count.format(persons)} <small>{percent.format(persons / shown)}</small>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
