import {
  getEventDefinition,
  getEventDefinitionByName,
  listEventDefinitions,
} from '../../api/resources/eventDefinitions.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of event definitions for TanStack Query. */
export const eventDefinitionsQueryOptions = /* @__PURE__ */ describeList(listEventDefinitions)

/** Describes the read of event definitions, page after page, for TanStack Query's infinite queries. */
export const infiniteEventDefinitionsQueryOptions = /* @__PURE__ */ describeInfinite(listEventDefinitions)

/** Describes the read of one event definition for TanStack Query. */
export const eventDefinitionQueryOptions = /* @__PURE__ */ describeRead(getEventDefinition)

/** Describes the read of an event definition by name for TanStack Query. */
export const eventDefinitionByNameQueryOptions = /* @__PURE__ */ describeRead(getEventDefinitionByName)
