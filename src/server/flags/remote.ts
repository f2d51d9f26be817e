import { createFetchFlags } from '../../core/delivery/fetchFlags.js'
import { toDeliveryOptions } from '../../core/delivery/options.js'
import { createTransport } from '../../core/delivery/transport.js'
import { resolveOptions } from '../../core/options.js'
import { toJson } from '../../core/sanitize.js'
import type { FlagsAnswer } from '../../core/wire/flags.js'
import type { FlagSettings } from './options.js'
import type { FlagsPerson } from './person.js'

/** Asks PostHog's `/flags` for these keys, or for all; rejects with a typed error. */
export type AskRemote = (person: FlagsPerson, keys: readonly string[] | undefined) => Promise<FlagsAnswer>

export function createAskRemote({ projectToken, ingestHost, flagsTimeoutMs, fetch, now }: FlagSettings): AskRemote {
  const options = resolveOptions({ projectToken, host: ingestHost, flagsTimeoutMs, fetch, now, persistence: 'memory' })
  const delivery = toDeliveryOptions(options)
  const fetchFlags = createFetchFlags(delivery, createTransport(delivery), toJson)
  return (person, keys) => {
    const { distinctId, personProperties = {}, groups = {}, groupProperties = {}, runtime, signal } = person
    return fetchFlags({
      distinctId,
      personProperties,
      groups,
      groupProperties: { ...groupProperties },
      anonymousId: person.anonymousId,
      deviceId: person.deviceId,
      keys,
      runtime,
      evaluationContexts: person.evaluationContexts?.length ? person.evaluationContexts : undefined,
      // The request comes from this server: its address says nothing of the visitor.
      disableGeoip: true,
      ...(signal && { signal }),
    })
  }
}
