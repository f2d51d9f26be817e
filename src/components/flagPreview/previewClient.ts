import { createActions } from '../../core/actions.js'
import { prepareClient } from '../../core/prepareClient.js'
import { HttpError, NetworkError, QuotaLimitedError } from '../../core/errors/request.js'
import { toDetails } from '../../core/flags/details.js'
import type { FlagDetails, FlagOverride, FlagStatus, HogkitClient } from '../../core/types.js'

/** A reason a flag can be without a value. */
export type ValuelessStatus = Exclude<FlagStatus, 'ready' | 'stale'>

/** What a preview shows of one flag: a value, perhaps with a payload, or the reason that there is none. */
export type Previewed = { readonly override: FlagOverride } | { readonly status: ValuelessStatus }

const errors: Partial<Record<ValuelessStatus, () => Error>> = {
  error: () => new HttpError('PostHog answered 500 in this preview.', { status: 500 }),
  blocked: () => new NetworkError('PostHog could not be reached in this preview.'),
  'quota-limited': () => new QuotaLimitedError('The project is over its feature flag quota in this preview.'),
}

/** A client that shows a flag in one situation and does nothing else: it is never started, and consent is denied. */
export function createPreviewClient(
  flag: string,
  previewed: Previewed,
  others: Readonly<Record<string, FlagOverride>>,
): HogkitClient {
  const forced = 'override' in previewed ? { ...others, [flag]: previewed.override } : others
  const entries = Object.entries(forced).map(
    ([key, override]) => [key, typeof override === 'object' ? override : { value: override }] as const,
  )
  const { client } = prepareClient(
    {
      projectToken: 'phc_preview',
      persistence: 'memory',
      consent: 'denied',
      preloadFlags: false,
      bootstrap: {
        featureFlags: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
        featureFlagPayloads: Object.fromEntries(
          entries.flatMap(([key, { payload }]) => (payload === undefined ? [] : [[key, payload]])),
        ),
      },
    },
    createActions,
  )
  return 'status' in previewed ? withStatus(client, flag, previewed.status) : client
}

function withStatus(client: HogkitClient, flag: string, status: ValuelessStatus): HogkitClient {
  const forced = toDetails(flag, undefined, { status, error: errors[status]?.() })
  const { flags } = client
  const or = (read: (key: string) => FlagDetails) => (key: string) => (key === flag ? forced : read(key))
  return {
    ...client,
    flags: {
      ...flags,
      details: or(key => flags.details(key)),
      serverDetails: or(key => flags.serverDetails(key)),
      // What loads in a preview loads for ever.
      ready: key => (key === flag && status === 'loading' ? new Promise(() => {}) : flags.ready(key)),
    },
  }
}
