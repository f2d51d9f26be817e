import type { IncomingMessage } from 'node:http'

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^(?:::ffff:)?127\.|^::1$/.test(address)
}

function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:(?:[\w-]+\.)*localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i.test(host)
}

/**
 * Whether a request was made on this machine, by a page of this very server (or by a tool that is no page).
 *
 * The address alone is not enough: a foreign page in this machine's browser also connects from loopback. So the name in `Host` must be
 * loopback too (DNS rebinding), the page must be ours, and nothing may have been forwarded (a tunnel connects from loopback).
 */
export function isLocalRequest(incoming: IncomingMessage): boolean {
  const { headers, socket } = incoming
  if (!isLoopbackAddress(socket.remoteAddress) || !isLoopbackHost(headers.host)) return false
  if (headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined) return false
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const { origin } = headers
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === headers.host)
}
