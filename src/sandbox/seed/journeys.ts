import { type Account, type PlanChange, planAt } from './accounts.js'
import { actOnce, changePlan, createFlagReporter, type FlagReporter, invite, uploadFiles } from './actions.js'
import { DAY } from './calendar.js'
import type { Device } from './catalogue/devices.js'
import {
  APP_PAGES,
  FILES,
  HOME,
  LOGIN,
  MARKETING_PAGES,
  ONBOARDING,
  PRICING,
  priceOf,
  SIGNUP,
  TEAM,
} from './catalogue/product.js'
import { DIRECT } from './catalogue/sources.js'
import type { Company } from './companies.js'
import { WELCOME_FLAG } from './flags.js'
import type { Engagement, Member } from './people.js'
import { createRandom, type Random } from './random.js'
import { planVisits, type Visit } from './schedule.js'
import { createSession, type Session } from './session.js'
import { createSurveyAsker } from './surveys.js'
import type { DemoEvent } from './types.js'
import { anonymousVisitor, memberProperties, memberVisitor, type Visitor } from './visitor.js'

export interface JourneyOptions {
  readonly seed: number
  readonly now: number
  readonly sink: (event: DemoEvent) => void
}

/** Pages of one ordinary visit. */
const STEPS: Readonly<Record<Engagement, readonly [number, number]>> = {
  bounced: [1, 2],
  casual: [1, 3],
  regular: [1, 4],
  power: [2, 4],
}

/** Looks around the public pages; half leave after the first. */
export function browse(random: Random, session: Session, pages: number): void {
  session.open(random.chance(0.6) ? HOME : random.weighted(MARKETING_PAGES))
  for (let i = 1; i < pages; i++) {
    session.pause(28)
    session.open(random.weighted(MARKETING_PAGES))
  }
  session.pause(22)
}

/** One member's life in the product, event by event. */
export function writeMember(member: Member, account: Account, options: JourneyOptions): void {
  const { seed, now, sink } = options
  const random = createRandom(seed, `journey ${member.email}`)
  const report = createFlagReporter()
  const surveys = createSurveyAsker(member, options)
  const signedInOn = new Set<Device>(member.established ? [member.device] : [])
  const known = new Map<string, Visitor>()
  let lastSeen = 0

  const asMember = (device: Device, time: number) => {
    const plan = planAt(account, time)
    const key = `${plan} ${device === member.device}`
    const visitor = known.get(key) ?? memberVisitor(member, plan, device, now)
    known.set(key, visitor)
    return visitor
  }
  const asStranger = (device: Device) => {
    const id = device === member.device ? member.anonymousId : member.secondAnonymousId
    return anonymousVisitor(id, device, member.place, now, member)
  }

  for (const visit of planVisits(random, member, account, now)) {
    const phone = member.secondDevice && visit.task === 'work' && random.chance(0.25)
    const device = phone ? (member.secondDevice ?? member.device) : member.device
    const stranger = visit.task === 'look' || !signedInOn.has(device)
    const source = visit.task === 'look' || visit.task === 'sign-up' ? member.source : DIRECT
    const visitor = stranger ? asStranger(device) : asMember(device, visit.time - 1)
    const session = createSession({ random, start: visit.time, now, visitor, source, sink })
    if (visit.task === 'look') browse(random, session, random.int(1, 4))
    else if (visit.task === 'sign-up') signUp(random, session, member, asMember(device, visit.time), account)
    else signIn(random, session, member, asMember(device, visit.time - 1), visit.time - lastSeen > 6 * DAY)
    if (visit.task !== 'look') signedInOn.add(device)
    if (visit.task === 'sign-up') welcome(random, session, member, report)
    else if (visit.task !== 'look') work(random, session, member, visit, report)
    if (visit.task === 'work') surveys.afterWork(session)
    if (typeof visit.task === 'object') {
      changePlan(session, visit.task)
      announcePlan(session, visit.task, asMember(device, visit.time))
      if (priceOf(visit.task.to) < priceOf(visit.task.from)) surveys.afterDowngrade(session)
    }
    session.end()
    lastSeen = visit.time
  }
}

function identify(session: Session, visitor: Visitor, set: Readonly<Record<string, unknown>>): void {
  const anonymousId = session.visitor.distinctId
  session.become(visitor)
  session.track('$identify', { $anon_distinct_id: anonymousId, $set: set })
}

function signUp(random: Random, session: Session, member: Member, visitor: Visitor, account: Account): void {
  browse(random, session, random.int(1, 2))
  if (random.chance(0.35)) session.open(PRICING)
  session.pause(30)
  session.open(SIGNUP)
  session.pause(50)
  const { email, name, role, plan } = memberProperties(member, 'free', member.device)
  identify(session, visitor, { email, name, role, plan })
  const founds = account.members[0] === member
  if (account.company && founds) announceCompany(session, account.company)
  session.track('signed_up', { plan: 'free', from_invite: !founds && random.chance(0.6) })
}

function announceCompany(session: Session, { key, name, domain, industry, employees, plan }: Company): void {
  const $group_set = { name, domain, industry, employees, plan, mrr: priceOf(plan) }
  session.track('$groupidentify', { $group_type: 'company', $group_key: key, $group_set })
}

/** A new device, or a long absence, asks for the password. */
function signIn(random: Random, session: Session, member: Member, visitor: Visitor, expired: boolean): void {
  const stranger = session.visitor.distinctId !== member.email
  if (!stranger && !(expired && random.chance(0.8))) return
  session.open(LOGIN)
  session.pause(12)
  if (stranger) identify(session, visitor, { email: member.email })
  session.track('logged_in', { method: random.chance(0.7) ? 'password' : 'sso' })
}

function welcome(random: Random, session: Session, member: Member, report: FlagReporter): void {
  session.open(ONBOARDING)
  report(session, WELCOME_FLAG)
  session.pause(35)
  if (member.uploadedAt !== member.createdAt) return
  session.open(FILES)
  report(session, 'eu-data-banner')
  uploadFiles(random, session, report)
}

function work(random: Random, session: Session, member: Member, { time, task }: Visit, report: FlagReporter): void {
  const [min, max] = STEPS[member.engagement]
  const steps = task === 'work' ? random.int(min, max) : 1
  const reached = (milestone: number | undefined) => milestone !== undefined && milestone < time
  const may = { upload: reached(member.uploadedAt), invite: reached(member.invitedAt) }
  session.open(FILES)
  report(session, 'eu-data-banner')
  for (let i = 0; i < steps; i++) {
    actOnce(random, session, report, may)
    session.pause(24)
    if (i < steps - 1) session.open(random.weighted(APP_PAGES))
  }
  if (task === 'upload') uploadFiles(random, session, report)
  if (task === 'invite') invite(random, session)
  if (task === 'work' && member.role === 'admin' && member.company && random.chance(0.3)) {
    session.open(TEAM)
    report(session, 'company-audit-log')
  }
  if (task === 'work' && random.chance(0.07)) session.track('logged_out')
}

/** The new plan goes onto the person and, for companies, onto the group. */
function announcePlan(session: Session, change: PlanChange, visitor: Visitor): void {
  session.become(visitor)
  session.track('$set', { $set: { plan: change.to } })
  const company = visitor.groups['company']
  if (company === undefined) return
  const $group_set = { plan: change.to, mrr: priceOf(change.to) }
  session.track('$groupidentify', { $group_type: 'company', $group_key: company, $group_set })
}
