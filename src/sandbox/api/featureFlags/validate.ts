import { isJsonObject, type JsonObject } from '../../json.js'
import { validationError } from '../errors.js'
import { bool, choice, list, nullable, optionalChoice, readFields, tags, text } from '../resource/fields.js'
import { checkFilters } from './filters.js'
import type { FlagFields, FlagStore, StoredFlag } from './store.js'

const maxKeyLength = 400
const maxNameLength = 4000
const maxTags = 100

const newFlag: Omit<FlagFields, 'key' | 'filters'> = {
  name: '',
  active: true,
  deleted: false,
  archived: false,
  ensure_experience_continuity: false,
  evaluation_runtime: 'all',
  bucketing_identifier: null,
  is_remote_configuration: false,
  has_encrypted_payloads: false,
  tags: [],
  evaluation_contexts: [],
  creation_context: 'feature_flags',
}

/** The fields of a flag to create. Throws PostHog's 400 for the first that is wrong. */
export async function fieldsToCreate(body: JsonObject, flags: FlagStore): Promise<FlagFields> {
  if (body['key'] === undefined) throw validationError('required', 'This field is required.', 'key')
  const filters = checkFilters(body['filters'] ?? defaultFilters(body), { isNew: true })
  const fields = { ...newFlag, ...readFields(shape, body), key: readKey(body['key']), filters }
  await checkWhole(fields, flags, undefined)
  return fields
}

/** Without filters a flag goes to nobody, as in PostHog; the old top-level `rollout_percentage` is still understood. */
function defaultFilters(body: JsonObject): JsonObject {
  return { groups: [{ properties: [], rollout_percentage: body['rollout_percentage'] ?? 0 }] }
}

/** A stored flag's fields with a `PATCH` applied. `filters` without `groups` keep the old filters. */
export async function fieldsToUpdate(flag: StoredFlag, body: JsonObject, flags: FlagStore): Promise<FlagFields> {
  const { id: _id, version: _version, created_at: _createdAt, updated_at: _updatedAt, ...current } = flag
  const filters = body['filters']
  const hasGroups = isJsonObject(filters) && filters['groups'] !== undefined
  if (filters !== undefined && !isJsonObject(filters)) checkFilters(filters, { isNew: false })
  const fields: FlagFields = {
    ...current,
    ...readFields(shape, body),
    ...(body['key'] === undefined ? {} : { key: readKey(body['key']) }),
    ...(hasGroups ? { filters: checkFilters(filters, { isNew: false }) } : {}),
  }
  await checkWhole(fields, flags, flag.id)
  return fields
}

function readKey(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw validationError('blank', 'This field may not be blank.', 'key')
  }
  if (value.length > maxKeyLength) {
    throw validationError('max_length', `Ensure this field has no more than ${maxKeyLength} characters.`, 'key')
  }
  if (!/^[a-zA-Z0-9_-]+$/.test(value)) {
    throw validationError('invalid_key', 'Only letters, numbers, hyphens (-) & underscores (_) are allowed.', 'key')
  }
  return value
}

const shape = {
  name: text({ max: maxNameLength }),
  active: bool,
  deleted: bool,
  archived: bool,
  is_remote_configuration: bool,
  has_encrypted_payloads: bool,
  ensure_experience_continuity: nullable(bool),
  evaluation_runtime: optionalChoice(['server', 'client', 'all']),
  bucketing_identifier: optionalChoice(['distinct_id', 'device_id']),
  tags,
  evaluation_contexts: list(text({ max: 255, blank: false }), { max: maxTags }),
  creation_context: choice([
    'feature_flags',
    'experiments',
    'surveys',
    'early_access_features',
    'web_experiments',
    'product_tours',
  ]),
}

async function checkWhole(fields: FlagFields, flags: FlagStore, ownId: number | undefined): Promise<void> {
  if (!fields.deleted) {
    const other = await flags.findByKey(fields.key)
    if (other && other.id !== ownId) {
      throw validationError('unique', 'There is already a feature flag with this key.', 'key')
    }
  }
  if (fields.bucketing_identifier === 'device_id' && fields.ensure_experience_continuity) {
    throw validationError(
      'invalid_input',
      'Device bucketing cannot be combined with experience continuity.',
      'bucketing_identifier',
    )
  }
  if (fields.archived && fields.active) {
    throw validationError('invalid_input', 'An archived flag cannot be active.', 'archived')
  }
  if (fields.has_encrypted_payloads && !fields.is_remote_configuration) {
    throw validationError(
      'invalid_input',
      'Encrypted payloads need a remote configuration flag.',
      'has_encrypted_payloads',
    )
  }
}
