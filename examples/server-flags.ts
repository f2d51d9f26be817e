import { createFlagEvaluator } from 'hogkit/server'

export const flags = createFlagEvaluator({
  host: 'eu',
  projectToken: process.env['POSTHOG_PROJECT_API_KEY'] ?? '',
  personalApiKey: process.env['POSTHOG_API_KEY'] ?? '',
})

/** A loader of any framework: `bootstrap` goes to `<HogkitProvider bootstrap={…}>`, on the server and in the browser. */
export async function loadPage(request: Request) {
  const { bootstrap, setCookie, flags: results } = await flags.bootstrap(request)
  const headers = new Headers(setCookie === undefined ? {} : { 'set-cookie': setCookie })
  return { headers, bootstrap, isNewCheckout: results.get('checkout') === 'one-page' }
}
