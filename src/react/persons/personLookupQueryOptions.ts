import type { ApiCaller, PersonValuesParams } from '../../api/index.js'
import * as rows from '../../api/endpoints/persons.js'
import { getPersonsByDistinctIds, listPersonCohorts, listPersonPropertyValues } from '../../api/resources/persons.js'
import { describeRead } from '../query/describe.js'
import { readKey, readRequest } from '../query/request.js'

/** Describes the read of the cohorts a person is in for TanStack Query. */
export const personCohortsQueryOptions = /* @__PURE__ */ describeRead(listPersonCohorts)

/** Describes the read of the persons of many distinct ids for TanStack Query. The order of the ids does not matter. */
export const personsByDistinctIdsQueryOptions = /* @__PURE__ */ Object.assign(
  (api: ApiCaller, distinctIds: readonly string[]) => {
    const ids = [...new Set(distinctIds)].sort()
    return readRequest(readKey(api, 'persons.byDistinctIds', {}, { distinct_ids: ids }), call =>
      getPersonsByDistinctIds(api, ids, call),
    )
  },
  { endpoint: rows.byDistinctIds.id },
)

/** Describes the read of the values of a person property for TanStack Query. */
export const personPropertyValuesQueryOptions = /* @__PURE__ */ Object.assign(
  (api: ApiCaller, params: PersonValuesParams) =>
    readRequest(readKey(api, 'persons.values', {}, params), call => listPersonPropertyValues(api, params, call)),
  { endpoint: rows.values.id },
)
