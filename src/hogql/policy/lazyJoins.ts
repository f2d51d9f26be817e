/** Tables that are reached through a field: `events.person` reads persons, `events.pdi.person` too. */
const LAZY: Record<string, Record<string, string>> = {
  events: {
    person: 'persons',
    poe: 'persons',
    pdi: 'person_distinct_ids',
    override: 'person_distinct_id_overrides',
    session: 'sessions',
  },
  persons: { pdi: 'person_distinct_ids' },
  person_distinct_ids: { person: 'persons' },
  session_replay_events: { person: 'persons', pdi: 'person_distinct_ids', session: 'sessions', events: 'events' },
  sessions: { person: 'persons', events: 'events' },
  cohort_people: { person: 'persons' },
  static_cohort_people: { person: 'persons' },
}
const OWN = new Set(['properties', 'person_properties', 'elements_chain'])

/** A table that a chain of fields goes through, and the path to it. */
export interface LazyStep {
  table: string
  path: string[]
}

/**
 * The tables that `chain` goes through, starting at a field of `table`. Names of group types stand for `group_0` to `group_4`
 * and cannot be known here, so `company.properties.plan` counts as a group, unless a table of the query has that name.
 */
export function lazySteps(table: string, chain: readonly (string | number)[], tables: ReadonlySet<string>): LazyStep[] {
  const steps: LazyStep[] = []
  let from = table
  for (const [index, part] of chain.entries()) {
    const name = String(part)
    const next = chain[index + 1]
    const group =
      from === 'events' &&
      (/^group_\d$/.test(name) || (next === 'properties' && !OWN.has(name) && !(index === 0 && tables.has(name))))
    const known = LAZY[from]
    const target = known && Object.hasOwn(known, name) ? known[name] : group ? 'groups' : undefined
    if (target === undefined || next === undefined) return steps
    from = target
    steps.push({ table: target, path: chain.slice(0, index + 1).map(String) })
  }
  return steps
}
