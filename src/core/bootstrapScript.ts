import type { Bootstrap } from './types.js'

/** The id of the page's element that holds the bootstrap. */
export const BOOTSTRAP_ELEMENT_ID = 'hogkit-bootstrap'

/**
 * The bootstrap that the server put into the page by `toBootstrapScript` (`hogkit/server`), for the client that starts with it:
 *
 * ```ts
 * hydrateRoot(root, <HogkitProvider projectToken="phc_…" bootstrap={readBootstrap()}>…)
 * ```
 *
 * @returns an empty one where there is none, or nothing readable, or no page
 */
export function readBootstrap(): Bootstrap {
  const text = globalThis.document?.getElementById(BOOTSTRAP_ELEMENT_ID)?.textContent
  try {
    const bootstrap = JSON.parse(text ?? '{}') as unknown
    if (typeof bootstrap === 'object' && bootstrap) return bootstrap
  } catch {}
  return {}
}
