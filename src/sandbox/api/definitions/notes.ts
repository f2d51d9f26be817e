import type { JsonObject } from '../../json.js'
import { sandboxUser } from '../../project.js'
import { bool, choice, integer, list, nullable, readFields, tags, text } from '../resource/fields.js'
import { userBasic } from '../users.js'

const shared = {
  description: nullable(text({ max: 4000 })),
  tags,
  verified: bool,
  hidden: nullable(bool),
}

const eventShape = {
  ...shared,
  owner: nullable(integer()),
  enforcement_mode: choice(['allow', 'reject']),
  promoted_property: nullable(text({ max: 400 })),
  post_to_slack: bool,
  default_columns: list(text({ max: 400 }), { max: 100 }),
}

/** What people write about an event, with a `PATCH` applied. */
export function readEventNotes(notes: JsonObject, body: JsonObject, at: string): JsonObject {
  return stamp({ ...notes, ...readFields(eventShape, body) }, at)
}

export function readPropertyNotes(notes: JsonObject, body: JsonObject, at: string): JsonObject {
  return stamp({ ...notes, ...readFields(shared, body) }, at)
}

/** A hidden thing cannot be one that is recommended. */
function stamp(notes: JsonObject, at: string): JsonObject {
  const verified = notes['verified'] === true && notes['hidden'] !== true
  return { ...notes, verified, verified_at: verified ? (notes['verified_at'] ?? at) : null, updated_at: at }
}

/** The part of an answer that events and properties share. */
export function serializeNotes(notes: JsonObject) {
  const isWritten = notes['updated_at'] !== undefined
  return {
    description: notes['description'] ?? '',
    tags: notes['tags'] ?? [],
    updated_at: notes['updated_at'] ?? null,
    updated_by: isWritten ? userBasic() : null,
    verified: notes['verified'] ?? false,
    verified_at: notes['verified_at'] ?? null,
    verified_by: notes['verified'] === true ? userBasic() : null,
    hidden: notes['hidden'] ?? false,
  }
}

export function serializeOwner(owner: unknown) {
  return owner === sandboxUser.id ? userBasic() : null
}
