import { checkPersonalApiKey, refuseKeyInBrowser, resolveApiHost } from '../../api/config.js'
import { type EndpointId, endpoints, type HttpMethod, type Scope } from '../../api/endpoints.js'
import { isSafeSegment } from '../../api/path.js'
import { ConfigError } from '../../core/errors.js'
import { type NamedQueries, type ResolvedQuery, resolveNamedQueries } from './queries/namedQuery.js'

/** Scopes of a caller. `'*'` grants every endpoint that the proxy offers; `x:write` includes `x:read`. */
export type GrantedScopes = '*' | readonly (Scope | '*')[]

/** What `authorize` says of a request: the caller's scopes (and who it is, for the audit), or nothing for a stranger. */
export type Grant =
  | GrantedScopes
  | { readonly scopes: GrantedScopes; readonly subject?: string }
  | null
  | undefined
  | false

/** One request, as the audit sees it. Holds no body, no query and no key. */
export interface AuditEntry {
  /** When the request came, ISO 8601. */
  readonly at: string
  readonly method: string
  /** The path as asked for, at most 300 characters. */
  readonly path: string
  /** The row of the endpoint table, when the path is one. */
  readonly endpoint: EndpointId | undefined
  /** The named query that was asked; its `endpoint` is `query.run`. */
  readonly query: string | undefined
  /** Who asked, as `authorize` named them. */
  readonly subject: string | undefined
  /** The status that the client got. */
  readonly status: number
  /** Why it was denied or failed; `undefined` for a success. */
  readonly code: string | undefined
  readonly durationMs: number
  /** What `authorize` threw, when it did. */
  readonly error: unknown
}

/** See `createProxy`. */
export interface ProxyOptions {
  /** `'us'`, `'eu'`, or the URL of a PostHog (a sandbox, a self-hosted one). */
  readonly host: 'us' | 'eu' | (string & {})
  /** The one project that callers reach. */
  readonly projectId: number | string
  /** `phx_…`, with no more scopes than the callers need. Stays on this side. */
  readonly personalApiKey: string
  /**
   * Asked for each request: who is this, and what may they do? Return scopes to let it in, nothing to deny it. It reads headers and
   * cookies; a body it wants to read it must `clone()` first. When it throws, the request is denied.
   */
  readonly authorize: (request: Request) => Grant | Promise<Grant>
  /** Where the proxy is mounted. Default `/api/posthog`. */
  readonly basePath?: string
  /** Only these endpoints. Default: every row of the table, within the caller's scopes. */
  readonly allow?: readonly EndpointId[]
  /** HogQL that lives here and is asked by name (`useNamedQuery`), also where `allow` leaves `query.run` out. Default: none. */
  readonly queries?: NamedQueries
  /** Other origins whose pages may call, such as `https://admin.example.com`. They also get CORS answers. Default: none. */
  readonly allowedOrigins?: readonly string[]
  /** Default 1_000_000. */
  readonly maxBodyBytes?: number
  /** The longest answer of PostHog that is passed on. Default 64_000_000. */
  readonly maxResponseBytes?: number
  /** From the request to the end of PostHog's answer, `authorize` included, ms. Default 65_000: a little more than a query may take. */
  readonly timeoutMs?: number
  readonly fetch?: typeof globalThis.fetch
  /** Told of every request when its answer is ready. What it throws is ignored. */
  readonly onAudit?: (entry: AuditEntry) => void
}

/** {@link ProxyOptions}, checked and complete. */
export interface ProxySettings {
  readonly host: string
  readonly projectId: string
  readonly personalApiKey: string
  readonly authorize: ProxyOptions['authorize']
  readonly basePath: string
  readonly allow: ReadonlySet<string>
  readonly queries: ReadonlyMap<string, ResolvedQuery>
  readonly allowedOrigins: ReadonlySet<string>
  readonly maxBodyBytes: number
  readonly maxResponseBytes: number
  readonly timeoutMs: number
  readonly fetch: typeof globalThis.fetch
  readonly onAudit: ProxyOptions['onAudit']
}

/** @throws ConfigError for a mount point that is no path. */
export function resolveBasePath(basePath: string): string {
  const path = basePath.replace(/\/+$/, '')
  if (/^(?:\/[\w.~@-]+)*$/.test(path)) return path
  throw new ConfigError(
    `basePath "${basePath}" is not a path. Give where the handler is mounted, such as "/api/posthog".`,
  )
}

function resolveOrigin(origin: string): string {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return origin
  throw new ConfigError(
    `allowedOrigins has "${origin}", which is no origin. Write it as a browser sends it: "https://admin.example.com".`,
  )
}

/** What a proxy can offer: it speaks to the host of the private API, and to no other. */
const offered = Object.keys(endpoints).filter(id => !('host' in endpoints[id as EndpointId]))

function resolveEndpoint(id: string): string {
  if (offered.includes(id)) return id
  const reason = Object.hasOwn(endpoints, id)
    ? 'which lies on another host of PostHog and is for servers: createFlagEvaluator asks it'
    : 'which is no endpoint'
  throw new ConfigError(`allow has "${id}", ${reason}. Known: ${offered.join(', ')}.`)
}

/** @throws ConfigError at once for what could never work, or would not be safe. */
export function resolveProxyOptions(options: ProxyOptions): ProxySettings {
  refuseKeyInBrowser(options.personalApiKey)
  const projectId = String(options.projectId)
  if (!isSafeSegment(projectId)) {
    throw new ConfigError(
      `projectId "${projectId}" is not a project's id. Set it from the environment (POSTHOG_PROJECT_ID).`,
    )
  }
  if (typeof options.authorize !== 'function') {
    throw new ConfigError(
      'createProxy needs authorize: a function that says which scopes a request has. Without it nobody may in.',
    )
  }
  return {
    host: resolveApiHost(options.host),
    projectId,
    personalApiKey: checkPersonalApiKey(options.personalApiKey),
    authorize: options.authorize,
    basePath: resolveBasePath(options.basePath ?? '/api/posthog'),
    allow: new Set((options.allow ?? offered).map(resolveEndpoint)),
    queries: resolveNamedQueries(options.queries ?? {}),
    allowedOrigins: new Set((options.allowedOrigins ?? []).map(resolveOrigin)),
    maxBodyBytes: options.maxBodyBytes ?? 1_000_000,
    maxResponseBytes: options.maxResponseBytes ?? 64_000_000,
    timeoutMs: options.timeoutMs ?? 65_000,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    onAudit: options.onAudit,
  }
}

/** Every method that a row of the table has. */
export const tableMethods: readonly HttpMethod[] = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']
