import { json } from '../http/respond.js'
import type { StoredGroup } from '../store/groups.js'
import type { ApiHandler } from './context.js'
import { notFound, validationError } from './errors.js'

const pageSize = 100

/** `GET groups_types/`, all of them. https://posthog.com/docs/api/groups-types */
export const listGroupTypes: ApiHandler = async (_request, { ingestion, project }) =>
  json(
    [...ingestion.groupTypes].map(([group_type, group_type_index]) => ({
      group_type,
      group_type_index,
      name_singular: null,
      name_plural: null,
      detail_dashboard: null,
      default_columns: null,
      created_at: project.createdAt,
    })),
  )

function readTypeIndex(params: URLSearchParams): number {
  const text = params.get('group_type_index')
  if (text && /^[0-4]$/.test(text)) return Number(text)
  throw validationError('invalid_input', 'You must pass ?group_type_index= in this API endpoint', 'group_type_index')
}

/** `GET groups/?group_type_index=`, newest first, by cursor. https://posthog.com/docs/api/groups */
export const listGroups: ApiHandler = async ({ url }, { groups }) => {
  const typeIndex = readTypeIndex(url.searchParams)
  const search = url.searchParams.get('search') || undefined
  const after = readCursor(url.searchParams.get('cursor'))
  const found = await groups.page({ typeIndex, search, after }, pageSize + 1)
  const results = found.slice(0, pageSize)
  const last = found.length > pageSize ? results.at(-1) : undefined
  return json({ next: last ? cursorUrl(url, last) : null, previous: null, results: results.map(serializeGroup) })
}

/** `GET groups/find/?group_type_index=&group_key=` */
export const findGroup: ApiHandler = async ({ url }, { groups }) => {
  const typeIndex = readTypeIndex(url.searchParams)
  const key = url.searchParams.get('group_key')
  if (!key) throw validationError('required', 'This field is required.', 'group_key')
  const [group] = await groups.find([{ typeIndex, key }])
  if (!group) throw notFound()
  return json(serializeGroup(group))
}

function serializeGroup({ typeIndex, key, properties, createdAt }: StoredGroup) {
  return { group_type_index: typeIndex, group_key: key, group_properties: properties, created_at: createdAt }
}

/** A cursor is the last group shown. */
function cursorUrl(url: URL, { createdAt, key }: StoredGroup): string {
  const next = new URL(url)
  next.searchParams.delete('personal_api_key')
  next.searchParams.set('cursor', Buffer.from(JSON.stringify([createdAt, key])).toString('base64url'))
  return next.href
}

function readCursor(cursor: string | null): { createdAt: string; key: string } | undefined {
  if (!cursor) return undefined
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string') {
      return { createdAt: parsed[0], key: parsed[1] }
    }
  } catch {
    // Refused below, like any other cursor of somebody else's making.
  }
  throw validationError('invalid_input', 'Invalid cursor', 'cursor')
}
