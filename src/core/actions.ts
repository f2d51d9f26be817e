import { plainException } from './exceptions/plain.js'
import { createIdentityActions, type IdentityActions } from './identity/actions.js'
import { takeUnfinished } from './lateActions.js'
import type { ClientContext } from './prepareClient.js'
import type { HogkitClient, Properties } from './types.js'
import { pageviewEvent, screenEvent } from './wire/events.js'

/** What a client can do beside capturing, reading flags and keeping the queue. */
export type Actions = IdentityActions &
  Pick<HogkitClient, 'pageview' | 'screen' | 'captureException' | 'addExceptionStep'>

/**
 * Gives a client of `prepareLateClient` its actions, once: whoever is going to call one of them does this first, and so
 * a page bundles them only where it uses them.
 * @returns the same client.
 */
export function completeClient(client: HogkitClient): HogkitClient {
  const context = takeUnfinished(client)
  return context ? Object.assign(client, createActions(context)) : client
}

export function createActions({ options, identity, flags, emitter, capture, engine, refusal }: ClientContext): Actions {
  const captureOwn = ([event, own]: [string, Properties], properties: Properties | undefined) =>
    capture(event, { ...own, ...properties })
  const identityActions = createIdentityActions(
    identity,
    flags,
    emitter,
    capture,
    () => !refusal(),
    options.personProfiles,
  )
  return {
    ...identityActions,
    pageview: properties => captureOwn(pageviewEvent(), properties),
    screen(name, properties) {
      const [event, own] = screenEvent(name)
      if (!refusal()) identity.screen = name
      return capture(event, { ...properties, ...own })
    },
    captureException(...args) {
      const event = emitter.attempt(() => (engine.current?.exceptionEvent ?? plainException)(...args))
      return event && capture(...event)
    },
    addExceptionStep(...step) {
      const at = options.now()
      engine.run(({ steps }) => emitter.attempt(() => steps.add(at, ...step)))
    },
  }
}
