import { DAY, HISTORY_DAYS, HOUR } from './calendar.js'
import { neighbourPlan, type Plan, priceOf } from './catalogue/product.js'
import type { Company } from './companies.js'
import type { Member } from './people.js'
import { createRandom, type Random } from './random.js'

/** A move from one plan to another, made by one member. */
export interface PlanChange {
  readonly time: number
  readonly member: Member
  readonly from: Plan
  readonly to: Plan
}

/** A monthly bill. */
export interface Bill {
  readonly time: number
  readonly member: Member
  readonly plan: Plan
  readonly amountUsd: number
}

/** What is paid for together: a company, or somebody alone. */
export interface Account {
  readonly company: Company | undefined
  readonly members: readonly Member[]
  /** In order of time. */
  readonly changes: readonly PlanChange[]
  readonly bills: readonly Bill[]
}

/** No plan changes later than this before `now`, so that the session it happens in fits. */
const MARGIN = 2 * HOUR

export function initialPlan(account: Pick<Account, 'company'>): Plan {
  return account.company?.plan ?? 'free'
}

/** The plan at that time. */
export function planAt(account: Account, time: number): Plan {
  return account.changes.findLast(change => change.time <= time)?.to ?? initialPlan(account)
}

/** Members upgrade one step each, in order of time; one in eight of the last ones is taken back. */
function createChanges(
  random: Random,
  company: Company | undefined,
  members: readonly Member[],
  now: number,
): PlanChange[] {
  const changes: PlanChange[] = []
  let plan = initialPlan({ company })
  const wishes = members.flatMap(member => (member.upgradeAt === undefined ? [] : [{ member, time: member.upgradeAt }]))
  for (const { member, time } of wishes.sort((a, b) => a.time - b.time)) {
    const to = neighbourPlan(plan, 1)
    if (!to) continue
    changes.push({ time, member, from: plan, to })
    plan = to
  }
  const last = changes.at(-1)
  const regret = last && random.chance(1 / 8) ? last.time + random.int(12 * DAY, 40 * DAY) : Infinity
  if (last && regret <= now - MARGIN) changes.push({ time: regret, member: last.member, from: last.to, to: last.from })
  return changes
}

/** Every 30 days while the plan costs something; an upgrade is paid at once. */
function createBills(random: Random, account: Omit<Account, 'bills'>, now: number): Bill[] {
  const bills: Bill[] = []
  const start = now - HISTORY_DAYS * DAY + random.int(0, 30 * DAY)
  const steps = [{ time: start, plan: initialPlan(account), member: account.members[0] }]
  for (const { time, to, member } of account.changes) steps.push({ time, plan: to, member })
  for (const [i, { time, plan, member }] of steps.entries()) {
    const until = Math.min(now, steps[i + 1]?.time ?? now)
    const amountUsd = priceOf(plan)
    if (amountUsd === 0 || !member) continue
    // The payment provider reports a few minutes after the change.
    for (let due = time + random.int(2, 9) * 60_000; due < until; due += 30 * DAY) {
      if (due >= member.createdAt) bills.push({ time: due, member, plan, amountUsd })
    }
  }
  return bills
}

/** Puts members together by company, oldest first, and lets them change plans. */
export function createAccounts(seed: number, now: number, members: readonly Member[]): Account[] {
  const random = createRandom(seed, 'accounts')
  const byCompany = new Map<string, Member[]>()
  for (const member of members) {
    const key = member.company?.key ?? member.email
    const group = byCompany.get(key)
    if (group) group.push(member)
    else byCompany.set(key, [member])
  }
  return [...byCompany.values()].map(unsorted => {
    const group = unsorted.toSorted((a, b) => a.createdAt - b.createdAt)
    const company = group[0]?.company
    const account = { company, members: group, changes: createChanges(random, company, group, now) }
    return { ...account, bills: createBills(random, account, now) }
  })
}
