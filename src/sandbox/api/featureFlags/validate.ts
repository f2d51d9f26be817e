import { isJsonObject, type JsonObject, toText } from '../../json.js'
import { validationError } from '../errors.js'
import { checkFilters } from './filters.js'
import type { FlagFields, FlagStore, StoredFlag } from './store.js'

const maxKeyLength = 400
const maxNameLength = 4000
const maxTags = 100

const newFlag: Omit<FlagFields, 'key' | 'filters'> = {
  name: '',
  active: true,
  deleted: false,
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
  const fields = { ...newFlag, ...readFields(body), key: readKey(body['key']), filters }
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
    ...readFields(body),
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

function readFields(body: JsonObject): Partial<FlagFields> {
  return {
    ...text(body, 'name', maxNameLength),
    ...bool(body, 'active'),
    ...bool(body, 'deleted'),
    ...bool(body, 'is_remote_configuration'),
    ...bool(body, 'has_encrypted_payloads'),
    ...(body['ensure_experience_continuity'] === null
      ? { ensure_experience_continuity: null }
      : bool(body, 'ensure_experience_continuity')),
    ...choice(body, 'evaluation_runtime', ['server', 'client', 'all']),
    ...choice(body, 'bucketing_identifier', ['distinct_id', 'device_id']),
    ...names(body, 'tags'),
    ...names(body, 'evaluation_contexts'),
    ...text(body, 'creation_context', 100),
  }
}

function text<TName extends string>(body: JsonObject, name: TName, max: number): { [K in TName]?: string } {
  const value = body[name]
  if (value === undefined) return {}
  if (typeof value !== 'string') throw validationError('invalid', 'Not a valid string.', name)
  if (value.length > max) {
    throw validationError('max_length', `Ensure this field has no more than ${max} characters.`, name)
  }
  return { [name]: value } as { [K in TName]?: string }
}

function bool<TName extends string>(body: JsonObject, name: TName): { [K in TName]?: boolean } {
  const value = body[name]
  if (value === undefined) return {}
  if (typeof value !== 'boolean') throw validationError('invalid_input', 'Must be a valid boolean.', name)
  return { [name]: value } as { [K in TName]?: boolean }
}

function choice<TName extends string>(
  body: JsonObject,
  name: TName,
  choices: readonly string[],
): { [K in TName]?: string | null } {
  const value = body[name]
  if (value === undefined) return {}
  if (value !== null && !(typeof value === 'string' && (value === '' || choices.includes(value)))) {
    throw validationError('invalid_choice', `"${toText(value).slice(0, 100)}" is not a valid choice.`, name)
  }
  return { [name]: value === '' ? null : value } as { [K in TName]?: string | null }
}

function names<TName extends string>(body: JsonObject, name: TName): { [K in TName]?: string[] } {
  const value = body[name]
  if (value === undefined) return {}
  const isList = Array.isArray(value) && value.length <= maxTags && value.every(item => typeof item === 'string')
  if (!isList) throw validationError('invalid_input', `Expected a list of at most ${maxTags} texts.`, name)
  return { [name]: [...new Set(value)] } as { [K in TName]?: string[] }
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
  if (fields.has_encrypted_payloads && !fields.is_remote_configuration) {
    throw validationError(
      'invalid_input',
      'Encrypted payloads need a remote configuration flag.',
      'has_encrypted_payloads',
    )
  }
}
