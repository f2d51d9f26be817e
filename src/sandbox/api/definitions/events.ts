import { json } from '../../http/respond.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { notFound, validationError } from '../errors.js'
import { requireFields, text } from '../resource/fields.js'
import { contains, respondWithPage } from '../resource/pages.js'
import { nowIso } from '../resource/resource.js'
import { readEventNotes, serializeNotes, serializeOwner } from './notes.js'
import {
  eventDefinitions,
  type EventDefinition,
  insertEventDefinition,
  removeDefinition,
  writeEventNotes,
} from './store.js'

type Compare = (left: EventDefinition, right: EventDefinition) => number

const byName: Compare = (left, right) => left.name.localeCompare(right.name)
const byTime =
  (read: (definition: EventDefinition) => string | null): Compare =>
  (left, right) =>
    (read(left) ?? '').localeCompare(read(right) ?? '') || byName(left, right)
const orders: Readonly<Record<string, Compare>> = {
  name: byName,
  created_at: byTime(definition => definition.createdAt),
  last_seen_at: byTime(definition => definition.lastSeenAt),
}

function orderBy(ordering: string): Compare {
  const compare = orders[ordering.replace(/^-/, '')]
  if (!compare) throw validationError('invalid_choice', `"${ordering.slice(0, 50)}" is not a valid choice.`, 'ordering')
  return ordering.startsWith('-') ? (left, right) => compare(right, left) : compare
}

/** `GET event_definitions/`, seen last first. https://posthog.com/docs/api/event-definitions */
export const listEventDefinitions: ApiHandler = async ({ url }, { database }) => {
  const search = url.searchParams.get('search')
  const type = url.searchParams.get('event_type') || 'event'
  const isOwn = (name: string) => name.startsWith('$')
  const found = (await eventDefinitions(database)).filter(
    ({ name }) =>
      contains(search, name) && (type === 'event_posthog' ? isOwn(name) : type !== 'event_custom' || !isOwn(name)),
  )
  return respondWithPage(url, found.toSorted(orderBy(url.searchParams.get('ordering') || '-last_seen_at')), serialize)
}

/** `POST event_definitions/`: an event that is to come. */
export const createEventDefinition: ApiHandler = ({ body }, services) => {
  requireFields(body, ['name'])
  const name = text({ max: 400, blank: false })(body['name'], 'name')
  const at = nowIso(services)
  const notes = readEventNotes({}, body, at)
  return services.ingestion.changeDefinitions(async () => {
    const made = await insertEventDefinition(services.database, name, notes, at)
    if (!made) throw validationError('unique', `Event definition with name '${name}' already exists.`, 'name')
    return json(serialize(made), 201)
  })
}

/** `GET event_definitions/by_name/?name=` */
export const getEventDefinitionByName: ApiHandler = async ({ url }, { database }) => {
  const name = url.searchParams.get('name')
  if (!name) throw validationError('required', 'This field is required.', 'name')
  const found = (await eventDefinitions(database)).find(definition => definition.name === name)
  if (!found) throw notFound()
  return json(serialize(found))
}

/** `GET event_definitions/:id/` */
export const getEventDefinition: ApiHandler = async ({ params }, services) =>
  json(serialize(await find(params['id'], services)))

/** `PATCH event_definitions/:id/` */
export const updateEventDefinition: ApiHandler = ({ params, body }, services) =>
  services.ingestion.changeDefinitions(async () => {
    const definition = await find(params['id'], services)
    if (body['name'] !== undefined && body['name'] !== definition.name) {
      throw validationError('invalid_input', 'The name of an event cannot be changed.', 'name')
    }
    const notes = readEventNotes(definition.notes, body, nowIso(services))
    await writeEventNotes(services.database, definition.id, notes)
    return json(serialize({ ...definition, notes }))
  })

/** `DELETE event_definitions/:id/`: it comes back when the event does. */
export const deleteEventDefinition: ApiHandler = ({ params }, services) =>
  services.ingestion.changeDefinitions(async () => {
    const { id } = await find(params['id'], services)
    await removeDefinition(services.database, 'event_definitions', id)
    return new Response(null, { status: 204 })
  })

async function find(id: string | undefined, { database }: ApiServices): Promise<EventDefinition> {
  const found = (await eventDefinitions(database)).find(definition => definition.id === id)
  if (!found) throw notFound()
  return found
}

function serialize({ id, name, createdAt, lastSeenAt, notes }: EventDefinition) {
  return {
    id,
    name,
    owner: serializeOwner(notes['owner']),
    created_at: createdAt,
    last_seen_at: lastSeenAt,
    ...serializeNotes(notes),
    last_updated_at: notes['updated_at'] ?? createdAt,
    enforcement_mode: notes['enforcement_mode'] ?? 'allow',
    promoted_property: notes['promoted_property'] ?? null,
    post_to_slack: notes['post_to_slack'] ?? false,
    default_columns: notes['default_columns'] ?? [],
    is_action: false,
    action_id: null,
    is_calculating: false,
    last_calculated_at: null,
    created_by: null,
    media_preview_urls: [],
  }
}
