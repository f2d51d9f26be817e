/** What `hogkit()` of `hogkit/server/vite` tells the page: public values alone. */
declare module 'virtual:hogkit' {
  /** The project's public token, `phc_…`. */
  export const projectToken: string
  /** Where events and flag requests go: the relay's path, for `createClient`'s `host`. */
  export const host: string
  /** Where the private proxy is mounted, for `HogkitProvider`'s `apiBase`. */
  export const apiBase: string
  /** What stands behind both: the sandbox on this machine, or a PostHog. */
  export const connection: { readonly kind: 'sandbox' | 'posthog'; readonly url: string }
}
