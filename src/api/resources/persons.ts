import { HttpError } from '../../core/errors.js'
import * as rows from '../endpoints/persons.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import { type Page, type QueryParams, walkItems, walkPages } from './page.js'

/** A person. https://posthog.com/docs/api/persons */
export interface Person {
  readonly id: number
  readonly uuid: string
  /** What PostHog shows: an email or name property, else a distinct id. */
  readonly name: string
  readonly distinct_ids: readonly string[]
  readonly properties: Readonly<Record<string, unknown>>
  readonly created_at: string
  readonly last_seen_at: string | null
}

/** One condition on a person property. https://posthog.com/docs/product-analytics/trends/filters */
export interface PersonPropertyFilter {
  readonly key: string
  readonly type?: 'person' | 'cohort'
  readonly value?: unknown
  readonly operator?: string
}

/** Which persons to list. Conditions hold together. */
export interface PersonsListParams {
  /** Part of an email, or a whole distinct id. */
  readonly search?: string
  /** A whole email. */
  readonly email?: string
  readonly distinctId?: string
  readonly properties?: readonly PersonPropertyFilter[]
  /** Persons on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
  /** Also count the whole list, which costs a second query. */
  readonly includeTotal?: boolean
}

/** The wire form of {@link PersonsListParams}. */
export function toPersonsQuery(params: PersonsListParams): QueryParams {
  const { search, email, distinctId, properties, limit, offset, includeTotal } = params
  return { search, email, distinct_id: distinctId, properties, limit, offset, include_total: includeTotal }
}

/** `api.persons.list` as a function, for any {@link ApiCaller}. */
export function listPersons(
  api: ApiCaller,
  params: PersonsListParams = {},
  options?: CallOptions,
): Promise<Page<Person>> {
  return load(api, toPersonsQuery(params), options)
}

/** `api.persons.get` as a function, for any {@link ApiCaller}. */
export function getPerson(api: ApiCaller, id: number | string, options?: CallOptions): Promise<Person> {
  return api.request(rows.get, { ...options, params: { id } })
}

/** `api.persons.getByDistinctId` as a function, for any {@link ApiCaller}. */
export async function getPersonByDistinctId(
  api: ApiCaller,
  distinctId: string,
  options?: CallOptions,
): Promise<Person> {
  const { results } = await listPersons(api, { distinctId, limit: 1 }, options)
  if (results[0]) return results[0]
  // Its class and words load now: nearly every search finds somebody.
  const { toMissingPersonError } = await import('../errors/missingPerson.js').catch((cause: unknown) => {
    throw new HttpError('No person has this distinct id.', { status: 404, cause })
  })
  throw toMissingPersonError()
}

function load(api: ApiCaller, query: QueryParams, options?: CallOptions): Promise<Page<Person>> {
  return api.request(rows.list, { ...options, query })
}

/** Makes `api.persons`. https://posthog.com/docs/api/persons */
export function createPersonsApi(api: ApiCaller) {
  /** All pages from `offset` on, loaded as the loop comes to them. */
  const pages = (params: PersonsListParams = {}, options?: CallOptions) =>
    walkPages(query => load(api, query, options), toPersonsQuery(params))

  return {
    /** One page. Scope `person:read`. */
    list: (params?: PersonsListParams, options?: CallOptions) => listPersons(api, params, options),
    pages,
    /** All persons of all pages, one by one: `for await (const person of api.persons.iterate({ search }))`. */
    iterate: (params?: PersonsListParams, options?: CallOptions) => walkItems(pages(params, options)),
    /**
     * One person by PostHog's id or uuid. Scope `person:read`.
     * @throws NotFoundError
     */
    get: (id: number | string, options?: CallOptions) => getPerson(api, id, options),
    /**
     * One person by any of their distinct ids. Scope `person:read`.
     * @throws NotFoundError
     */
    getByDistinctId: (distinctId: string, options?: CallOptions) => getPersonByDistinctId(api, distinctId, options),
  }
}
