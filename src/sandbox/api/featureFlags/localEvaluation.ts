import { createHash } from 'node:crypto'
import { json } from '../../http/respond.js'
import { isJsonObject, type JsonObject } from '../../json.js'
import { cohortDefinitions, reachableCohorts } from '../cohorts/definitions.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { authenticationError } from '../errors.js'
import { dependenciesOf } from './dependencies.js'
import { minimalFlag } from './serialize.js'
import type { StoredFlag } from './store.js'

/** `GET feature_flags/local_evaluation/`. https://posthog.com/docs/feature-flags/local-evaluation */
export const localEvaluation: ApiHandler = ({ request }, services) => answerDefinitions(request, services)

/** `GET /flags/definitions?token=phc_…`: the same, by the project's token. */
export const flagDefinitions: ApiHandler = ({ request, url }, services) => {
  if (url.searchParams.get('token') !== services.project.token) {
    throw authenticationError(
      'authentication_failed',
      'Project API key invalid. You can find it in your project settings.',
    )
  }
  return answerDefinitions(request, services)
}

/**
 * Everything a server needs to decide flags by itself. The `ETag` stands for the content: a client that sends it back as
 * `If-None-Match` gets 304 and no body until something changed.
 */
async function answerDefinitions(
  request: Request,
  { project, flags, ingestion, resources }: Pick<ApiServices, 'project' | 'flags' | 'ingestion' | 'resources'>,
): Promise<Response> {
  const all = (await flags.all()).toReversed()
  const sendsCohorts = new URL(request.url).searchParams.has('send_cohorts')
  const body = {
    flags: all
      .filter(flag => !flag.is_remote_configuration)
      .map(flag => ({
        ...minimalFlag(flag, project.id),
        filters: withKeys(flag.filters, all),
      })),
    group_type_mapping: Object.fromEntries([...ingestion.groupTypes].map(([name, index]) => [String(index), name])),
    cohorts: sendsCohorts
      ? reachableCohorts(
          all.map(flag => flag.filters),
          await cohortDefinitions(resources),
        )
      : {},
    minimal_flag_called_events: false,
  }
  const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 32)}"`
  const headers = { ETag: etag, 'Cache-Control': 'private, must-revalidate' }
  if (isKnown(request.headers.get('If-None-Match'), etag)) return new Response(null, { status: 304, headers })
  return json(body, 200, headers)
}

/** RFC 9110, 13.1.2: a list of tags, compared weakly. */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false
  return ifNoneMatch.split(',').some(tag => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}

/** SDKs look flags up by key, so conditions on other flags name them by key here, with the order to decide them in. */
function withKeys(filters: JsonObject, all: readonly StoredFlag[]): JsonObject {
  if (dependenciesOf(filters).length === 0 || !Array.isArray(filters['groups'])) return filters
  const byName = new Map(all.flatMap(flag => [[flag.key, flag] as const, [String(flag.id), flag] as const]))
  const toProperty = (property: unknown): unknown => {
    if (!isJsonObject(property) || property['type'] !== 'flag') return property
    const flag = byName.get(String(property['key']))
    return { ...property, key: flag?.key ?? property['key'], dependency_chain: flag ? chainOf(flag, byName) : [] }
  }
  const groups = filters['groups'].map((group: unknown) =>
    isJsonObject(group) && Array.isArray(group['properties'])
      ? { ...group, properties: group['properties'].map(toProperty) }
      : group,
  )
  return { ...filters, groups }
}

/** The flag's own needs first, itself last. No cycle gets in: it is refused when a flag is written. */
function chainOf(flag: StoredFlag, byName: ReadonlyMap<string, StoredFlag>): string[] {
  const chain = new Set<string>()
  const visit = (current: StoredFlag): void => {
    if (chain.has(current.key)) return
    for (const name of dependenciesOf(current.filters)) {
      const next = byName.get(name)
      if (next) visit(next)
    }
    chain.add(current.key)
  }
  visit(flag)
  return [...chain]
}
