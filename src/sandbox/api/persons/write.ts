import { v7 } from 'uuid'
import { json } from '../../http/respond.js'
import { isJsonObject, type JsonObject } from '../../json.js'
import type { StoredPerson } from '../../store/persons.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { ApiError, notFound } from '../errors.js'
import { invalidInput } from '../resource/fields.js'
import { acceptPersonWrite } from './accepted.js'

/** The person a path names, by integer id or uuid. */
export async function findPerson(id: string | undefined, { persons }: ApiServices): Promise<StoredPerson> {
  const person = await persons.find(id ?? '')
  if (!person) throw notFound()
  return person
}

/** PostHog's person views swap code and detail here. */
function missing(attr: string): ApiError {
  const body = { type: 'validation_error', code: 'This field is required.', detail: 'required', attr } as const
  return new ApiError(400, body)
}

/** As in PostHog, a write becomes an event that ingestion takes in a moment later; the answer does not wait for it. */
async function capture(person: StoredPerson, event: string, properties: JsonObject, services: ApiServices) {
  const [first] = await services.persons.distinctIdsOf([person.uuid])
  if (!first) throw invalidInput('The person has no distinct id, so no event can change it.', null)
  const now = services.now()
  const written = { uuid: v7(), event, distinctId: first.distinctId, properties, timestamp: now, receivedAt: now }
  await acceptPersonWrite({ kind: 'event', event: written }, services)
}

const accepted = () => new Response(null, { status: 202 })

/** `PATCH persons/:id/` with `{properties}`, which are merged into those that are there. */
export const updatePerson: ApiHandler = async ({ params, body }, services) => {
  const person = await findPerson(params['id'], services)
  const properties = body['properties']
  if (properties === undefined) throw missing('properties')
  if (!isJsonObject(properties)) throw invalidInput('Properties must be an object.', 'properties')
  await capture(person, '$set', { $set: properties }, services)
  return accepted()
}

/** `POST persons/:id/update_property/` with `{key, value}` */
export const updatePersonProperty: ApiHandler = async ({ params, body }, services) => {
  const person = await findPerson(params['id'], services)
  const { key, value } = body
  if (value === undefined) throw missing('value')
  if (key === undefined) throw missing('key')
  if (typeof key !== 'string' || key === '') throw invalidInput('Not a valid string.', 'key')
  await capture(person, '$set', { $set: { [key]: value } }, services)
  return accepted()
}

/** `POST persons/:id/delete_property/` with `{$unset}` */
export const deletePersonProperty: ApiHandler = async ({ params, body }, services) => {
  const person = await findPerson(params['id'], services)
  const key = body['$unset']
  if (key === undefined) throw missing('$unset')
  if (typeof key !== 'string' || key === '') throw invalidInput('Not a valid string.', '$unset')
  await capture(person, '$delete_person_property', { $unset: [key] }, services)
  return json({ success: true }, 201)
}
