import type { Account, PlanChange } from './accounts.js'
import { DAY, HISTORY_DAYS, SESSION_GAP, timeOfDay, weekdayFactor } from './calendar.js'
import type { Engagement, Member } from './people.js'
import type { Random } from './random.js'

/** A visit to come, and what must happen in it. */
export interface Visit {
  readonly time: number
  readonly task: 'look' | 'sign-up' | 'upload' | 'invite' | 'work' | PlanChange
}

/**
 * The chance to come back on a working day, by days since sign-up: it starts at `start` and falls to `floor`, half of the
 * way in `halfLife` days. That is what bends the retention curve.
 */
const RETURNS: Readonly<Record<Engagement, { start: number; floor: number; halfLife: number }>> = {
  bounced: { start: 0.05, floor: 0, halfLife: 3 },
  casual: { start: 0.09, floor: 0.003, halfLife: 7 },
  regular: { start: 0.15, floor: 0.02, halfLife: 15 },
  power: { start: 0.3, floor: 0.11, halfLife: 36 },
}

function returnChance(engagement: Engagement, days: number): number {
  const { start, floor, halfLife } = RETURNS[engagement]
  return floor + (start - floor) * 0.5 ** (days / halfLife)
}

function milestones(member: Member, account: Account): Visit[] {
  const visits: Visit[] = account.changes
    .filter(change => change.member === member)
    .map(task => ({ time: task.time, task }))
  if (member.established) return visits
  visits.push({ time: member.createdAt, task: 'sign-up' })
  const { uploadedAt, invitedAt } = member
  if (uploadedAt !== undefined && uploadedAt > member.createdAt) visits.push({ time: uploadedAt, task: 'upload' })
  if (invitedAt !== undefined) visits.push({ time: invitedAt, task: 'invite' })
  return visits
}

function ordinaryVisits(random: Random, member: Member, now: number): Visit[] {
  const visits: Visit[] = []
  const start = Math.max(member.createdAt, now - HISTORY_DAYS * DAY)
  for (let day = start; day <= now + DAY; day += DAY) {
    // People who were there before the history begins have settled by then.
    const days = member.established ? 20 : (day - start) / DAY
    if (!random.chance(returnChance(member.engagement, days) * weekdayFactor(day))) continue
    const time = timeOfDay(random, day, member.place.utcOffset)
    visits.push({ time, task: 'work' })
    if (member.engagement === 'power' && random.chance(0.15))
      visits.push({ time: time + SESSION_GAP + random.int(0, SESSION_GAP), task: 'work' })
  }
  return visits.filter(({ time }) => time > start + SESSION_GAP && time <= now)
}

/** One in four looked around some days before signing up. */
function earlierLook(random: Random, member: Member, now: number): Visit[] {
  const time = member.createdAt - random.int(SESSION_GAP, 9 * DAY)
  const looks = random.chance(0.25) && !member.established && time >= now - HISTORY_DAYS * DAY
  return looks ? [{ time, task: 'look' }] : []
}

/** All visits of a member within the history, in order of time and never two at once: tasks first, the rest around them. */
export function planVisits(random: Random, member: Member, account: Account, now: number): Visit[] {
  const visits = milestones(member, account)
  for (const visit of [...earlierLook(random, member, now), ...ordinaryVisits(random, member, now)]) {
    if (visits.every(({ time }) => Math.abs(time - visit.time) >= SESSION_GAP)) visits.push(visit)
  }
  return visits.sort((a, b) => a.time - b.time)
}
