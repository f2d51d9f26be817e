import type { ApiCaller } from '../../api/index.js'
import { NetworkError } from '../../core/errors.js'

/**
 * A caller whose code loads with its first request. The hooks read through one, so that a page that shows a table does not wait for the
 * code that asks: it loads while the page draws its first state.
 *
 * @param load imports the code and makes the caller; asked again after a failure. What it rejects with, the request rejects with.
 */
export function createLazyCaller(apiBase: string, load: () => Promise<ApiCaller>): ApiCaller {
  return {
    // As the caller itself has it: both must give the same cache keys.
    baseUrl: apiBase.replace(/\/+$/, ''),
    mode: 'proxy',
    projectId: '@current',
    request: async (endpoint, call) => (await load()).request(endpoint, call),
  }
}

/** Turns the failure of an `import()` into an error that says what to do. */
export function toLoadError(cause: unknown): NetworkError {
  return new NetworkError(
    'hogkit could not load the code that reads from PostHog, so nothing was asked. Reload the page; serve old chunks after a deploy.',
    { cause },
  )
}
