import type { ApiCaller } from '../../api/index.js'
import * as rows from '../../api/endpoints/persons.js'
import { getPerson, getPersonByDistinctId } from '../../api/resources/persons.js'
import { readKey, readRequest } from '../query/request.js'

/** A person by PostHog's id or uuid, or by any of their distinct ids. */
export type PersonRef = number | string | { readonly distinctId: string }

function describePerson(api: ApiCaller, person: PersonRef) {
  if (typeof person !== 'object') {
    const key = readKey(api, 'persons.get', { id: String(person) })
    return readRequest(key, call => getPerson(api, person, call))
  }
  const { distinctId } = person
  const key = readKey(api, 'persons.get', { distinct_id: distinctId })
  return readRequest(key, call => getPersonByDistinctId(api, distinctId, call))
}

/** Describes the read of one person for TanStack Query. Rejects with `NotFoundError` when there is none. */
export const personQueryOptions = /* @__PURE__ */ Object.assign(describePerson, { endpoint: rows.get.id })
