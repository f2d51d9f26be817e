import { type Api, assembleApi } from './assemble.js'
import { type ApiOptions, checkPersonalApiKey, refuseKeyInBrowser, resolveApiHost } from './config.js'
import { createProxyApi } from './createProxyApi.js'
import { resolvePublicHosts } from './publicHosts.js'
import { resolveProjectId } from './projectId.js'
import { createCaller } from './transport/transport.js'

/**
 * The typed client of PostHog's private API: straight to PostHog on a server, through your proxy in a browser. Both forms have the same
 * methods and types, so a loader and a hook share their code.
 *
 * ```ts
 * const api = createApi({ host: 'eu', personalApiKey: process.env.POSTHOG_API_KEY!, projectId: 123 }) // server
 * const api = createApi({ baseUrl: '/api/posthog' }) // browser: createProxy is mounted there
 * const { results } = await api.query.hogql('select event, count() from events group by event')
 * ```
 *
 * Reads are tried again after failures of the way. Calls wait in line for their rate class's budget, and a 429 holds back every call of its
 * class until PostHog's time is over (`rateLimits`, `maxRateLimitWaitMs`). Nothing is sent twice that could be done twice.
 *
 * @throws ConfigError at once for a missing or wrong key, host or baseUrl, and for a personal API key in a browser.
 */
export function createApi(options: ApiOptions): Api {
  refuseKeyInBrowser(options.personalApiKey)
  if (options.baseUrl !== undefined) return createProxyApi(options)
  const authorization = `Bearer ${checkPersonalApiKey(options.personalApiKey)}`
  const caller = createCaller(
    {
      mode: 'key',
      baseUrl: resolveApiHost(options.host),
      ingestUrl: resolvePublicHosts(options.host ?? 'us').ingest,
      projectId: resolveProjectId(options.projectId),
      headers: () => ({ authorization }),
    },
    options,
  )
  return assembleApi(caller)
}
