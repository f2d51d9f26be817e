import type { Emitter } from './emitter.js'
import type { Identity } from './identity/identity.js'
import type { ResolvedOptions } from './options.js'
import { toJson } from './sanitize.js'
import type { Properties } from './types.js'
import { libraryProperties, visitorProperties } from './wire/events.js'
import { createEventContext, type EventContext } from './wire/packed.js'

/** What goes into events unasked. */
export interface Contexts {
  /** What this visitor's events share: the same object while nothing in it changed, so that it is stored once. */
  readonly own: (event: string, sessionId: string) => EventContext
  /** What plugins add to an event, whoever's it is. */
  readonly added: (event: string) => Properties
  /** What is known of the visitor's first page, as long as PostHog was not told on this page. */
  readonly initial: (context: EventContext) => Properties | undefined
}

export function createContexts(
  { plugins, personProfiles }: ResolvedOptions,
  identity: Identity,
  emitter: Emitter,
  flagProperties: () => Properties,
): Contexts {
  // What each plugin said last.
  const parts: Properties[] = []
  const texts: string[] = []
  let sources: readonly unknown[] = []
  let current: EventContext | undefined
  /** Who PostHog was told the beginnings of. */
  let toldOf: string | undefined

  const ask = (index: number, event: string): Properties =>
    emitter.attempt(() => plugins[index]?.properties?.(event)) ?? {}

  /** Whether any plugin says something else than before. */
  function havePartsChanged(event: string): boolean {
    let hasChanged = false
    for (let index = 0; index < plugins.length; index++) {
      const part = ask(index, event)
      if (part === parts[index]) continue
      const text = toJson(part)
      if (text === texts[index]) continue
      texts[index] = text
      // Copied, unless it cannot change: a plugin may go on to write into its own object.
      parts[index] = Object.isFrozen(part) ? part : { ...part }
      hasChanged = true
    }
    return hasChanged
  }

  return {
    added: event => Object.assign({}, ...plugins.map((_, index) => ask(index, event))) as Properties,
    initial({ distinctId, properties }) {
      let { initial } = identity.traits
      if (!initial && plugins.some(plugin => 'initialProperties' in plugin)) {
        initial = Object.assign({}, ...plugins.map(plugin => emitter.attempt(() => plugin.initialProperties?.())))
        identity.updateTraits({ initial: initial as Properties })
      }
      if (!initial || toldOf === distinctId || !properties['$process_person_profile']) return undefined
      toldOf = distinctId
      return initial
    },
    own(event, sessionId) {
      const { current: visitor, traits, screen } = identity
      const flags = flagProperties()
      const hasChanged = havePartsChanged(event)
      const before = sources
      sources = [visitor, traits.superProperties, flags, sessionId, screen]
      if (current && !hasChanged && sources.every((source, index) => source === before[index])) return current
      const hasProfile = personProfiles === 'identified_only' ? visitor.hasProfile : personProfiles === 'always'
      return (current = createEventContext(visitor.distinctId, {
        ...(Object.assign({}, ...parts) as Properties),
        ...traits.superProperties,
        ...flags,
        ...visitorProperties(visitor, sessionId, screen),
        ...libraryProperties(hasProfile, visitor.groups),
      }))
    },
  }
}
