import type { HogkitClient, Plugin } from '../types.js'
import { claim } from './claim.js'

/** Options of {@link tracingHeaders}. */
export interface TracingHeadersOptions {
  /** Names of the hosts that get the headers, as in `['api.example.com']`: exactly these, without scheme, port or wildcard. */
  readonly hosts: readonly string[]
}

const DISTINCT_ID = 'X-POSTHOG-DISTINCT-ID'
const SESSION_ID = 'X-POSTHOG-SESSION-ID'
const claims = new WeakSet<HogkitClient>()

/**
 * Tells your own backends who a request is from and in which session, so that what they capture belongs to the same person: adds
 * `X-POSTHOG-DISTINCT-ID` and `X-POSTHOG-SESSION-ID` to requests of `fetch` and `XMLHttpRequest` to the hosts you name. Other
 * origins must allow the two in `Access-Control-Allow-Headers`. They say who claims to be there, never who may.
 * https://posthog.com/docs/product-analytics/identify
 */
export function tracingHeaders({ hosts }: TracingHeadersOptions): Plugin {
  const allowed = new Set(hosts.map(host => host.trim().toLowerCase()))
  return {
    name: 'tracingHeaders',
    setup(client) {
      const release = claim(claims, client)
      if (!release) return undefined
      const headersFor = (url: string): [name: string, value: string][] => {
        try {
          if (!allowed.has(new URL(url, globalThis.location?.href).hostname.toLowerCase())) return []
          return [
            [DISTINCT_ID, client.distinctId],
            [SESSION_ID, client.sessionId],
          ]
        } catch {
          return []
        }
      }
      const undos = [patchFetch(headersFor), patchXhr(headersFor)]
      return () => {
        for (const undo of undos) undo()
        release()
      }
    },
  }
}

type HeadersFor = (url: string) => [name: string, value: string][]

function patchFetch(headersFor: HeadersFor): () => void {
  const original = globalThis.fetch
  if (!original) return () => {}
  let isActive = true
  const wrapped: typeof fetch = function (this: unknown, input, init) {
    return original.call(this as typeof globalThis, input, isActive ? withHeaders(input, init, headersFor) : init)
  }
  globalThis.fetch = wrapped
  return () => {
    isActive = false
    if (globalThis.fetch === wrapped) globalThis.fetch = original
  }
}

/** `init` with the headers; the caller's own objects stay as they are. */
function withHeaders(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  headersFor: HeadersFor,
): RequestInit | undefined {
  try {
    const request = input instanceof Request ? input : undefined
    const added = headersFor(input instanceof Request ? input.url : input.toString())
    if (!added.length) return init
    const headers = new Headers(init?.headers ?? request?.headers)
    for (const [name, value] of added) headers.set(name, value)
    return { ...init, headers }
  } catch {
    // The request of the app is worth more than our headers.
    return init
  }
}

function patchXhr(headersFor: HeadersFor): () => void {
  const prototype = globalThis.XMLHttpRequest?.prototype as XMLHttpRequest | undefined
  if (!prototype) return () => {}
  /* oxlint-disable typescript/unbound-method -- called with the request as `this` below */
  const { open, send, setRequestHeader } = prototype
  /* oxlint-enable typescript/unbound-method */
  const urls = new WeakMap<XMLHttpRequest, string>()
  let isActive = true
  const wrapped = {
    open(this: XMLHttpRequest, ...args: Parameters<XMLHttpRequest['open']>) {
      urls.set(this, String(args[1]))
      open.apply(this, args)
    },
    setRequestHeader(this: XMLHttpRequest, name: string, value: string) {
      // A second value would be put beside the first; ours is the one that is current.
      const isOurs = isActive && headersFor(urls.get(this) ?? '').some(([ours]) => ours === name.toUpperCase())
      if (!isOurs) setRequestHeader.call(this, name, value)
    },
    send(this: XMLHttpRequest, body?: Parameters<XMLHttpRequest['send']>[0]) {
      try {
        const added = isActive ? headersFor(urls.get(this) ?? '') : []
        for (const [name, value] of added) setRequestHeader.call(this, name, value)
      } catch {
        // As above.
      }
      send.call(this, body)
    },
  }
  Object.assign(prototype, wrapped)
  return () => {
    isActive = false
    const isUntouched = (Object.keys(wrapped) as (keyof typeof wrapped)[]).every(
      name => prototype[name] === wrapped[name],
    )
    if (isUntouched) Object.assign(prototype, { open, send, setRequestHeader })
  }
}
