import { createProxyCaller } from '../../api/createProxyCaller.js'
import type { ApiCaller } from '../../api/index.js'
import type { HogkitContextValue } from '../provider/context.js'

/** Goes with the provider. */
const callers = new WeakMap<HogkitContextValue, ApiCaller>()

/** The one caller of a provider that was given no `api`: its hooks and `useApi` share rate limits. */
export function proxyCallerOf(context: HogkitContextValue): ApiCaller {
  let caller = callers.get(context)
  if (!caller) callers.set(context, (caller = createProxyCaller({ baseUrl: context.apiBase })))
  return caller
}
