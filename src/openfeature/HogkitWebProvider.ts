import {
  type EvaluationContext,
  type JsonValue,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderEvents,
  type ResolutionDetails,
  type TrackingEventDetails,
} from '@openfeature/web-sdk'
import type { FlagDetails, HogkitClient } from '../core/types.js'
import { applyContext } from './applyContext.js'
import { readBoolean, readNumber, readObject, readString, toResolution } from './resolve.js'

/** See {@link HogkitWebProvider}. */
export interface HogkitWebProviderOptions {
  /** A client made with `createClient`. */
  readonly client: HogkitClient
  /**
   * Whether the context's targeting key identifies the visitor (`client.identify`), and its loss signs them out (`client.reset`). `false`
   * where the app does that itself. Default `true`.
   */
  readonly identify?: boolean
  /**
   * When PostHog is told that a person was shown a value. `'evaluation'` (default): soon after a flag was evaluated, once for each person,
   * flag and value. `'manual'`: when you call `client.flags.reportExposure(key)`.
   */
  readonly exposure?: 'evaluation' | 'manual'
  /** Shuts the client down when OpenFeature closes the provider. Default `false`: the client is yours. */
  readonly shutdownClient?: boolean
}

/**
 * PostHog's flags for OpenFeature's web SDK:
 *
 * ```ts
 * const client = createClient({ projectToken: 'phc_…', host: 'eu' })
 * await OpenFeature.setProviderAndWait(new HogkitWebProvider({ client }))
 * await OpenFeature.setContext({ targetingKey: user.id, plan: 'pro', groups: { company: 'acme' } })
 * OpenFeature.getClient().getStringValue('checkout', 'control')
 * ```
 *
 * A boolean is whether the flag is on, a string its variant, a number or an object its payload. A flag that is off has no variant and no
 * payload, so the default is given. Evaluation is synchronous and asks nobody; changes arrive as `ConfigurationChanged`, with the keys that
 * changed. `track` captures an event.
 *
 * https://openfeature.dev/docs/reference/concepts/provider
 */
export class HogkitWebProvider implements Provider {
  readonly metadata = { name: 'hogkit' } as const
  readonly runsOn = 'client'
  readonly events = new OpenFeatureEventEmitter()
  readonly #options: HogkitWebProviderOptions
  #undos: (() => void)[] = []
  /** What was told of each flag: the same reference means the same. */
  #told = new Map<string, FlagDetails>()
  #isStale = false

  constructor(options: HogkitWebProviderOptions) {
    this.#options = options
  }

  /** Resolves when flags are known, rejects when they cannot be. */
  async initialize(context: EvaluationContext = {}): Promise<void> {
    const { client, identify = true } = this.#options
    await applyContext(client, {}, context, identify)
    const { flags } = client
    this.#changedKeys()
    this.#undos = [
      flags.subscribe(() => this.#tellChanges()),
      client.on('flags', ({ error }) => this.#tellHealth(error)),
    ]
    if (flags.status === 'error') {
      throw new Error(flags.details('').error?.message ?? 'The flags could not be loaded.')
    }
  }

  onContextChange(before: EvaluationContext, context: EvaluationContext): Promise<void> {
    const { client, identify = true } = this.#options
    return applyContext(client, before, context, identify)
  }

  async onClose(): Promise<void> {
    for (const undo of this.#undos.splice(0)) undo()
    const { client, shutdownClient = false } = this.#options
    if (shutdownClient) await client.shutdown()
  }

  resolveBooleanEvaluation(flagKey: string, defaultValue: boolean): ResolutionDetails<boolean> {
    return toResolution(this.#evaluate(flagKey), defaultValue, readBoolean)
  }

  resolveStringEvaluation(flagKey: string, defaultValue: string): ResolutionDetails<string> {
    return toResolution(this.#evaluate(flagKey), defaultValue, readString)
  }

  resolveNumberEvaluation(flagKey: string, defaultValue: number): ResolutionDetails<number> {
    return toResolution(this.#evaluate(flagKey), defaultValue, readNumber)
  }

  resolveObjectEvaluation<T extends JsonValue>(flagKey: string, defaultValue: T): ResolutionDetails<T> {
    return toResolution(this.#evaluate(flagKey), defaultValue, readObject)
  }

  /** Captures the event; `value` is a property like the others. */
  track(event: string, _context: EvaluationContext = {}, details: TrackingEventDetails = {}): void {
    this.#options.client.capture(event, { ...details })
  }

  #evaluate(key: string): FlagDetails {
    const { client, exposure = 'evaluation' } = this.#options
    const flag = client.flags.details(key)
    // Later, because a React component evaluates while it renders, and rendering must have no effect.
    if (exposure === 'evaluation') setTimeout(() => client.flags.reportExposure(key), 0)
    return flag
  }

  #changedKeys(): string[] {
    const { flags } = this.#options.client
    const keys = new Set([...Object.keys(flags.all()), ...this.#told.keys()])
    const now = new Map([...keys].map(key => [key, flags.details(key)]))
    const changed = [...now].filter(([key, flag]) => isOther(this.#told.get(key), flag)).map(([key]) => key)
    this.#told = now
    return changed
  }

  #tellChanges(): void {
    const flagsChanged = this.#changedKeys()
    if (flagsChanged.length > 0) this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged })
  }

  /** A failed refresh leaves what is known, which is then stale until the next one. */
  #tellHealth(error: Error | undefined): void {
    if (error) {
      this.#isStale = true
      this.events.emit(ProviderEvents.Stale, { message: error.message })
    } else if (this.#isStale) {
      this.#isStale = false
      this.events.emit(ProviderEvents.Ready, {})
    }
  }
}

/** What evaluation gives of a flag; how fresh it is, is told apart. */
function isOther(before: FlagDetails | undefined, now: FlagDetails): boolean {
  return before !== now && (before?.value !== now.value || before?.payload !== now.payload)
}
