'use client'

import { assembleApi, type Api } from '../../api/assemble.js'
import { useHogkitContext, type HogkitContextValue } from '../provider/context.js'
import { proxyCallerOf } from './proxyCaller.js'

/** Goes with the provider. */
const apis = new WeakMap<HogkitContextValue, Api>()

/**
 * The typed client of PostHog's private API behind the provider: the one given as `api`, else one that speaks to the
 * proxy at `apiBase`. For what no hook covers, and for `…QueryOptions(api, …)`.
 */
export function useApi(): Api {
  const context = useHogkitContext('useApi')
  return context.api ?? proxyApiOf(context)
}

function proxyApiOf(context: HogkitContextValue): Api {
  let api = apis.get(context)
  if (!api) apis.set(context, (api = assembleApi(proxyCallerOf(context))))
  return api
}
