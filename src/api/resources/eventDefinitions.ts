import * as rows from '../endpoints/eventDefinitions.js'
import { defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { crudMethods, hardDeleteMethods, type WithId } from './crud.js'

/** An event name and what is known of it. https://posthog.com/docs/api/event-definitions */
export interface EventDefinition extends Shape<'EnterpriseEventDefinition'> {}

/** What `byName` gives: the definition without what people wrote about it. */
export interface EventDefinitionRecord extends Shape<'EventDefinitionRecord'> {}

/** What to change of an event definition. */
export interface EventDefinitionChanges extends Shape<'PatchedEnterpriseEventDefinition'> {}

/** What an event definition is made of. */
export type EventDefinitionInput = EventDefinitionChanges & { readonly name: string }

/** Which event names to list. */
export interface EventDefinitionsListParams {
  /** Part of a name. */
  readonly search?: string
  /** `event` (all), `event_custom` (your own) or `event_posthog` (those with `$`). */
  readonly eventType?: 'event' | 'event_custom' | 'event_posthog' | (string & {})
  /** A field to sort by, with `-` in front for the other way round: `-last_seen_at`. */
  readonly ordering?: string
  /** Names on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** `api.eventDefinitions.list` for any {@link ApiCaller}. */
export const listEventDefinitions = /* @__PURE__ */ defineList<EventDefinition, EventDefinitionsListParams>(rows.list)

/** `api.eventDefinitions.get` for any {@link ApiCaller}. */
export const getEventDefinition = /* @__PURE__ */ defineRead<string, EventDefinition>(rows.get)

/** `api.eventDefinitions.byName` for any {@link ApiCaller}. */
export const getEventDefinitionByName = /* @__PURE__ */ defineRead<{ readonly name: string }, EventDefinitionRecord>(
  rows.byName,
)

/** `api.eventDefinitions.create` for any {@link ApiCaller}. */
export const createEventDefinition = /* @__PURE__ */ defineWrite<EventDefinitionInput, EventDefinition>(rows.create)

/** `api.eventDefinitions.update` for any {@link ApiCaller}. */
export const updateEventDefinition = /* @__PURE__ */ defineWrite<
  WithId<string, EventDefinitionChanges>,
  EventDefinition
>(rows.update)

/** `api.eventDefinitions.delete` for any {@link ApiCaller}. */
export const deleteEventDefinition = /* @__PURE__ */ defineRead<string, void>(rows.remove)

/** Makes `api.eventDefinitions`. A deleted one comes back with the next such event. https://posthog.com/docs/api/event-definitions */
export function createEventDefinitionsApi(api: ApiCaller) {
  return {
    ...crudMethods(api, {
      list: listEventDefinitions,
      get: getEventDefinition,
      create: createEventDefinition,
      update: updateEventDefinition,
    }),
    ...hardDeleteMethods(api, deleteEventDefinition),
    /**
     * The definition of an event by its name. Scope `event_definition:read`.
     * @throws NotFoundError when no such event was ever seen
     */
    byName: (name: string, options?: CallOptions) => getEventDefinitionByName(api, { name }, options),
  }
}
