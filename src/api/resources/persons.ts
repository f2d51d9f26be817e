import { HttpError } from '../../core/errors.js'
import * as rows from '../endpoints/persons.js'
import { defineAction, defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { getMethods, listMethods, type WithId } from './crud.js'

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

/** Which properties to set on a person. */
export interface PersonChanges {
  readonly properties: Readonly<Record<string, unknown>>
}

/** One property of one person. */
export interface PersonProperty {
  /** The person’s id or uuid. */
  readonly id: number | string
  readonly key: string
}

/** How to split a person: everything but one distinct id, or the listed ones, becomes persons of their own. */
export type PersonSplit =
  | { readonly mainDistinctId?: string; readonly distinctIdsToSplit?: never }
  | { readonly mainDistinctId?: never; readonly distinctIdsToSplit: readonly string[] }

/** What goes with a deleted person. */
export interface PersonDeletion {
  /** Also delete their events. */
  readonly deleteEvents?: boolean
  /** Also delete their recordings. */
  readonly deleteRecordings?: boolean
  /** Delete only the rest, and keep the person. */
  readonly keepPerson?: boolean
}

/** Whom to delete: up to 1000, by uuid or by distinct id. */
export type PersonsDeletion = PersonDeletion &
  (
    | { readonly ids: readonly string[]; readonly distinctIds?: never }
    | { readonly distinctIds: readonly string[]; readonly ids?: never }
  )

/** What was deleted. */
export interface PersonsDeletionReport extends Shape<'PersonBulkDeleteResponse'> {}

/** A cohort as it stands beside a person. */
export interface PersonCohort {
  readonly id: number
  readonly name: string
  readonly count: number | null
}

/** `api.persons.list` for any {@link ApiCaller}. */
export const listPersons = /* @__PURE__ */ defineList<Person, PersonsListParams>(rows.list)

/** `api.persons.get` for any {@link ApiCaller}. */
export const getPerson = /* @__PURE__ */ defineRead<number | string, Person>(rows.get)

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

/** `api.persons.update` for any {@link ApiCaller}. */
export const updatePerson = /* @__PURE__ */ defineWrite<WithId<number | string, PersonChanges>, void>(rows.update)

/** `api.persons.updateProperty` for any {@link ApiCaller}. */
export const updatePersonProperty = /* @__PURE__ */ defineWrite<PersonProperty & { readonly value: unknown }, void>(
  rows.updateProperty,
)

/** `api.persons.deleteProperty` for any {@link ApiCaller}. */
export const deletePersonProperty = /* @__PURE__ */ defineWrite<PersonProperty, unknown>(
  rows.deleteProperty,
  ({ key }) => ({ $unset: key }),
)

/** `api.persons.split` for any {@link ApiCaller}. */
export const splitPerson = /* @__PURE__ */ defineAction<WithId<number | string, PersonSplit>, unknown>(rows.split)

/** `api.persons.delete` for any {@link ApiCaller}. */
export const deletePerson = /* @__PURE__ */ defineRead<WithId<number | string, PersonDeletion>, void>(rows.remove)

/** `api.persons.bulkDelete` for any {@link ApiCaller}. */
export const deletePersons = /* @__PURE__ */ defineAction<PersonsDeletion, PersonsDeletionReport>(rows.bulkDelete)

/** `api.persons.cohorts` for any {@link ApiCaller}. */
export const listPersonCohorts = /* @__PURE__ */ defineRead<
  { readonly personId: number | string },
  { readonly results: readonly PersonCohort[] }
>(rows.cohorts)

const findByDistinctIds = /* @__PURE__ */ defineAction<
  { readonly distinctIds: readonly string[] },
  { readonly results?: Readonly<Record<string, Person>> }
>(rows.byDistinctIds)

/** PostHog reads no more at a time, and leaves out the others without a word. */
const maxDistinctIds = 200

/** `api.persons.byDistinctIds` as a function, for any {@link ApiCaller}. */
export async function getPersonsByDistinctIds(
  api: ApiCaller,
  distinctIds: readonly string[],
  options?: CallOptions,
): Promise<Record<string, Person>> {
  const wanted = [...new Set(distinctIds)]
  const batches = Array.from({ length: Math.ceil(wanted.length / maxDistinctIds) }, (_, index) =>
    wanted.slice(index * maxDistinctIds, (index + 1) * maxDistinctIds),
  )
  const answers = await Promise.all(batches.map(batch => findByDistinctIds(api, { distinctIds: batch }, options)))
  return Object.assign({}, ...answers.map(({ results }) => results))
}

const findValues = /* @__PURE__ */ defineRead<
  PersonValuesParams,
  { readonly results: readonly { readonly name: unknown }[] } | readonly { readonly name: unknown }[]
>(rows.values)

/** Which values to look up. */
export interface PersonValuesParams {
  /** The property’s name. */
  readonly key: string
  /** Part of the values. */
  readonly value?: string
}

/** `api.persons.values` as a function, for any {@link ApiCaller}. */
export async function listPersonPropertyValues(
  api: ApiCaller,
  params: PersonValuesParams,
  options?: CallOptions,
): Promise<unknown[]> {
  const answer = await findValues(api, params, options)
  // Older PostHogs answer with the list itself.
  const values = 'results' in answer ? answer.results : answer
  return values.map(({ name }) => name)
}

/** Makes `api.persons`. https://posthog.com/docs/api/persons */
export function createPersonsApi(api: ApiCaller) {
  return {
    ...listMethods(api, listPersons),
    ...getMethods(api, getPerson),
    /**
     * One person by any of their distinct ids. Scope `person:read`.
     * @throws NotFoundError
     */
    getByDistinctId: (distinctId: string, options?: CallOptions) => getPersonByDistinctId(api, distinctId, options),
    /**
     * The persons of many distinct ids, by distinct id; unknown ones are missing. PostHog takes 200 at a time, more are asked for in
     * several requests. Scope `person:read`.
     */
    byDistinctIds: (distinctIds: readonly string[], options?: CallOptions) =>
      getPersonsByDistinctIds(api, distinctIds, options),
    /** The cohorts a person is in. Scopes `person:read` and `cohort:read`. */
    cohorts: async (personId: number | string, options?: CallOptions) =>
      (await listPersonCohorts(api, { personId }, options)).results,
    /** Values that a person property has, to choose from. Scope `person:read`. */
    values: (params: PersonValuesParams, options?: CallOptions) => listPersonPropertyValues(api, params, options),
    /**
     * Sets properties and leaves the others. PostHog answers before it is done, so a read right after may not show it yet.
     * Scope `person:write`, as for all writes of persons.
     */
    update: (id: number | string, changes: PersonChanges, options?: CallOptions) =>
      updatePerson(api, { id, ...changes }, options),
    /** Sets one property. PostHog answers before it is done. */
    updateProperty: (id: number | string, key: string, value: unknown, options?: CallOptions) =>
      updatePersonProperty(api, { id, key, value }, options),
    /** Removes one property. PostHog answers before it is done. */
    deleteProperty: async (id: number | string, key: string, options?: CallOptions): Promise<void> =>
      void (await deletePersonProperty(api, { id, key }, options)),
    /**
     * Makes persons of their own of a person’s distinct ids: all but `mainDistinctId`, or those listed. The properties stay with the
     * original. PostHog answers before it is done.
     */
    split: async (id: number | string, split: PersonSplit = {}, options?: CallOptions): Promise<void> =>
      void (await splitPerson(api, { id, ...split }, options)),
    /** Deletes a person for good. PostHog answers before it is done. https://posthog.com/docs/privacy/data-deletion */
    delete: (id: number | string, deletion: PersonDeletion = {}, options?: CallOptions) =>
      deletePerson(api, { id, ...deletion }, options),
    /** Deletes up to 1000 persons for good, and says how many. */
    bulkDelete: (deletion: PersonsDeletion, options?: CallOptions) => deletePersons(api, deletion, options),
  }
}
