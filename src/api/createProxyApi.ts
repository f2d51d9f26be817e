import { type Api, assembleApi } from './assemble.js'
import type { ProxyApiOptions } from './config.js'
import { createProxyCaller } from './createProxyCaller.js'

/**
 * `createApi({ baseUrl })` alone: what a browser needs, without the code for keys and hosts.
 * @throws ConfigError for a baseUrl that is neither a path nor a URL
 */
export function createProxyApi(options: ProxyApiOptions): Api {
  return assembleApi(createProxyCaller(options))
}
