import { ConfigError, isAbortError } from '../../core/errors.js'
import type { Bootstrap } from '../../core/types.js'
import { exposureEvent } from '../../core/wire/exposure.js'
import { createFetchDefinitions } from './fetchDefinitions.js'
import { evaluateLocally } from './local.js'
import { type FlagEvaluatorOptions, type FlagSettings, resolveFlagOptions } from './options.js'
import { checkDistinctId, type EvaluateFlagsOptions, type FlagsPerson } from './person.js'
import { createPoller } from './poller.js'
import { createAskRemote } from './remote.js'
import {
  createResults,
  type EvaluatedFlag,
  type FlagResults,
  fromAnswer,
  fromEvaluation,
  toBootstrap,
  toFailed,
} from './results.js'
import { readVisitor, type RequestLike } from './visitor.js'

/** Whom to evaluate for, in {@link FlagEvaluator.bootstrap}. */
export interface BootstrapOptions extends Omit<EvaluateFlagsOptions, 'deviceId' | 'anonymousId'> {
  /** The signed-in user, if there is one. Default: the visitor of the cookie. */
  readonly distinctId?: string | undefined
}

/** One request's flags. */
export interface RequestFlags {
  /** For `<HogkitProvider bootstrap={…}>` or `createClient({ bootstrap })`, on both sides. Plain JSON. */
  readonly bootstrap: Bootstrap
  readonly flags: FlagResults
  /** A `Set-Cookie` header for the answer, so that the browser goes on as the same visitor; `undefined` when there is nothing to set. */
  readonly setCookie: string | undefined
}

/** Decides flags on a server. One for the whole process: it keeps nothing of any request. */
export interface FlagEvaluator {
  /**
   * All flags of a person: decided here where what is known suffices, the rest by one request to PostHog.
   * Never rejects for what PostHog does: a flag that could not be decided says so (`details(key).error`).
   * @throws ConfigError for a distinct id that names nobody; AbortError when `signal` aborts
   */
  evaluate(distinctId: string, options?: EvaluateFlagsOptions): Promise<FlagResults>
  /** The flags of whoever sent the request, for the first render on both sides. Flags meant for servers only are not among them. */
  bootstrap(request: RequestLike, options?: BootstrapOptions): Promise<RequestFlags>
  /** Resolves when definitions are in, for whoever wants to start with them. Rejects with a typed error. */
  ready(): Promise<void>
  /** Asks for the definitions now. Rejects with a typed error. */
  reload(): Promise<void>
  /** When PostHog last confirmed the definitions, ms since 1970; `undefined` before the first time. */
  readonly loadedAt: number | undefined
  /** Stops polling. What is asked after that is answered by PostHog. */
  close(): void
}

/**
 * Evaluates feature flags on your server. Definitions are asked for once in 30 seconds, with an ETag, and shared by all requests; a flag is
 * then decided without a request, exactly as PostHog decides it. Where that would need what only PostHog knows (a static cohort, a property
 * that was not given, a value kept over sign-in), PostHog is asked.
 *
 * ```ts
 * export const flags = createFlagEvaluator({ host: 'eu', projectToken: 'phc_…', personalApiKey: process.env.POSTHOG_API_KEY! })
 *
 * const results = await flags.evaluate(user.id, { personProperties: { plan: user.plan } })
 * if (results.get('one-page-checkout')) …
 *
 * const { bootstrap, setCookie } = await flags.bootstrap(request)   // for the first render
 * ```
 *
 * Nothing is asked before the first use. https://posthog.com/docs/feature-flags/local-evaluation
 *
 * @throws ConfigError at once for a host, token, key or number that cannot work, and in a browser
 */
