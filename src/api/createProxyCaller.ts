import { ConfigError } from '../core/errors.js'
import type { ProxyApiOptions } from './config.js'
import { resolveProjectId } from './projectId.js'
import { type ApiCaller, createCaller } from './transport/transport.js'

function resolveBaseUrl(baseUrl: string): string {
  const isPath = baseUrl.startsWith('/') && !baseUrl.startsWith('//')
  const isUrl = /^https?:\/\//.test(baseUrl) && URL.canParse(baseUrl)
  if ((isPath || isUrl) && !/[?#\s]/.test(baseUrl)) return baseUrl.replace(/\/+$/, '')
  throw new ConfigError(
    `baseUrl "${baseUrl}" is not usable. Give your proxy's path, such as "/api/posthog", or its full URL.`,
  )
}

function requireSite(baseUrl: string): void {
  if (!baseUrl.startsWith('/') || 'location' in globalThis) return
  throw new ConfigError(
    `baseUrl "${baseUrl}" is a path, and outside a browser it has no site. Give a full URL, or ask PostHog itself: createApi({ host, personalApiKey, projectId }).`,
  )
}

/**
 * What a browser needs to call PostHog through your proxy, without the resources of an `Api`: pass it to `runHogQL`, `listPersons`, … and
 * the bundle holds only what these ask.
 *
 * ```ts
 * const { results } = await runHogQL(createProxyCaller({ baseUrl: '/api/posthog' }), 'select count() from events')
 * ```
 *
 * @throws ConfigError for a baseUrl that is neither a path nor a URL
 */
export function createProxyCaller(options: ProxyApiOptions): ApiCaller {
  const { headers } = options
  const baseUrl = resolveBaseUrl(options.baseUrl)
  return createCaller(
    {
      mode: 'proxy',
      baseUrl,
      projectId: resolveProjectId(options.projectId),
      headers() {
        // Checked for each call and not when the client is made: a server render may make it and never call it.
        requireSite(baseUrl)
        return (typeof headers === 'function' ? headers() : headers) ?? {}
      },
    },
    options,
  )
}
