import type { StoredResource } from '../../store/resources.js'
import type { ApiServices } from '../context.js'
import { validationError } from '../errors.js'
import { readFields } from '../resource/fields.js'
import { contains } from '../resource/pages.js'
import { createResourceHandlers, type ResourceDefinition } from '../resource/resource.js'
import { userBasic } from '../users.js'
import { actionDefaults, type ActionFields, actionShape } from './fields.js'

async function checkName(fields: ActionFields, ownId: number | undefined, { resources }: ApiServices) {
  const twin = (await resources.actions.all()).find(
    other => !other.fields.deleted && other.id !== ownId && other.fields.name === fields.name,
  )
  if (twin && fields.name && !fields.deleted) {
    throw validationError('unique', `This project already has an action with this name, ID ${twin.id}`, 'name')
  }
  return fields
}

/** Named sets of events. https://posthog.com/docs/api/actions */
export const actions: ResourceDefinition<ActionFields> = {
  scope: 'Action',
  store: ({ resources }) => resources.actions,
  nameOf: fields => fields.name,
  create: (body, services) => checkName({ ...actionDefaults, ...readFields(actionShape, body) }, undefined, services),
  update: (current, body, services) =>
    checkName({ ...current.fields, ...readFields(actionShape, body) }, current.id, services),
  filter: params => {
    const search = params.get('search')
    return ({ fields }) => contains(search, fields.name)
  },
  serialize: ({ id, fields, createdAt }, { project }) => ({
    id,
    ...fields,
    created_at: createdAt,
    created_by: userBasic(),
    is_calculating: false,
    last_calculated_at: createdAt,
    team_id: project.id,
    is_action: true,
    bytecode_error: null,
    creation_context: null,
    user_access_level: 'editor',
  }),
}

export const actionHandlers = createResourceHandlers(actions)

/** An action that HogQL or a query node names, by id or by its exact name. Deleted ones are not found. */
export async function findAction(
  { resources }: Pick<ApiServices, 'resources'>,
  idOrName: number | string,
): Promise<StoredResource<ActionFields> | undefined> {
  return (await resources.actions.all()).find(
    action => !action.fields.deleted && (action.id === idOrName || action.fields.name === idOrName),
  )
}
