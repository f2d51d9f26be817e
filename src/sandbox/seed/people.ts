import { busyTime, DAY, HISTORY_DAYS, HOUR, SESSION_GAP, timeOfDay, weekdayFactor } from './calendar.js'
import { DESKTOPS, type Device, MOBILES } from './catalogue/devices.js'
import { FIRST_NAMES, LAST_NAMES, ROLES } from './catalogue/names.js'
import { BERLIN, type Place, PLACES } from './catalogue/places.js'
import { type Source, SOURCES } from './catalogue/sources.js'
import { type Company, FENNELGATE, HEDGEBOX, MOSSBARROW, QUILLHOLLOW } from './companies.js'
import { createRandom, type Random } from './random.js'
import { welcomeOf } from './visitor.js'

export type Engagement = 'bounced' | 'casual' | 'regular' | 'power'

/** Somebody who signed up, and what they will get round to doing. Times in ms since 1970. */
export interface Member {
  readonly email: string
  readonly name: string
  readonly role: string
  readonly company: Company | undefined
  readonly place: Place
  readonly source: Source
  readonly device: Device
  /** A phone, for some. */
  readonly secondDevice: Device | undefined
  readonly anonymousId: string
  readonly secondAnonymousId: string
  readonly engagement: Engagement
  readonly createdAt: number
  /** Signed up before the history begins: no sign-up event. */
  readonly established: boolean
  /** First upload, invitation and upgrade, each only after the one before; `undefined` for never. */
  readonly uploadedAt: number | undefined
  readonly invitedAt: number | undefined
  readonly upgradeAt: number | undefined
}

const SIGNUPS = 1850
const ESTABLISHED = 145
/** No milestone later than this before `now`, so that its session fits. */
const MARGIN = 2 * HOUR

const ENGAGEMENTS = [
  { name: 'bounced', weight: 40, upload: 0.3, invite: 0.12, upgrade: 0.05 },
  { name: 'casual', weight: 35, upload: 0.75, invite: 0.32, upgrade: 0.24 },
  { name: 'regular', weight: 18, upload: 0.93, invite: 0.58, upgrade: 0.42 },
  { name: 'power', weight: 7, upload: 1, invite: 0.85, upgrade: 0.6 },
] as const

type Rates = (typeof ENGAGEMENTS)[number]

const LOYAL = ENGAGEMENTS.filter(({ name }) => name === 'regular' || name === 'power')

interface Draft {
  readonly email?: string
  readonly name?: string
  readonly role?: string
  readonly company?: Company | undefined
  readonly place?: Place
  readonly engagement?: Engagement
  readonly createdAt: number
  readonly established: boolean
}

/** What the welcome that somebody sees does to their chance to upload: the checklist helps, the film hardly. */
const WELCOME_LIFT: Readonly<Record<string, number>> = { control: 1, guided: 1.14, video: 1.03 }

function welcomeLift(email: string): number {
  return WELCOME_LIFT[String(welcomeOf(email))] ?? 1
}

type Milestones = Pick<Member, 'uploadedAt' | 'invitedAt' | 'upgradeAt'>

/** Moves a time to working hours, most of it to working days. */
function toWorkingTime(random: Random, time: number, utcOffset: number): number {
  const rests = weekdayFactor(time) < 0.5 && random.chance(0.7)
  return timeOfDay(random, rests ? time + 2 * DAY : time, utcOffset)
}

function planMilestones(
  random: Random,
  { draft, place, rates, lift }: { draft: Draft; place: Place; rates: Rates; lift: number },
  now: number,
): Milestones {
  const after = (time: number | undefined, chance: number, minDays: number, maxDays: number) => {
    const wanted = random.chance(chance)
    const days = minDays + random.next() * (maxDays - minDays)
    if (time === undefined || !wanted) return undefined
    const working = toWorkingTime(random, time + days * DAY, place.utcOffset)
    const later = Math.max(working, time + SESSION_GAP)
    return later <= now - MARGIN ? later : undefined
  }
  const rejoined = after(now - HISTORY_DAYS * DAY, rates.upgrade / 3, 5, HISTORY_DAYS)
  const first = random.chance(0.8) ? draft.createdAt : after(draft.createdAt, 1, 0.3, 3)
  const uploadedAt = random.chance(rates.upload * lift) ? first : undefined
  const invitedAt = after(uploadedAt, rates.invite, 0.3, 9)
  const upgradeAt = after(invitedAt, rates.upgrade, 0.5, 21)
  if (!draft.established) return { uploadedAt, invitedAt, upgradeAt }
  const invites = random.chance(rates.invite)
  return {
    uploadedAt: draft.createdAt,
    invitedAt: invites ? draft.createdAt : undefined,
    upgradeAt: invites ? rejoined : undefined,
  }
}

