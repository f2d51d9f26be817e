import { useUpdateFlagDefinition } from 'hogkit'
import type { FlagValue } from 'hogkit'
import type { FeatureFlag, FeatureFlagChanges } from 'hogkit/api'
import { tellOtherTabs } from '../freshFlags.js'
import { Switch } from './Switch.js'
import { Trouble } from './Trouble.js'

const percent = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'percent', maximumFractionDigits: 1 })
const steps = [0, 10, 25, 50, 75, 100]

interface FlagRowProps {
  readonly flag: FeatureFlag
  /** What the visitor of the app page gets. */
  readonly value: FlagValue | undefined
}

/** One flag, with its own mutation: a refused write is told where it was tried. */
export function FlagRow({ flag, value }: FlagRowProps) {
  const { mutate, error, isPending } = useUpdateFlagDefinition()
  const rollout = simpleRollout(flag)
  const change = (changes: FeatureFlagChanges) => mutate({ id: flag.id, ...changes }, { onSuccess: tellOtherTabs })
  return (
    <li>
      <div>
        <code className="flag-key">{flag.key}</code>
        {flag.name !== '' && <p className="flag-about">{flag.name}</p>}
        <p className="flag-facts">
          {describeAudience(flag).map(fact => (
            <span key={fact} className="fact">
              {fact}
            </span>
          ))}
          {flag.active && <span className="tag">You: {describeValue(value)}</span>}
        </p>
      </div>
      {rollout !== undefined && (
        <label className="rollout">
          Roll-out
          <select
            value={rollout}
            aria-label={`Roll-out of ${flag.key}`}
            onChange={event => change({ filters: withRollout(flag, Number(event.target.value)) })}
          >
            {[...new Set([...steps, rollout])]
              .sort((a, b) => a - b)
              .map(step => (
                <option key={step} value={step}>
                  {percent.format(step)}
                </option>
              ))}
          </select>
        </label>
      )}
      <Switch label={flag.key} checked={flag.active} busy={isPending} onChange={active => change({ active })} />
      {error && <Trouble what="Put back as it was: the change was refused." error={error} />}
    </li>
  )
}

function describeValue(value: FlagValue | undefined): string {
  if (value === undefined) return 'not known yet'
  if (typeof value === 'string') return value
  return value ? 'on' : 'off'
}

/** The percentage, where it alone decides who gets the flag: one set of conditions, with no condition in it. */
function simpleRollout({ filters }: FeatureFlag): number | undefined {
  const [only, ...others] = filters.groups
  if (only === undefined || others.length > 0 || (only.properties ?? []).length > 0) return undefined
  return only.rollout_percentage ?? 100
}

function withRollout({ filters }: FeatureFlag, rolloutPercentage: number): FeatureFlag['filters'] {
  return { ...filters, groups: filters.groups.map(group => ({ ...group, rollout_percentage: rolloutPercentage })) }
}

/** Who gets what, in a few words. */
function describeAudience(flag: FeatureFlag): string[] {
  const { groups, multivariate, aggregation_group_type_index: groupType } = flag.filters
  const whose = typeof groupType === 'number' ? 'companies' : 'persons'
  const conditions = groups.reduce((sum, { properties }) => sum + (properties ?? []).length, 0)
  const matching = conditions === 1 ? '1 condition' : `${conditions} conditions`
  return [
    conditions === 0 ? `All ${whose}` : `${whose === 'companies' ? 'Companies' : 'Persons'} by ${matching}`,
    ...(multivariate?.variants ?? []).map(
      ({ key, rollout_percentage }) => `${key} ${percent.format(rollout_percentage)}`,
    ),
  ]
}
