import type { Command } from 'commander'
import { type Api, isNotFoundError, type Person } from '../../api/index.js'
import { addConnectionOptions, connect, type ConnectionFlags } from '../connection.js'
import { addFormatOptions, addRowFormatOptions } from '../format.js'
import { readNumber } from '../input.js'
import { type FormatFlags, printRecord, printRows, toFormat } from '../output/print.js'

type Flags = ConnectionFlags & FormatFlags

interface ListFlags extends Flags {
  readonly search?: string
  readonly email?: string
  readonly distinctId?: string
  readonly limit: number
}

interface EventsFlags extends Flags {
  readonly event?: string
  readonly after?: string
  readonly before?: string
  readonly limit: number
}

/** `hogkit persons list|get|events`. */
export function addPersonsCommand(program: Command): void {
  const persons = program.command('persons').description('Persons and what they did.')
  const limit = (command: Command) => command.option('--limit <number>', 'how many at most', readNumber(1), 50)
  addRowFormatOptions(
    addConnectionOptions(
      limit(
        persons
          .command('list')
          .description('Find persons.')
          .option('--search <text>', 'part of an email, or a distinct id')
          .option('--email <email>', 'a whole email')
          .option('--distinct-id <id>', 'one of their distinct ids'),
      ),
    ),
  ).action(list)
  addFormatOptions(
    addConnectionOptions(
      persons.command('get').description('Show one person.').argument('<person>', 'an id, a uuid or a distinct id'),
    ),
  ).action(get)
  addRowFormatOptions(
    addConnectionOptions(
      limit(
        persons
          .command('events')
          .description("A person's events, newest first.")
          .argument('<person>', 'an id, a uuid or a distinct id')
          .option('--event <name>', 'only events of this name')
          .option('--after <time>', 'only later ones, ISO 8601')
          .option('--before <time>', 'only earlier ones, ISO 8601'),
      ),
    ),
  ).action(events)
}

async function list({ search, email, distinctId, limit, ...flags }: ListFlags): Promise<void> {
  const page = await connect(flags).persons.list({
    limit,
    ...(search !== undefined && { search }),
    ...(email !== undefined && { email }),
    ...(distinctId !== undefined && { distinctId }),
  })
  printRows(
    toFormat(flags),
    { columns: ['id', 'uuid', 'name', 'distinct_ids', 'created_at'], rows: page.results as never },
    page,
  )
}

/** A person by whatever name is at hand. A distinct id may look like an id, so the id is tried first. */
async function find(api: Api, person: string): Promise<Person> {
  const isId = /^\d{1,18}$|^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(person)
  if (!isId) return api.persons.getByDistinctId(person)
  return api.persons.get(person).catch((error: unknown) => {
    if (isNotFoundError(error)) return api.persons.getByDistinctId(person)
    throw error
  })
}

async function get(person: string, flags: Flags): Promise<void> {
  printRecord(toFormat(flags), { ...(await find(connect(flags), person)) })
}

async function events(person: string, { event, after, before, limit, ...flags }: EventsFlags): Promise<void> {
  const api = connect(flags)
  const { uuid } = await find(api, person)
  const conditions = [
    'person_id = {person}',
    ...(event === undefined ? [] : ['event = {event}']),
    ...(after === undefined ? [] : ['timestamp > toDateTime({after})']),
    ...(before === undefined ? [] : ['timestamp < toDateTime({before})']),
  ]
  const values = Object.fromEntries(
    Object.entries({ person: uuid, event, after, before }).filter(([, value]) => value !== undefined),
  )
  const { rows, hasMore } = await api.query.hogql<EventRow>(
    `select uuid as id, timestamp, event, distinct_id, properties from events where ${conditions.join(' and ')} order by timestamp desc limit ${limit}`,
    values,
  )
  const results = rows.map(row => ({ ...row, properties: toObject(row.properties) }))
  printRows(
    toFormat(flags),
    { columns: ['timestamp', 'event', 'distinct_id', 'properties'], rows: results },
    { results, hasMore },
  )
}

interface EventRow {
  readonly id: string
  readonly timestamp: string
  readonly event: string
  readonly distinct_id: string
  readonly properties: unknown
}

/** HogQL gives properties as JSON text. */
function toObject(properties: unknown): unknown {
  try {
    return typeof properties === 'string' ? JSON.parse(properties) : properties
  } catch {
    return properties
  }
}
