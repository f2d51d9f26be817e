import type { Deadline } from '../http/deadline.js'
import { Denial } from '../http/denial.js'
import { declaresMoreThan, readLimited } from '../http/readLimited.js'
import type { UpstreamAnswer } from './answer.js'
import type { ProxySettings } from './options.js'

/** What goes to PostHog. Every part was made here; no header of the client is among them. */
export interface UpstreamRequest {
  readonly method: string
  readonly path: string
  readonly body: string | undefined
}

/**
 * Asks PostHog with the proxy's key and reads the whole answer, within its size and the deadline.
 * @throws Denial 502 or 504; the deadline's reason when the client left
 */
export async function askUpstream(
  request: UpstreamRequest,
  settings: ProxySettings,
  deadline: Deadline,
): Promise<UpstreamAnswer> {
  const { signal } = deadline
  const tooLarge = () =>
    new Denial(
      502,
      'upstream_too_large',
      `PostHog's answer is larger than ${settings.maxResponseBytes} bytes. Ask for fewer rows.`,
    )
  try {
    const response = await settings.fetch(`${settings.host}${request.path}`, {
      method: request.method,
      // Not passed on from the client, on purpose: Origin makes PostHog's flag views refuse the key, Cookie and Authorization are the
      // caller's with us, X-Forwarded-* and method overrides would be believed.
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${settings.personalApiKey}`,
        'user-agent': 'hogkit-proxy',
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
      },
      redirect: 'manual',
      signal,
      ...(request.body !== undefined && { body: request.body }),
    })
    if (declaresMoreThan(response.headers, settings.maxResponseBytes)) {
      void response.body?.cancel().catch(() => undefined)
      throw tooLarge()
    }
    const bytes = await readLimited(response.body, settings.maxResponseBytes, signal)
    if (!bytes) throw tooLarge()
    return { status: response.status, headers: response.headers, text: new TextDecoder().decode(bytes) }
  } catch (error) {
    if (error instanceof Denial || signal.aborted) throw error
    throw new Denial(
      502,
      'upstream_unreachable',
      'PostHog could not be reached from the proxy. Check the host and the network.',
    )
  }
}
