import { type ApiServices } from './api/context.js'
import { handleApi } from './api/router.js'
import { createPublicSurveysHandler } from './api/surveys/public.js'
import { createCaptureHandler } from './capture/handler.js'
import { healthPath } from './dataDir/lock.js'
import { controlPath, createControlHandler } from './faults/control.js'
import type { FaultEngine } from './faults/controller.js'
import { withFaults } from './faults/middleware.js'
import { createDefinitionsHandler } from './flags/definitions.js'
import { createFlagsHandler } from './flags/handler.js'
import type { Connection } from './http/connection.js'
import { json, text } from './http/respond.js'
import type { Sighting } from './http/sighting.js'

/** See {@link createHandler}. */
export interface HandlerOptions {
  /** Told by the health path, so that another sandbox knows who holds a data directory. */
  readonly instance: string
  readonly faults: FaultEngine
  /** The sandbox's own key. */
  readonly personalApiKey: string
}

/** Everything the sandbox answers: PostHog's endpoints behind the faults, and what is its own, which no fault touches. */
export function createHandler(
  services: ApiServices,
  { instance, faults, personalApiKey }: HandlerOptions,
): (request: Request, connection: Connection) => Promise<Response> {
  const serve = withFaults(createPostHogHandler(services), { faults, now: services.now })
  const control = createControlHandler({ faults: faults.controller, personalApiKey })
  return async (request, connection) => {
    const url = new URL(request.url)
    if (url.pathname === healthPath) return json({ status: 'ok', instance })
    if (url.pathname.startsWith(controlPath)) return control(request, url)
    return serve(request, connection)
  }
}

function createPostHogHandler(services: ApiServices): (request: Request, sighting: Sighting) => Promise<Response> {
  const { ingestion, project, now, log, database, flags } = services
  const capture = createCaptureHandler({ ingestion, projectToken: project.token, now, log })
  const evaluate = createFlagsHandler({
    database,
    flags,
    resources: services.resources,
    cohortMembers: services.cohortMembers,
    groupTypes: () => ingestion.groupTypes,
    projectToken: project.token,
    now,
    log,
  })
  const define = createDefinitionsHandler(services)
  const survey = createPublicSurveysHandler(services)
  return async (request, sighting) => {
    const url = new URL(request.url)
    const answer =
      capture(request, url, sighting) ??
      evaluate(request, url, sighting) ??
      define(request, url) ??
      survey(request, url)
    if (answer) return answer
    if (url.pathname.startsWith('/api/')) return handleApi(request, url, services)
    if (url.pathname === '/') return text(welcome(project.id), 200)
    return text('Not found', 404)
  }
}

function welcome(projectId: number): string {
  return [
    'This is a hogkit sandbox: PostHog, on your machine only.',
    '',
    'Public:  POST /batch/  /i/v0/e/  /flags?v=2   with the project token',
    `Private: /api/projects/${projectId}/query/  persons/  feature_flags/  insights/  …   with the personal API key`,
    "Its own, not PostHog's: /_hogkit/faults  /_hogkit/requests   with the personal API key",
    '',
    'Both keys are shown where the sandbox was started.',
    '',
  ].join('\n')
}
