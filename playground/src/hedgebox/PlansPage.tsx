import { useCapture } from 'hogkit'
import { Icon } from '../Icon.js'
import { currentPlan, plans } from './plans.js'
import type { Plan } from './plans.js'
import { toast } from './toasts.js'

const price = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })

export function PlansPage() {
  const current = currentPlan.use()
  const capture = useCapture()
  const choose = (plan: Plan) => {
    const upgrade = plan.amountUsd > current.amountUsd
    capture(upgrade ? 'upgraded_plan' : 'downgraded_plan', {
      from_plan: current.id,
      to_plan: plan.id,
      amount_usd: plan.amountUsd,
    })
    currentPlan.set(plan)
    toast(`You are on the ${plan.name} plan`)
  }
  return (
    <div className="page">
      <h1>Plans</h1>
      <p className="lead">Change at any time. Your files stay where they are.</p>
      <ul className="plans">
        {plans.map(plan => (
          <li key={plan.id} data-current={plan.id === current.id || undefined}>
            <h2>{plan.name}</h2>
            <p className="plan-price">
              <strong>{price.format(plan.amountUsd)}</strong> a month
            </p>
            <p>{plan.promise}</p>
            <ul>
              {plan.features.map(feature => (
                <li key={feature}>
                  <Icon name="check" size={16} /> {feature}
                </li>
              ))}
            </ul>
            {plan.id === current.id ? (
              <span className="plan-current">Your plan</span>
            ) : (
              <button type="button" className="button primary" onClick={() => choose(plan)}>
                {plan.amountUsd > current.amountUsd ? 'Upgrade' : 'Move'} to {plan.name}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
