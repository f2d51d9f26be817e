import { createStore } from '../store.js'

export interface Plan {
  readonly id: string
  readonly name: string
  readonly amountUsd: number
  readonly storageBytes: number
  readonly promise: string
  readonly features: readonly string[]
}

const GB = 1_000_000_000

export const plans = [
  {
    id: 'free',
    name: 'Free',
    amountUsd: 0,
    storageBytes: 5 * GB,
    promise: 'For one person and a few files',
    features: ['5 GB of storage', 'Share by link'],
  },
  {
    id: 'starter',
    name: 'Starter',
    amountUsd: 15,
    storageBytes: 100 * GB,
    promise: 'For a small team at its start',
    features: ['100 GB of storage', 'Up to 5 people'],
  },
  {
    id: 'team',
    name: 'Team',
    amountUsd: 79,
    storageBytes: 1000 * GB,
    promise: 'For teams who work in the same files',
    features: ['1 TB of storage', 'Up to 25 people', '90 days of versions'],
  },
  {
    id: 'business',
    name: 'Business',
    amountUsd: 249,
    storageBytes: 10_000 * GB,
    promise: 'For companies who must know who did what',
    features: ['10 TB of storage', 'Any number of people', 'Audit log', 'Single sign-on'],
  },
] as const satisfies readonly Plan[]

/** Not for sale on a page. */
const enterprise = {
  id: 'enterprise',
  name: 'Enterprise',
  amountUsd: 990,
  storageBytes: 100_000 * GB,
  promise: 'By contract',
  features: ['100 TB of storage', 'Audit log', 'Single sign-on'],
} as const satisfies Plan

const everyPlan = [...plans, enterprise]

export type PlanId = (typeof everyPlan)[number]['id']

const isPlan = (value: unknown): value is Plan =>
  typeof value === 'object' && value !== null && 'id' in value && everyPlan.some(({ id }) => id === value.id)

export const currentPlan = createStore<Plan>(plans[0], {
  key: 'hedgebox:plan',
  area: 'sessionStorage',
  accepts: isPlan,
})

/** Shows the plan of whoever signed in; a stranger begins with the free one. */
export function choosePlan(id: PlanId): void {
  currentPlan.set(everyPlan.find(plan => plan.id === id) ?? plans[0])
}
