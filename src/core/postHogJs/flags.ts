import type { Emitter } from '../emitter.js'
import { ConfigError } from '../errors/client.js'
import { TimeoutError } from '../errors/request.js'
import { toDetails } from '../flags/details.js'
import { createFlagState, toMap } from '../flags/state.js'
import type { FlagsClient } from '../types.js'
import type { PostHogJs, PostHogJsPayload } from './postHogJs.js'

/** posthog-js tells nobody when its request fails, so that waiting for it has to end by itself. */
const WAIT_MS = 10_000

export interface PostHogJsFlagsClient {
  readonly client: FlagsClient
  /** Resolves with the next answer, or after ten seconds. */
  readonly next: () => Promise<void>
  readonly stop: () => void
}

/** The flags that a posthog-js instance knows, as stores that render no more than they must. */
export function createPostHogJsFlags(posthog: PostHogJs, emitter: Emitter): PostHogJsFlagsClient {
  const state = createFlagState(
    new Map(),
    { flags: read('cache'), others: { status: 'loading' }, updatedAt: undefined },
    emitter.threw,
  )
  const waiting = new Set<() => void>()

  function read(source: 'server' | 'cache') {
    return toMap(
      Object.entries(posthog.featureFlags.getFlagVariants()).map(([key, value]) =>
        toDetails(key, value, {
          source,
          payload: value ? (posthog.getFeatureFlagPayload(key) as PostHogJsPayload) : undefined,
        }),
      ),
    )
  }

  const stop = posthog.onFeatureFlags((_, __, context) => {
    const error = context?.errorsLoading ? new Error('posthog-js could not load its flags.') : undefined
    state.update(
      error
        ? { others: { status: 'error', error } }
        : { flags: read('server'), others: { status: 'missing' }, updatedAt: Date.now() },
    )
    emitter.emit('flags', { error })
    for (const resolve of Array.from(waiting)) resolve()
  })

  const next = (): Promise<void> =>
    new Promise(resolve => {
      const end = (): void => {
        clearTimeout(timer)
        waiting.delete(end)
        resolve()
      }
      const timer = setTimeout(() => {
        const error = new TimeoutError(`posthog-js told of no flags within ${WAIT_MS} ms.`)
        if (state.reader.status === 'loading') state.update({ others: { status: 'error', error } })
        end()
      }, WAIT_MS)
      waiting.add(end)
    })

  function after(act: () => void): Promise<void> {
    const answer = next()
    act()
    return answer
  }
  const reload = (): Promise<void> => after(() => posthog.reloadFeatureFlags())

  return {
    client: Object.assign(state.reader, {
      reload,
      ready: (key?: string) =>
        (key === undefined ? state.reader.status : state.reader.details(key).status) === 'loading'
          ? next()
          : Promise.resolve(),
      override: state.override,
      setPersonPropertiesForFlags: properties => after(() => posthog.setPersonPropertiesForFlags(properties, true)),
      resetPersonPropertiesForFlags() {
        posthog.resetPersonPropertiesForFlags()
        return reload()
      },
      setGroupPropertiesForFlags: properties =>
        after(() => posthog.setGroupPropertiesForFlags({ ...properties }, true)),
      resetGroupPropertiesForFlags(type) {
        posthog.resetGroupPropertiesForFlags(type)
        return reload()
      },
      evaluate: () =>
        Promise.reject(new ConfigError('posthog-js evaluates flags for its own visitor only: use createClient().')),
      // It keeps its own account of what it told.
      reportExposure: key => void posthog.getFeatureFlag(key, { send_event: true }),
    } satisfies Partial<FlagsClient>),
    next,
    stop,
  }
}