export function createFlagEvaluator(options: FlagEvaluatorOptions): FlagEvaluator {
  const settings = resolveFlagOptions(options)
  const poller = createPoller(settings, createFetchDefinitions(settings))
  const askRemote = createAskRemote(settings)
  const expose = createExposures(settings)

  /** What PostHog says of these keys; those it says nothing of failed. */
  async function ask(person: FlagsPerson, keys: readonly string[] | undefined): Promise<EvaluatedFlag[] | Error> {
    try {
      const { flags, requestId, failed } = await askRemote(person, keys)
      const answered = flags.map(flag => fromAnswer(flag, requestId))
      const error = new Error('PostHog could not evaluate this flag.')
      return [...answered, ...failed.map(key => toFailed(key, error))]
    } catch (error) {
      if (isAbortError(error) || !(error instanceof Error)) throw error
      settings.onError(error)
      return error
    }
  }

  async function evaluatePerson(person: FlagsPerson): Promise<FlagResults> {
    person.signal?.throwIfAborted()
    const { distinctId } = person
    const definitions = await poller.current()
    const local = definitions && evaluateLocally(definitions, person, settings.now())
    const decided = local?.decided.map(fromEvaluation) ?? []
    const keys = local ? local.undecided : person.keys
    const results = (flags: readonly EvaluatedFlag[], error?: Error) =>
      createResults({
        distinctId,
        flags: [...decided, ...flags],
        error: error ?? flags.find(flag => flag.error)?.error,
        isUnknown: !local,
        expose: flag => expose(flag, person),
      })
    if (local && local.undecided.length === 0) return results([])
    const remote = person.onlyLocally ? undecidedError() : await ask(person, keys)
    return remote instanceof Error
      ? results(
          (keys ?? []).map(key => toFailed(key, remote)),
          remote,
        )
      : results(remote)
  }

  return {
    async evaluate(distinctId, { runtime = 'server', ...rest } = {}) {
      checkDistinctId(distinctId)
      return evaluatePerson({ ...rest, distinctId, runtime })
    },
    async bootstrap(request, { distinctId, groups, runtime = 'client', ...rest } = {}) {
      const { identity, setCookie } = readVisitor(request, settings)
      if (distinctId !== undefined) checkDistinctId(distinctId)
      const isSame = distinctId === undefined || distinctId === identity.distinctId
      const flags = await evaluatePerson({
        ...rest,
        distinctId: distinctId ?? identity.distinctId,
        // Groups of whoever was here before are not those of the person who signed in.
        groups: { ...(isSame || !identity.isIdentified ? identity.groups : {}), ...groups },
        deviceId: identity.deviceId,
        // As the browser's client says it when it identifies the visitor.
        anonymousId: isSame || identity.isIdentified ? undefined : identity.anonymousId,
        runtime,
      })
      const isIdentifiedId = distinctId !== undefined || identity.isIdentified
      return { bootstrap: { distinctId: flags.distinctId, isIdentifiedId, ...toBootstrap(flags) }, flags, setCookie }
    },
    async ready() {
      if (poller.loadedAt === undefined) await poller.reload()
    },
    reload: () => poller.reload(),
    get loadedAt() {
      return poller.loadedAt
    },
    close: () => poller.close(),
  }
}

function undecidedError(): Error {
  return new Error('Not enough is known here to decide this flag, and `onlyLocally` keeps PostHog from being asked.')
}

/** Older ones are forgotten and would be sent again: better than growing for ever. */
const MAX_EXPOSURES = 10_000

function createExposures({ client }: FlagSettings): (flag: EvaluatedFlag, person: FlagsPerson) => void {
  const seen = new Set<string>()
  return (flag, { distinctId, groups = {} }) => {
    if (!client) {
      throw new ConfigError('reportExposure() needs a client: give createFlagEvaluator one, made with createClient().')
    }
    const exposure = JSON.stringify([distinctId, groups, flag.key, flag.value])
    if (flag.status === 'error' || seen.has(exposure)) return
    const [event, properties] = exposureEvent(flag)
    const more = { locally_evaluated: flag.isLocal }
    if (client.capture(event, { ...properties, ...more }, { distinctId, groups }) === undefined) return
    for (const oldest of seen) {
      if (seen.size < MAX_EXPOSURES) break
      seen.delete(oldest)
    }
    seen.add(exposure)
  }
}
