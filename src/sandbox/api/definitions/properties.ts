import { json } from '../../http/respond.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { notFound, validationError } from '../errors.js'
import { choice, optionalChoice } from '../resource/fields.js'
import { contains, flagParam, listParam, respondWithPage } from '../resource/pages.js'
import { nowIso } from '../resource/resource.js'
import { readPropertyNotes, serializeNotes } from './notes.js'
import {
  propertiesOfEvents,
  propertyDefinitions,
  type PropertyDefinition,
  removeDefinition,
  writeProperty,
} from './store.js'

const types = ['event', 'person', 'group', 'session'] as const
const propertyType = optionalChoice(['DateTime', 'String', 'Numeric', 'Boolean', 'Duration'])

/** `GET property_definitions/`, by name. https://posthog.com/docs/api/property-definitions */
export const listPropertyDefinitions: ApiHandler = async ({ url }, { database }) => {
  const params = url.searchParams
  const isWanted = propertyFilter(params)
  const events = listParam(params, 'event_names')
  const seen = events.length > 0 ? await propertiesOfEvents(database, events) : undefined
  const onlySeen = seen !== undefined && flagParam(params, 'filter_by_event_names') === true
  const found = (await propertyDefinitions(database)).filter(
    definition => isWanted(definition) && (!onlySeen || seen.has(definition.name)),
  )
  // What the events at hand have comes first, as the app offers it.
  const rank = ({ name }: PropertyDefinition) => (seen?.has(name) ? 0 : 1)
  const sorted = found.toSorted((left, right) => rank(left) - rank(right) || left.name.localeCompare(right.name))
  return respondWithPage(url, sorted, definition =>
    serialize(definition, seen === undefined ? null : seen.has(definition.name)),
  )
}

function propertyFilter(params: URLSearchParams): (definition: PropertyDefinition) => boolean {
  const type = choice(types)(params.get('type') || 'event', 'type')
  const index = params.get('group_type_index')
  if (type === 'group' && !(index && /^[0-4]$/.test(index))) {
    throw validationError('required', 'group_type_index is required for properties of groups.', 'group_type_index')
  }
  const search = params.get('search')
  const names = new Set(listParam(params, 'properties'))
  const excluded = new Set(listParam(params, 'excluded_properties'))
  const isNumerical = flagParam(params, 'is_numerical')
  const isFlag = flagParam(params, 'is_feature_flag')
  const isVerified = flagParam(params, 'verified')
  const excludesCore = flagParam(params, 'exclude_core_properties') === true
  const excludesHidden = flagParam(params, 'exclude_hidden') === true
  return definition => {
    const { name, notes } = definition
    return (
      definition.type === type &&
      (type !== 'group' || definition.groupTypeIndex === Number(index)) &&
      contains(search, name) &&
      (names.size === 0 || names.has(name)) &&
      !excluded.has(name) &&
      (isNumerical !== true || definition.propertyType === 'Numeric') &&
      (isFlag === undefined || name.startsWith('$feature/') === isFlag) &&
      (isVerified === undefined || (notes['verified'] === true) === isVerified) &&
      !(excludesCore && name.startsWith('$')) &&
      !(excludesHidden && notes['hidden'] === true)
    )
  }
}

/** `GET property_definitions/:id/` */
export const getPropertyDefinition: ApiHandler = async ({ params }, services) =>
  json(serialize(await find(params['id'], services), null))

/** `PATCH property_definitions/:id/`. A changed `property_type` holds for queries from now on. */
export const updatePropertyDefinition: ApiHandler = ({ params, body }, services) =>
  services.ingestion.changeDefinitions(async () => {
    const definition = await find(params['id'], services)
    const changed = {
      ...definition,
      notes: readPropertyNotes(definition.notes, body, nowIso(services)),
      ...(body['property_type'] === undefined
        ? {}
        : { propertyType: propertyType(body['property_type'], 'property_type') }),
    }
    await writeProperty(services.database, changed)
    return json(serialize(changed, null))
  })

/** `DELETE property_definitions/:id/`: it comes back when the property does. */
export const deletePropertyDefinition: ApiHandler = ({ params }, services) =>
  services.ingestion.changeDefinitions(async () => {
    const { id } = await find(params['id'], services)
    await removeDefinition(services.database, 'property_definitions', id)
    return new Response(null, { status: 204 })
  })

async function find(id: string | undefined, { database }: ApiServices): Promise<PropertyDefinition> {
  const found = (await propertyDefinitions(database)).find(definition => definition.id === id)
  if (!found) throw notFound()
  return found
}

function serialize({ id, name, propertyType, notes }: PropertyDefinition, isSeen: boolean | null) {
  return {
    id,
    name,
    ...serializeNotes(notes),
    is_numerical: propertyType === 'Numeric',
    property_type: propertyType,
    is_seen_on_filtered_events: isSeen,
  }
}