function createMember(random: Random, draft: Draft, taken: Set<string>, now: number): Member {
  const rates = draft.engagement
    ? (ENGAGEMENTS.find(({ name }) => name === draft.engagement) ?? ENGAGEMENTS[0])
    : random.weighted<Rates>(draft.established ? LOYAL : ENGAGEMENTS)
  const place = draft.place ?? random.weighted(PLACES)
  const name = draft.name ?? `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`
  const local = name.toLowerCase().replace(/[^a-z]+/g, '.')
  const domain = draft.company?.domain ?? random.pick(['mail.test', 'post.test', 'inbox.example'])
  let email = draft.email ?? `${local}@${domain}`
  for (let i = 2; taken.has(email); i++) email = `${local}${i}@${domain}`
  taken.add(email)
  return {
    email,
    name,
    role: draft.role ?? random.weighted<(typeof ROLES)[number]>(ROLES).name,
    company: draft.company,
    place,
    source: random.weighted(SOURCES),
    device: random.weighted(random.chance(0.92) ? DESKTOPS : MOBILES),
    secondDevice: random.chance(0.22) ? random.weighted(MOBILES) : undefined,
    anonymousId: random.uuid(draft.createdAt),
    secondAnonymousId: random.uuid(draft.createdAt + DAY),
    engagement: rates.name,
    createdAt: draft.createdAt,
    established: draft.established,
    ...planMilestones(random, { draft, place, rates, lift: welcomeLift(email) }, now),
  }
}

const ago = (now: number, days: number) => now - days * DAY

/** The people documentation and tests may name: the same for every seed. */
function knownDrafts(now: number): Draft[] {
  return [
    {
      email: 'ada@hedgebox.example',
      name: 'Ada Marlow',
      role: 'admin',
      company: HEDGEBOX,
      place: BERLIN,
      engagement: 'power',
      createdAt: ago(now, 410),
      established: true,
    },
    {
      email: 'ben@mossbarrow.example',
      name: 'Ben Okandele',
      role: 'operations',
      company: MOSSBARROW,
      engagement: 'regular',
      createdAt: ago(now, 230),
      established: true,
    },
    {
      email: 'chidi@quillhollow.example',
      name: 'Chidi Fairweld',
      role: 'designer',
      company: QUILLHOLLOW,
      engagement: 'power',
      createdAt: ago(now, 24),
      established: false,
    },
    {
      email: 'dana@fennelgate.example',
      name: 'Dana Rookwell',
      role: 'finance',
      company: FENNELGATE,
      engagement: 'casual',
      createdAt: ago(now, 3),
      established: false,
    },
    {
      email: 'eve@mail.test',
      name: 'Eve Saltmarch',
      role: 'marketing',
      company: undefined,
      engagement: 'casual',
      createdAt: ago(now, 41),
      established: false,
    },
  ]
}

/** Larger companies send more people; one in five comes alone. */
function companyPicker(random: Random, companies: readonly Company[]): () => Company | undefined {
  const weighted = companies.map(company => ({ company, weight: Math.sqrt(company.employees) }))
  return () => (random.chance(0.2) ? undefined : random.weighted(weighted).company)
}

/** About 2,000 people who signed up, in no particular order; the well-known ones first. */
export function createMembers(seed: number, now: number, companies: readonly Company[]): Member[] {
  const random = createRandom(seed, 'people')
  const taken = new Set<string>()
  const anyCompany = companyPicker(random, companies)
  const oldCompany = companyPicker(
    random,
    companies.filter(({ established }) => established),
  )
  const from = now - HISTORY_DAYS * DAY
  const members = knownDrafts(now).map(draft => createMember(random, draft, taken, now))
  for (let i = 0; i < ESTABLISHED; i++) {
    const createdAt = from - random.int(DAY, 400 * DAY)
    members.push(createMember(random, { company: oldCompany(), createdAt, established: true }, taken, now))
  }
  for (let i = 0; i < SIGNUPS; i++) {
    const place = random.weighted(PLACES)
    const createdAt = busyTime(random, from, now - MARGIN, place.utcOffset, 2.2)
    members.push(createMember(random, { company: anyCompany(), place, createdAt, established: false }, taken, now))
  }
  return members
}
