import * as rows from '../endpoints/propertyDefinitions.js'
import { defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { getMethods, hardDeleteMethods, listMethods, updateMethods, type WithId } from './crud.js'

/** A property name and what is known of it. https://posthog.com/docs/api/property-definitions */
export interface PropertyDefinition extends Shape<'EnterprisePropertyDefinition'> {}

/** What to change of a property definition. Its `property_type` decides how HogQL compares the property. */
export interface PropertyDefinitionChanges extends Shape<'PatchedEnterprisePropertyDefinition'> {}

/** Which property names to list. */
export interface PropertyDefinitionsListParams {
  /** Whose properties. Default `event`. */
  readonly type?: 'event' | 'person' | 'group' | 'session'
  /** Which group type’s, with `type: 'group'`. */
  readonly groupTypeIndex?: number
  /** Part of a name. */
  readonly search?: string
  /** Only these names, joined by commas. */
  readonly properties?: string
  /** Names of events; with `filterByEventNames` only what was seen on them. */
  readonly eventNames?: readonly string[]
  readonly filterByEventNames?: boolean
  readonly isNumerical?: boolean
  readonly isFeatureFlag?: boolean
  readonly verified?: boolean
  readonly excludedProperties?: readonly string[]
  readonly excludeCoreProperties?: boolean
  readonly excludeHidden?: boolean
  /** Names on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** `api.propertyDefinitions.list` for any {@link ApiCaller}. */
export const listPropertyDefinitions = /* @__PURE__ */ defineList<PropertyDefinition, PropertyDefinitionsListParams>(
  rows.list,
)

/** `api.propertyDefinitions.get` for any {@link ApiCaller}. */
export const getPropertyDefinition = /* @__PURE__ */ defineRead<string, PropertyDefinition>(rows.get)

/** `api.propertyDefinitions.update` for any {@link ApiCaller}. */
export const updatePropertyDefinition = /* @__PURE__ */ defineWrite<
  WithId<string, PropertyDefinitionChanges>,
  PropertyDefinition
>(rows.update)

/** `api.propertyDefinitions.delete` for any {@link ApiCaller}. */
export const deletePropertyDefinition = /* @__PURE__ */ defineRead<string, void>(rows.remove)

/** Makes `api.propertyDefinitions`. A deleted one comes back with the next such property. https://posthog.com/docs/api/property-definitions */
export function createPropertyDefinitionsApi(api: ApiCaller) {
  return {
    ...listMethods(api, listPropertyDefinitions),
    ...getMethods(api, getPropertyDefinition),
    ...updateMethods(api, updatePropertyDefinition),
    ...hardDeleteMethods(api, deletePropertyDefinition),
  }
}
