import { createHash, timingSafeEqual } from 'node:crypto'
import {
  ApiError,
  authenticationError,
  methodNotAllowed,
  notFound,
  parseError,
  permissionDenied,
  validationError,
} from '../api/errors.js'
import { SandboxError } from '../errors.js'
import { readBody } from '../http/body.js'
import { isLocalHost } from '../http/host.js'
import { json } from '../http/respond.js'
import { parseJson } from '../json.js'
import type { FaultController, FaultRule } from './types.js'

/** Below it stands what is the sandbox's own and not PostHog's. */
export const controlPath = '/_hogkit/'
const maxBytes = 2 * 1024 * 1024

export interface ControlOptions {
  readonly faults: FaultController
  /** The one key that may steer faults: the sandbox's own, with every scope. */
  readonly personalApiKey: string
}

/**
 * Faults over HTTP, for tests in a browser or another process. Not part of PostHog. `Authorization: Bearer <the sandbox's own personal key>`.
 *
 * ```
 * GET    /_hogkit/faults               { "rules": [...] } with their counts
 * PUT    /_hogkit/faults               a list of rules in the place of all others
 * POST   /_hogkit/faults               a list of rules, or one, behind the others
 * DELETE /_hogkit/faults?id=fault-1    that one, or all without an id
 * GET    /_hogkit/requests?after=17    { "requests": [...] } that came after number 17, or all
 * DELETE /_hogkit/requests             forgets them
 * ```
 *
 * Pages may use it when they come from this machine; nothing that was forwarded may, so no relay, proxy or tunnel leads here.
 */
export function createControlHandler(options: ControlOptions): (request: Request, url: URL) => Promise<Response> {
  return async (request, url) => {
    try {
      requireLocal(request)
      if (request.method === 'OPTIONS') return forLocalPages(request, new Response(null, { status: 204 }))
      requireKey(request, options.personalApiKey)
      return forLocalPages(request, await control(request, url, options.faults))
    } catch (error) {
      return forLocalPages(request, toError(error).toResponse())
    }
  }
}

function toError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof SandboxError) return validationError(error.code, error.message)
  if (error instanceof SyntaxError) return parseError(`JSON parse error - ${error.message}`)
  return parseError('The request could not be read.')
}

async function control(request: Request, url: URL, faults: FaultController): Promise<Response> {
  const name = url.pathname.slice(controlPath.length).replace(/\/$/, '')
  if (name === 'requests') return controlRequests(request, url, faults)
  if (name !== 'faults') throw notFound('Endpoint not found.')
  switch (request.method) {
    case 'GET':
      break
    case 'PUT':
      faults.replace(await readList(request))
      break
    case 'POST':
      faults.add(...(await readList(request)))
      break
    case 'DELETE':
      removeFaults(url.searchParams.get('id'), faults)
      break
    default:
      throw methodNotAllowed(request.method, ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS'])
  }
  return json({ rules: faults.rules })
}

/** The rules are checked where they are put in force. */
async function readList(request: Request): Promise<FaultRule[]> {
  const body = parseJson(Buffer.from(await readBody(request, maxBytes)).toString('utf8'))
  return (Array.isArray(body) ? body : [body]) as FaultRule[]
}

function removeFaults(id: string | null, faults: FaultController): void {
  if (id === null) faults.clear()
  else if (!faults.remove(id)) throw notFound(`There is no fault rule "${id.slice(0, 64)}".`)
}

function controlRequests(request: Request, url: URL, faults: FaultController): Response {
  if (request.method === 'DELETE') faults.clearRequests()
  else if (request.method !== 'GET') throw methodNotAllowed(request.method, ['GET', 'DELETE', 'OPTIONS'])
  const after = url.searchParams.get('after') ?? '0'
  if (!/^\d{1,15}$/.test(after)) throw validationError('invalid_input', 'after must be the seq of a request.', 'after')
  return json({ requests: faults.requests.filter(({ seq }) => seq > Number(after)) })
}

function requireLocal(request: Request): void {
  const isForwarded = ['X-Forwarded-For', 'Forwarded', 'Via'].some(name => request.headers.has(name))
  const origin = request.headers.get('Origin')
  if (isLocalHost(request.headers.get('Host')) && !isForwarded && (origin === null || isLocalOrigin(origin))) return
  throw permissionDenied(
    'Faults are steered from this machine only, at localhost or 127.0.0.1 and not through a proxy.',
  )
}

const isLocalOrigin = (origin: string) => URL.canParse(origin) && isLocalHost(new URL(origin).host)

function requireKey(request: Request, personalApiKey: string): void {
  const given = /^Bearer\s+(\S+)$/i.exec(request.headers.get('Authorization')?.trim() ?? '')?.[1]
  if (given === undefined)
    throw authenticationError('not_authenticated', 'Authentication credentials were not provided.')
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (timingSafeEqual(digest(given), digest(personalApiKey))) return
  throw authenticationError('authentication_failed', "Faults are steered with the sandbox's own personal API key.")
}

function forLocalPages(request: Request, response: Response): Response {
  response.headers.set('Cache-Control', 'no-store')
  const origin = request.headers.get('Origin')
  if (origin === null || !isLocalOrigin(origin)) return response
  response.headers.set('Access-Control-Allow-Origin', origin)
  response.headers.set('Access-Control-Allow-Methods', 'GET, PUT, POST, DELETE, OPTIONS')
  response.headers.set('Access-Control-Allow-Headers', 'Authorization, Content-Type')
  response.headers.set('Vary', 'Origin')
  return response
}
