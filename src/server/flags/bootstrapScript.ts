import { BOOTSTRAP_ELEMENT_ID } from '../../core/bootstrapScript.js'
import type { Bootstrap } from '../../core/types.js'

/** What ends a script element, opens a comment in one, or breaks a line in old engines. */
const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

/**
 * The bootstrap as an element for the page's HTML, for servers that write HTML themselves. It is data and never runs, so a
 * Content-Security-Policy needs no nonce for it; whatever a payload holds, it cannot end the element. In the browser, `readBootstrap` of
 * `hogkit/core` reads it: put it before the script that hydrates.
 *
 * In React Server Components, pass `bootstrap` to the provider as a prop instead: React carries it over.
 */
export function toBootstrapScript(bootstrap: Bootstrap): string {
  const text = JSON.stringify(bootstrap).replaceAll(/[<>&\u2028\u2029]/g, character => escapes[character] ?? '')
  return `<script type="application/json" id="${BOOTSTRAP_ELEMENT_ID}">${text}</script>`
}
