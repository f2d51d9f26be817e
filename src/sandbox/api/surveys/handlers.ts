import { type JsonObject, toText } from '../../json.js'
import type { StoredResource } from '../../store/resources.js'
import { json } from '../../http/respond.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { validationError } from '../errors.js'
import { minimalFlag } from '../featureFlags/serialize.js'
import { bool, invalidInput, isUuid, readFields, requireFields } from '../resource/fields.js'
import { contains, flagParam } from '../resource/pages.js'
import { createResourceHandlers, findResource, nowIso, type ResourceDefinition } from '../resource/resource.js'
import { userBasic } from '../users.js'
import { surveyDefaults, type SurveyFields, surveyShape } from './fields.js'
import { deleteSurveyFlags, readTargeting, syncSurveyFlags } from './flags.js'
import { surveyStats } from './stats.js'

type StoredSurvey = StoredResource<SurveyFields>

/** Questions to people who use the product. https://posthog.com/docs/api/surveys */
export const surveys: ResourceDefinition<SurveyFields> = {
  scope: 'Survey',
  store: ({ resources }) => resources.surveys,
  nameOf: fields => fields.name,
  async create(body, services) {
    requireFields(body, ['name', 'type'])
    const { name = '', type = 'popover', ...sent } = readFields(surveyShape, body)
    return check({ ...surveyDefaults, ...sent, name, type }, { body, services, ownId: undefined })
  },
  update: (current, body, services) =>
    check({ ...current.fields, ...readFields(surveyShape, body) }, { body, services, ownId: current.id }),
  isNamed: (survey, id) => isUuid(id) && survey.uuid === id.toLowerCase(),
  filter: params => {
    const archived = flagParam(params, 'archived')
    const search = params.get('search')
    return ({ fields }) =>
      (archived === undefined || fields.archived === archived) && contains(search, fields.name, fields.description)
  },
  serialize: serializeSurvey,
  async onWrite({ before, after, body }, services) {
    if (!after) {
      if (before) await services.flags.exclusively(() => deleteSurveyFlags(before.fields, services))
      return
    }
    const change = { targeting: readTargeting(body['targeting_flag_filters']), removeTargeting: isRemoving(body) }
    const ids = await services.flags.exclusively(() => syncSurveyFlags(after.uuid, after.fields, change, services))
    const isSame =
      ids.targeting_flag_id === after.fields.targeting_flag_id &&
      ids.internal_targeting_flag_id === after.fields.internal_targeting_flag_id
    if (!isSame) await services.resources.surveys.update(after.id, { ...after.fields, ...ids }, nowIso(services))
  },
}

function isRemoving(body: JsonObject): boolean {
  const value = body['remove_targeting_flag']
  return value !== undefined && value !== null && bool(value, 'remove_targeting_flag')
}

interface Checking {
  readonly body: JsonObject
  readonly services: ApiServices
  readonly ownId: number | undefined
}

async function check(fields: SurveyFields, { body, services, ownId }: Checking): Promise<SurveyFields> {
  const others = (await services.resources.surveys.all()).filter(survey => survey.id !== ownId)
  if (others.some(survey => survey.fields.name === fields.name)) {
    const detail =
      ownId === undefined
        ? 'There is already a survey with this name.'
        : 'There is already another survey with this name.'
    throw validationError('unique', detail, 'name')
  }
  await checkLinkedFlag(fields, services)
  checkExternal(fields)
  readTargeting(body['targeting_flag_filters'])
  isRemoving(body)
  if (fields.start_date && fields.end_date && fields.start_date > fields.end_date) {
    throw invalidInput('End date must be after start date', 'end_date')
  }
  return fields
}

async function checkLinkedFlag({ linked_flag_id, conditions }: SurveyFields, { flags }: ApiServices): Promise<void> {
  const flag = linked_flag_id === null ? undefined : await flags.find(linked_flag_id)
  if (linked_flag_id !== null && (!flag || flag.deleted)) {
    throw invalidInput('Feature Flag with this ID does not exist', 'linked_flag_id')
  }
  const variant = conditions?.['linkedFlagVariant']
  if (!variant || variant === 'any') return
  if (!flag) throw invalidInput('linkedFlagVariant can only be used when a linked_flag_id is specified', 'conditions')
  const multivariate = flag.filters['multivariate'] as { variants?: { key: string }[] } | null | undefined
  const keys = (multivariate?.variants ?? []).map(({ key }) => key)
  if (!keys.includes(toText(variant))) {
    const known = keys.length > 0 ? `Available variants: ${keys.join(', ')}` : 'The linked feature flag has no variants'
    throw invalidInput(`Feature flag variant '${toText(variant)}' does not exist. ${known}`, 'conditions')
  }
}

/** A survey on a page of its own is shown to whoever has the link: conditions mean nothing there. */
function checkExternal({ type, linked_flag_id, conditions }: SurveyFields): void {
  if (type !== 'external_survey') return
  if (linked_flag_id !== null)
    throw invalidInput('linked_flag_id is not allowed for external surveys', 'linked_flag_id')
  const used = ['url', 'selector', 'deviceTypes', 'urlMatchType', 'linkedFlagVariant'].filter(
    name => conditions?.[name],
  )
  if (used.length > 0) {
    throw invalidInput(
      `The following condition fields are not allowed for external surveys: ${used.join(', ')}`,
      'conditions',
    )
  }
}

async function serializeSurvey(stored: StoredSurvey, services: ApiServices) {
  // The write that made it may have added its flags since.
  const { uuid, fields, createdAt } = (await services.resources.surveys.find(stored.id)) ?? stored
  const { targeting_flag_id, internal_targeting_flag_id, ...shown } = fields
  const flag = async (id: number | null) => {
    const found = id === null ? undefined : await services.flags.find(id)
    return found && !found.deleted ? minimalFlag(found, services.project.id) : null
  }
  const linked = await flag(fields.linked_flag_id)
  const targeting = await flag(targeting_flag_id)
  const internal = await flag(internal_targeting_flag_id)
  return {
    ...shown,
    id: uuid,
    linked_flag: linked,
    targeting_flag: targeting,
    internal_targeting_flag: internal,
    feature_flag_keys: [
      { key: 'linked_flag_key', value: linked?.key ?? null },
      { key: 'targeting_flag_key', value: targeting?.key ?? null },
      { key: 'internal_targeting_flag_key', value: internal?.key ?? null },
    ],
    created_at: createdAt,
    created_by: userBasic(),
    user_access_level: 'editor',
  }
}

export const surveyHandlers = createResourceHandlers(surveys)

/** `GET surveys/:id/stats/` */
export const getSurveyStats: ApiHandler = async ({ params, url }, services) => {
  const { uuid, fields } = await findResource(surveys, params['id'], services)
  const { start_date, end_date } = fields
  return json({ survey_id: uuid, start_date, end_date, ...(await surveyStats(url, services, uuid)) })
}
