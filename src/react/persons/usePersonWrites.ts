'use client'

import type {
  PersonDeletion,
  PersonProperty,
  PersonSplit,
  PersonsDeletion,
  PersonsDeletionReport,
} from '../../api/index.js'
import {
  deletePerson,
  deletePersonProperty,
  deletePersons,
  splitPerson,
  updatePerson,
  updatePersonProperty,
} from '../../api/resources/persons.js'
import { createWriteHook } from '../query/createWriteHook.js'
import type { Item } from '../query/itemCache.js'

/** A person by PostHog's id or uuid. */
interface PersonId {
  readonly id: number | string
}

/** Which person to change, and the properties to set. */
export interface PersonUpdate extends PersonId {
  readonly properties: Readonly<Record<string, unknown>>
}

const propertiesOf = (person: Item) => (person as { properties?: Record<string, unknown> }).properties

/**
 * Sets properties of a person: `mutate({ id, properties: { plan: 'pro' } })`. They show at once in every list and detail, and are taken back
 * when the server refuses. PostHog takes a moment after its answer; the persons are read again after it.
 */
export const useUpdatePerson = /* @__PURE__ */ createWriteHook<PersonUpdate, void>('useUpdatePerson', {
  operation: updatePerson,
  run: (api, input) => updatePerson(api, input),
  optimistic: ({ id, properties }) => ({
    id,
    change: person => ({ ...person, properties: { ...propertiesOf(person), ...properties } }),
  }),
  settlesLater: true,
})

/** Sets one property of a person: `mutate({ id, key, value })`, as {@link useUpdatePerson} does. */
export const useUpdatePersonProperty = /* @__PURE__ */ createWriteHook<
  PersonProperty & { readonly value: unknown },
  void
>('useUpdatePersonProperty', {
  operation: updatePersonProperty,
  run: (api, input) => updatePersonProperty(api, input),
  optimistic: ({ id, key, value }) => ({
    id,
    change: person => ({ ...person, properties: { ...propertiesOf(person), [key]: value } }),
  }),
  settlesLater: true,
})

/** Removes one property of a person: `mutate({ id, key })`. It is gone at once, and comes back when the server refuses. */
export const useDeletePersonProperty = /* @__PURE__ */ createWriteHook<PersonProperty, unknown>(
  'useDeletePersonProperty',
  {
    operation: deletePersonProperty,
    run: (api, input) => deletePersonProperty(api, input),
    optimistic: ({ id, key }) => ({
      id,
      change(person) {
        const { [key]: _gone, ...properties } = propertiesOf(person) ?? {}
        return { ...person, properties }
      },
    }),
    settlesLater: true,
  },
)

/**
 * Makes persons of their own of a person's distinct ids: `mutate({ id, distinctIdsToSplit })`, or all but `mainDistinctId`. The properties
 * stay with the original.
 */
export const useSplitPerson = /* @__PURE__ */ createWriteHook<PersonId & PersonSplit, unknown>('useSplitPerson', {
  operation: splitPerson,
  run: (api, input) => splitPerson(api, input),
  settlesLater: true,
})

/** Deletes a person for good: `mutate({ id, deleteEvents: true })`. They leave the lists at once, and come back when the server refuses. */
export const useDeletePerson = /* @__PURE__ */ createWriteHook<PersonId & PersonDeletion, void>('useDeletePerson', {
  operation: deletePerson,
  run: (api, input) => deletePerson(api, input),
  optimistic: ({ id, keepPerson }) => ({ id, change: person => (keepPerson ? person : null) }),
  settlesLater: true,
})

/** Deletes up to 1000 persons for good, by uuid or distinct id: `mutate({ ids, deleteEvents: true })`. `data` says how many. */
export const useDeletePersons = /* @__PURE__ */ createWriteHook<PersonsDeletion, PersonsDeletionReport>(
  'useDeletePersons',
  {
    operation: deletePersons,
    run: (api, input) => deletePersons(api, input),
    settlesLater: true,
  },
)
