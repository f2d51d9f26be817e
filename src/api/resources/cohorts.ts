import * as rows from '../endpoints/cohorts.js'
import { defineAction, defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { crudMethods, listMethods, softDeleteMethods, type WithId } from './crud.js'
import type { Person } from './persons.js'

/** A group of persons, by conditions or by hand. https://posthog.com/docs/api/cohorts */
export interface Cohort extends Shape<'Cohort'> {}

/** What to change of a cohort. */
export interface CohortChanges extends Shape<'PatchedCohort'> {}

/** What a cohort is made of: `filters`, or `is_static` with `_create_static_person_ids` (uuids of persons). */
export type CohortInput = CohortChanges & { readonly name: string }

/** Which cohorts to list. */
export interface CohortsListParams {
  /** Part of a name. */
  readonly search?: string
  /** Cohorts on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** Whose members to list. */
export interface CohortPersonsParams {
  /** The cohort’s id. */
  readonly id: number
  /** Persons on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** Who to put into a static cohort. */
export interface CohortAddition {
  /** The cohort’s id. */
  readonly id: number
  /** The uuids of the persons. */
  readonly personIds: readonly string[]
}

/** Who to take out of a static cohort. */
export interface CohortRemoval {
  /** The cohort’s id. */
  readonly id: number
  /** The uuid of the person. */
  readonly personId: string
}

/** `api.cohorts.list` for any {@link ApiCaller}. */
export const listCohorts = /* @__PURE__ */ defineList<Cohort, CohortsListParams>(rows.list)

/** `api.cohorts.get` for any {@link ApiCaller}. */
export const getCohort = /* @__PURE__ */ defineRead<number, Cohort>(rows.get)

/** `api.cohorts.create` for any {@link ApiCaller}. */
export const createCohort = /* @__PURE__ */ defineWrite<CohortInput, Cohort>(rows.create)

/** `api.cohorts.update` for any {@link ApiCaller}. */
export const updateCohort = /* @__PURE__ */ defineWrite<WithId<number, CohortChanges>, Cohort>(rows.update)

/** `api.cohorts.persons` for any {@link ApiCaller}. */
export const listCohortPersons = /* @__PURE__ */ defineList<Person, CohortPersonsParams>(rows.persons)

/** `api.cohorts.addPersons` for any {@link ApiCaller}. */
export const addPersonsToCohort = /* @__PURE__ */ defineAction<CohortAddition, unknown>(rows.addPersons)

/** `api.cohorts.removePerson` for any {@link ApiCaller}. */
export const removePersonFromCohort = /* @__PURE__ */ defineAction<CohortRemoval, unknown>(rows.removePerson)

/** Makes `api.cohorts`. https://posthog.com/docs/api/cohorts */
export function createCohortsApi(api: ApiCaller) {
  const members = listMethods(api, listCohortPersons)
  return {
    ...crudMethods(api, { list: listCohorts, get: getCohort, create: createCohort, update: updateCohort }),
    ...softDeleteMethods<number, Cohort>(api, updateCohort),
    /** One page of a cohort’s members. Scopes `cohort:read` and `person:read`. */
    persons: (id: number, params?: Omit<CohortPersonsParams, 'id'>, options?: CallOptions) =>
      members.list({ ...params, id }, options),
    /** All members, one by one. */
    iteratePersons: (id: number, params?: Omit<CohortPersonsParams, 'id'>, options?: CallOptions) =>
      members.iterate({ ...params, id }, options),
    /** Puts persons, by uuid, into a static cohort. Scope `cohort:write`. */
    addPersons: async (id: number, personIds: readonly string[], options?: CallOptions): Promise<void> =>
      void (await addPersonsToCohort(api, { id, personIds }, options)),
    /** Takes one person, by uuid, out of a static cohort. Scope `cohort:write`. */
    removePerson: async (id: number, personId: string, options?: CallOptions): Promise<void> =>
      void (await removePersonFromCohort(api, { id, personId }, options)),
  }
}
