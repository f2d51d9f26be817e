import type { FlagPropertyFilter } from '../../../core/flags/evaluation/index.js'
import { json } from '../../http/respond.js'
import type { PersonFilter, PersonStore, StoredPerson } from '../../store/persons.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { notFound, notImplemented } from '../errors.js'
import { type Page, pageUrl, previousUrl, readPage } from '../pagination.js'
import { matchesAll, narrow, parsePropertyFilters } from './filters.js'
import { withDistinctIds } from './serialize.js'

/** `GET persons/`: newest first, without a `count` unless asked for. https://posthog.com/docs/api/persons */
export const listPersons: ApiHandler = async ({ url }, services) => {
  const param = (name: string) => url.searchParams.get(name) || undefined
  if (param('format') === 'csv') throw notImplemented('The sandbox lists persons as JSON only. Leave out format=csv.')
  const properties = parsePropertyFilters(url.searchParams.get('properties'))
  const filter = {
    search: param('search'),
    email: param('email'),
    distinctId: param('distinct_id'),
    properties: narrow(properties),
  }
  const page = readPage(url)
  const found = await findPersons(services.persons, { filter, properties, now: services.now() }, page)
  const includeTotal = url.searchParams.has('include_total') && url.searchParams.get('include_total') !== 'false'
  return json({
    ...(includeTotal ? { count: await countPersons(services, filter, properties) } : {}),
    // A full page has a next one, which may turn out empty: PostHog does not look ahead either.
    next: found.length === page.limit ? pageUrl(url, { ...page, offset: page.offset + page.limit }) : null,
    previous: previousUrl(url, page),
    results: await withDistinctIds(services.persons, found),
  })
}

/** `GET persons/:id/`, by integer id or uuid. */
export const getPerson: ApiHandler = async ({ params }, { persons }) => {
  const person = await persons.find(params['id'] ?? '')
  if (!person) throw notFound()
  const [serialized] = await withDistinctIds(persons, [person])
  return json(serialized)
}

interface PersonQuery {
  readonly filter: PersonFilter
  readonly properties: readonly FlagPropertyFilter[]
  readonly now: number
}

async function findPersons(store: PersonStore, query: PersonQuery, page: Page): Promise<StoredPerson[]> {
  if (query.properties.length === 0) return store.page(query.filter, page.limit, page.offset)
  const found: StoredPerson[] = []
  let skip = page.offset
  for await (const person of matching(store, query)) {
    if (skip > 0) skip--
    else if (found.push(person) === page.limit) break
  }
  return found
}

const scanSize = 1000

/** Property filters have operators that SQL has not, so they run here, over pages of what SQL can narrow down. */
async function* matching(store: PersonStore, { filter, properties, now }: PersonQuery): AsyncGenerator<StoredPerson> {
  for (let offset = 0; ; offset += scanSize) {
    const scanned = await store.page(filter, scanSize, offset)
    for (const person of scanned) if (matchesAll(person, properties, now)) yield person
    if (scanned.length < scanSize) return
  }
}

async function countPersons(
  { persons, now }: ApiServices,
  filter: PersonFilter,
  properties: readonly FlagPropertyFilter[],
): Promise<number> {
  if (properties.length === 0) return persons.count(filter)
  let total = 0
  for await (const _person of matching(persons, { filter, properties, now: now() })) total++
  return total
}
