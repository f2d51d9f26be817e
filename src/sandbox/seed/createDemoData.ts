import { type Account, type Bill, createAccounts, planAt } from './accounts.js'
import { priceOf } from './catalogue/product.js'
import { createCompanies } from './companies.js'
import { DEMO_FLAGS } from './flags.js'
import { writeMember } from './journeys.js'
import { createMembers, type Member } from './people.js'
import { createRandom } from './random.js'
import { toDemoEvent } from './session.js'
import { writeStrangers } from './strangers.js'
import type { DemoData, DemoEvent, DemoGroup, DemoPerson } from './types.js'
import { demoPersonUuid, memberProperties, memberVisitor } from './visitor.js'

export interface DemoDataOptions {
  /** Another number, another crowd; the well-known people and companies stay. */
  readonly seed: number
  /** The history ends here, ms since 1970. Nothing is later. */
  readonly now: number
}

function toPerson(member: Member, account: Account, now: number, trace: Trace | undefined): DemoPerson {
  const createdAt = member.established ? member.createdAt : (trace?.firstSeen ?? member.createdAt)
  return {
    uuid: demoPersonUuid(member.email),
    distinctIds: [...new Set([member.email, ...(trace?.distinctIds ?? [])])],
    properties: memberProperties(member, planAt(account, now), member.device),
    createdAt: new Date(createdAt).toISOString(),
    isIdentified: true,
  }
}

function toGroup({ company, members, ...account }: Account, now: number): DemoGroup[] {
  const first = members[0]
  if (!company || !first) return []
  const plan = planAt({ company, members, ...account }, now)
  const seats = members.length
  return [
    {
      typeIndex: 0,
      key: company.key,
      properties: {
        name: company.name,
        domain: company.domain,
        industry: company.industry,
        employees: company.employees,
        seats,
        plan,
        mrr: priceOf(plan),
      },
      createdAt: new Date(first.createdAt).toISOString(),
    },
  ]
}

/** Bills come from a server: no browser, no session. */
function toBillEvent(seed: number, now: number, { time, member, plan, amountUsd }: Bill): DemoEvent {
  const visitor = memberVisitor(member, plan, member.device, now)
  const { $groups, $group_0 } = visitor.eventProperties
  return toDemoEvent(createRandom(seed, `bill ${member.email} ${time}`).uuid(time), 'paid_bill', time, visitor, {
    plan,
    amount_usd: amountUsd,
    ...($groups === undefined ? {} : { $groups, $group_0 }),
    $lib: 'posthog-node',
    $geoip_disable: true,
  })
}

/** What events tell of a person. */
interface Trace {
  readonly distinctIds: Set<string>
  /** The first event with a profile, ms since 1970. */
  firstSeen: number | undefined
}

function traceEvents(events: readonly DemoEvent[]): Map<string, Trace> {
  const traces = new Map<string, Trace>()
  for (const { personUuid, personMode, distinctId, timestamp } of events) {
    const trace = traces.get(personUuid) ?? { distinctIds: new Set(), firstSeen: undefined }
    trace.distinctIds.add(distinctId)
    if (personMode === 'full') trace.firstSeen ??= Date.parse(timestamp)
    traces.set(personUuid, trace)
  }
  return traces
}

/**
 * The demo project "Hedgebox", a file storage for teams: 90 days up to `now`, about 2,000 people, 240 companies and 60,000
 * events. The same seed and `now` give the same data, to the last byte. Pure and synchronous, about half a second.
 *
 * Always there: ada@hedgebox.example (power user, enterprise), ben@mossbarrow.example, chidi@quillhollow.example,
 * dana@fennelgate.example and eve@mail.test.
 */
export function createDemoData({ seed, now }: DemoDataOptions): DemoData {
  const events: DemoEvent[] = []
  const options = { seed, now, sink: (event: DemoEvent) => void events.push(event) }
  const accounts = createAccounts(seed, now, createMembers(seed, now, createCompanies(seed)))
  for (const account of accounts) {
    for (const member of account.members) writeMember(member, account, options)
    for (const bill of account.bills) events.push(toBillEvent(seed, now, bill))
  }
  writeStrangers(options)
  events.sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : a.uuid < b.uuid ? -1 : 1))
  const traces = traceEvents(events)
  return {
    persons: accounts.flatMap(account =>
      account.members.map(member => toPerson(member, account, now, traces.get(demoPersonUuid(member.email)))),
    ),
    groupTypes: ['company'],
    groups: accounts.flatMap(account => toGroup(account, now)),
    events,
    flags: DEMO_FLAGS,
  }
}
