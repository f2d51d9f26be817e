import { randomUUID } from 'node:crypto'
import { publicSurveys } from '../api/surveys/public.js'
import { CaptureError } from '../capture/errors.js'
import { readPayload } from '../capture/payload.js'
import { preflight, withCors } from '../http/cors.js'
import { json, text } from '../http/respond.js'
import type { Sighting } from '../http/sighting.js'
import type { JsonObject } from '../json.js'
import type { SandboxLog } from '../log.js'
import { evaluateRequest, type FlagsServices } from './evaluate.js'
import { detectRuntime } from './runtime.js'
import { remoteConfig } from './remoteConfig.js'
import { flagsToken, parseFlagsBody, readFlagsRequest } from './request.js'
import { detailedShape, enabledShape, type FlagsAnswer, namesShape, valuesShape } from './shapes.js'

export interface FlagsOptions extends FlagsServices {
  readonly projectToken: string
  readonly log: SandboxLog
}

const maxBytes = 2 * 1024 * 1024

/**
 * PostHog's public flag endpoints: `/flags` and `/decide` in all their versions, and the remote config of `/array/:token/config`.
 * `undefined` for other paths. https://posthog.com/docs/api/flags
 */
export function createFlagsHandler(
  options: FlagsOptions,
): (request: Request, url: URL, sighting: Sighting) => Promise<Response> | undefined {
  return (request, url, sighting) => {
    const route = routeOf(url.pathname.replace(/\/$/, ''))
    if (!route) return undefined
    if (request.method === 'OPTIONS') return Promise.resolve(preflight(request))
    return answer({ request, url, sighting }, route, options).then(response => withCors(request, response))
  }
}

type Route = { readonly kind: 'flags' | 'decide' } | { readonly kind: 'config'; readonly token: string }

function routeOf(pathname: string): Route | undefined {
  if (pathname === '/flags') return { kind: 'flags' }
  if (pathname === '/decide') return { kind: 'decide' }
  const token = /^\/array\/([^/]+)\/config$/.exec(pathname)?.[1]
  return token === undefined ? undefined : { kind: 'config', token }
}

interface Incoming {
  readonly request: Request
  readonly url: URL
  readonly sighting: Sighting
}

async function answer({ request, url, sighting }: Incoming, route: Route, options: FlagsOptions): Promise<Response> {
  try {
    if (route.kind === 'config') return await configAnswer(route.token, options)
    if (request.method === 'GET' || request.method === 'HEAD')
      return json({ ...(await config(options)), featureFlags: [] })
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'GET, POST, OPTIONS' } })
    const body = parseFlagsBody(await readPayload(request, url, maxBytes, sighting))
    requireToken(flagsToken(body), options)
    const withConfig = route.kind === 'decide' || url.searchParams.get('config') === 'true'
    return json({
      ...(withConfig ? await config(options) : {}),
      ...(await flagsAnswer(body, { request, url, sighting }, route.kind, options)),
    })
  } catch (error) {
    if (error instanceof CaptureError) return text(error.message, error.status)
    const reason = error instanceof Error ? error.message : String(error)
    options.log({ level: 'error', message: `Flags could not be evaluated: ${reason}` })
    return text('Internal error while evaluating flags.', 500)
  }
}

async function configAnswer(token: string, options: FlagsOptions): Promise<Response> {
  if (token !== options.projectToken) return text('Not found', 404)
  return json(await config(options), 200, { 'Cache-Control': 'no-store' })
}

async function config({ flags, resources }: FlagsOptions): Promise<JsonObject> {
  return remoteConfig({
    hasFlags: (await flags.all()).some(flag => flag.active),
    hasSurveys: (await publicSurveys({ resources })).length > 0,
  })
}

function requireToken(token: string, { projectToken }: FlagsOptions): void {
  if (token === projectToken) return
  throw new CaptureError(
    401,
    'The provided API key is invalid or has expired. Please check your API key and try again.',
  )
}

async function flagsAnswer(
  body: JsonObject,
  { request: { headers }, url }: Incoming,
  kind: 'flags' | 'decide',
  options: FlagsOptions,
): Promise<JsonObject> {
  const request = readFlagsRequest(body, detectRuntime(headers))
  const onlySurveys = url.searchParams.get('only_evaluate_survey_feature_flags') === 'true'
  const skip = request.disableFlags || onlySurveys
  const answer: FlagsAnswer = {
    results: skip ? [] : await evaluateRequest(options, request),
    requestId: randomUUID(),
    evaluatedAt: options.now(),
    descriptions: new Map((await options.flags.all()).map(flag => [flag.id, flag.name])),
  }
  return shapeFor(kind, versionOf(url.searchParams.get('v')))(answer)
}

function versionOf(text: string | null): number {
  return text !== null && /^\d{1,3}(?:\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 1
}

function shapeFor(kind: 'flags' | 'decide', version: number): (answer: FlagsAnswer) => JsonObject {
  if (kind === 'flags') return version >= 2 ? detailedShape : valuesShape
  if (version >= 4) return detailedShape
  if (version === 3) return valuesShape
  return version === 2 ? enabledShape : namesShape
}
