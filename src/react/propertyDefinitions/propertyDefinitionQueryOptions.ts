import { getPropertyDefinition, listPropertyDefinitions } from '../../api/resources/propertyDefinitions.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of property definitions for TanStack Query. */
export const propertyDefinitionsQueryOptions = /* @__PURE__ */ describeList(listPropertyDefinitions)

/** Describes the read of property definitions, page after page, for TanStack Query's infinite queries. */
export const infinitePropertyDefinitionsQueryOptions = /* @__PURE__ */ describeInfinite(listPropertyDefinitions)

/** Describes the read of one property definition for TanStack Query. */
export const propertyDefinitionQueryOptions = /* @__PURE__ */ describeRead(getPropertyDefinition)
