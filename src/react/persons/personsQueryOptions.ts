import { listPersons } from '../../api/resources/persons.js'
import { describeInfinite, describeList } from '../query/describe.js'

/** Describes the read of one page of persons for TanStack Query. */
export const personsQueryOptions = /* @__PURE__ */ describeList(listPersons)

/** Describes the read of persons page after page for TanStack Query's infinite queries. */
export const infinitePersonsQueryOptions = /* @__PURE__ */ describeInfinite(listPersons)
