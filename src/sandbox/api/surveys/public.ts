import { preflight, withCors } from '../../http/cors.js'
import { json } from '../../http/respond.js'
import type { StoredResource } from '../../store/resources.js'
import type { ApiServices } from '../context.js'
import { ApiError, methodNotAllowed, notImplemented } from '../errors.js'
import type { SurveyFields } from './fields.js'

const surveysPath = '/api/surveys'
/** What SDKs also ask by the token, and the sandbox has no resource for. */
const earlyAccessPath = '/api/early_access_features'

type PublicServices = Pick<ApiServices, 'project' | 'flags' | 'resources'>

/**
 * `GET /api/surveys/?token=phc_…`: the surveys as SDKs show them, for pages of any origin. `undefined` for other paths.
 *
 * As in PostHog these are all surveys that are not archived, drafts and finished ones too: an SDK shows those with a `start_date` and no
 * `end_date`. Their description stays private. https://posthog.com/docs/surveys/implementing-custom-surveys
 */
export function createPublicSurveysHandler(
  services: PublicServices,
): (request: Request, url: URL) => Promise<Response> | undefined {
  return (request, url) => {
    const path = url.pathname.replace(/\/$/, '')
    if (path !== surveysPath && path !== earlyAccessPath) return undefined
    if (request.method === 'OPTIONS') return Promise.resolve(preflight(request))
    return answer(path, { request, url }, services)
      .catch((error: unknown) => {
        if (error instanceof ApiError) return error.toResponse()
        throw error
      })
      .then(response => withCors(request, response))
  }
}

async function answer(
  path: string,
  { request, url }: { readonly request: Request; readonly url: URL },
  services: PublicServices,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw methodNotAllowed(request.method, ['GET', 'OPTIONS'])
  requireToken(url.searchParams.get('token'), services)
  if (path === earlyAccessPath) {
    throw notImplemented(
      'The sandbox has no early access features. Enrol people by their property `$feature_enrollment/<flag key>`.',
    )
  }
  const shown = await publicSurveys(services)
  return json({ surveys: await Promise.all(shown.map(survey => toPublic(survey, services))), survey_config: null })
}

/** The surveys that SDKs may know of. */
export async function publicSurveys({
  resources,
}: {
  readonly resources: Pick<ApiServices['resources'], 'surveys'>
}): Promise<StoredResource<SurveyFields>[]> {
  return (await resources.surveys.all()).filter(({ fields }) => !fields.archived)
}

function requireToken(token: string | null, { project }: PublicServices): void {
  if (token === project.token) return
  const [code, what] = token
    ? ['invalid_api_key', 'Project API key invalid.']
    : ['missing_api_key', 'API key not provided.']
  const detail = `${what} You can find your project API key in your PostHog project settings.`
  throw new ApiError(401, { type: 'authentication_error', code, detail, attr: null })
}

async function toPublic({ uuid, fields }: StoredResource<SurveyFields>, { flags }: PublicServices): Promise<object> {
  const keyOf = async (id: number | null) => {
    const flag = id === null ? undefined : await flags.find(id)
    return flag && !flag.deleted ? flag.key : null
  }
  return {
    id: uuid,
    name: fields.name,
    type: fields.type,
    linked_flag_key: await keyOf(fields.linked_flag_id),
    targeting_flag_key: await keyOf(fields.targeting_flag_id),
    internal_targeting_flag_key: await keyOf(fields.internal_targeting_flag_id),
    questions: fields.questions,
    conditions: fields.conditions,
    appearance: fields.appearance,
    start_date: fields.start_date,
    end_date: fields.end_date,
    current_iteration: fields.current_iteration,
    current_iteration_start_date: fields.current_iteration_start_date,
    schedule: fields.schedule,
    enable_partial_responses: fields.enable_partial_responses,
  }
}
