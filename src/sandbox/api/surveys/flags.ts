import type { JsonObject } from '../../json.js'
import type { ApiServices } from '../context.js'
import { checkFilters } from '../featureFlags/filters.js'
import type { StoredFlag } from '../featureFlags/store.js'
import { fieldsToCreate, fieldsToUpdate } from '../featureFlags/validate.js'
import { writeFlag } from '../featureFlags/write.js'
import { invalidInput } from '../resource/fields.js'
import { isRunning, type SurveyFields } from './fields.js'

const attr = 'targeting_flag_filters'

/** Checks the conditions of a survey's own flag. Conditions that let everybody in are none. */
export function readTargeting(value: unknown): JsonObject | null {
  if (value === undefined || value === null) return null
  const filters = checkFilters(value, { isNew: true })
  const groups = filters['groups'] as JsonObject[]
  const isForAll = groups.some(
    ({ rollout_percentage: rollout, properties }) =>
      (rollout === undefined || rollout === null || rollout === 100) &&
      !(Array.isArray(properties) && properties.length > 0),
  )
  if (isForAll) {
    throw invalidInput(
      'Invalid operation: User targeting rolls out to everyone. If you want to roll out to everyone, delete this targeting',
      attr,
    )
  }
  return filters
}

async function createFlag(
  flag: { readonly key: string; readonly name: string; readonly filters: JsonObject; readonly active: boolean },
  services: ApiServices,
): Promise<StoredFlag> {
  const body = { ...flag, creation_context: 'surveys' }
  return writeFlag(undefined, await fieldsToCreate(body, services.flags), services)
}

async function change(id: number, body: JsonObject, services: ApiServices): Promise<void> {
  const flag = await services.flags.find(id)
  if (flag && !flag.deleted) await writeFlag(flag, await fieldsToUpdate(flag, body, services.flags), services)
}

export interface SurveyFlagChange {
  readonly targeting: JsonObject | null
  readonly removeTargeting: boolean
}

/** Brings a survey's own flags in line with it and gives their ids. Call it within the flags' `exclusively`. */
export async function syncSurveyFlags(
  uuid: string,
  fields: SurveyFields,
  { targeting, removeTargeting }: SurveyFlagChange,
  services: ApiServices,
): Promise<Pick<SurveyFields, 'targeting_flag_id' | 'internal_targeting_flag_id'>> {
  const active = isRunning(fields)
  let targetingId = fields.targeting_flag_id
  if (targetingId !== null && removeTargeting) {
    await change(targetingId, { deleted: true }, services)
    targetingId = null
  } else if (targetingId !== null) {
    await change(targetingId, { active, ...(targeting ? { filters: targeting } : {}) }, services)
  } else if (targeting) {
    const name = `Targeting flag for survey ${fields.name}`
    targetingId = (await createFlag({ key: keyOf(uuid), name, filters: targeting, active }, services)).id
  }
  const internal = fields.internal_targeting_flag_id
  if (internal !== null) {
    await change(internal, { active }, services)
    return { targeting_flag_id: targetingId, internal_targeting_flag_id: internal }
  }
  const name = `Who has not answered survey ${fields.name}`
  const own = { key: `${keyOf(uuid)}-custom`, name, filters: notAnswered(uuid), active }
  const flag = await createFlag(own, services)
  return { targeting_flag_id: targetingId, internal_targeting_flag_id: flag.id }
}

function keyOf(surveyUuid: string): string {
  return `survey-targeting-${surveyUuid.replaceAll('-', '').slice(-12)}`
}

/** Clients set these person properties when a survey was dismissed or answered. */
function notAnswered(uuid: string): JsonObject {
  const unset = (name: string) => ({
    key: `${name}/${uuid}`,
    type: 'person',
    operator: 'is_not_set',
    value: 'is_not_set',
  })
  return {
    groups: [
      { variant: '', rollout_percentage: 100, properties: [unset('$survey_dismissed'), unset('$survey_responded')] },
    ],
  }
}

export async function deleteSurveyFlags(fields: SurveyFields, services: ApiServices): Promise<void> {
  for (const id of [fields.targeting_flag_id, fields.internal_targeting_flag_id]) {
    if (id !== null) await change(id, { deleted: true }, services)
  }
}
