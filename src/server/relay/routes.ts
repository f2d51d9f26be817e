/**
 * What the relay lets through, by path below its mount point: PostHog's public routes that an SDK needs. Of `/api/` only the surveys, which
 * every visitor may read by the token.
 */
const captureRoutes = ['batch', 'i/v0/e', 'e', 'capture']
const flagRoutes = ['flags', 'decide']
const readRoutes = ['api/surveys']

/** Where a relayed request goes. */
export interface RelayRoute {
  /** The path at PostHog, made anew. */
  readonly path: string
  readonly methods: readonly string[]
  /** PostHog serves an SDK's remote configuration from a host of its own. */
  readonly kind: 'ingest' | 'assets'
}

const toName = (path: string): string => path.replace(/^\//, '').replace(/\/$/, '')

/**
 * The public route a path means; `undefined` when it is none. A trailing slash may be there or not, as PostHog takes both.
 * @param flagsPath another name of `/flags/`.
 */
export function findRelayRoute(path: string, flagsPath = '/flags/'): RelayRoute | undefined {
  const given = toName(path)
  const name = given === toName(flagsPath) ? 'flags' : given
  if (captureRoutes.includes(name)) return { path: `/${name}/`, methods: ['POST', 'GET'], kind: 'ingest' }
  if (flagRoutes.includes(name)) return { path: `/${name}/`, methods: ['POST'], kind: 'ingest' }
  if (readRoutes.includes(name)) return { path: `/${name}/`, methods: ['GET'], kind: 'ingest' }
  const token = /^array\/([\w-]{1,64})\/config$/.exec(name)?.[1]
  return token === undefined ? undefined : { path: `/array/${token}/config`, methods: ['GET'], kind: 'assets' }
}
