import type { ApiCaller } from '../../api/index.js'
import { NetworkError } from '../../core/errors/network.js'

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
    ready: load,
    request: async (endpoint, call) => (await load()).request(endpoint, call),
  }
}

/**
 * What the `import()` gives.
 * @throws {NetworkError} that says what to do when it failed.
 */
export async function orLoadError<TModule>(loading: Promise<TModule>): Promise<TModule> {
  try {
    return await loading
  } catch (cause) {
    throw new NetworkError(
      'Code that reads from PostHog did not load, so nothing was asked. Reload the page; keep old chunks after a deploy.',
      { cause },
    )
  }
}
