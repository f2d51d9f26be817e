import type { Actions } from './actions.js'
import { EngineError } from './errors/client.js'
import { type ClientContext, prepareClient, type PreparedClient } from './prepareClient.js'
import type { ClientOptions, HogkitClient } from './types.js'

/** The clients whose actions are late. */
const unfinished = new WeakMap<HogkitClient, ClientContext>()

/**
 * A client whose actions a page bundles only where it uses them: whoever is going to call one completes the client first
 * (`completeClient`), as the hooks and plugins do. For anybody else, such as a plugin of the app's own, an action loads when it
 * is called and is done a moment later, in the order of the calls.
 */
export function prepareLateClient(options: ClientOptions): PreparedClient {
  const prepared = prepareClient(options, createLateActions)
  unfinished.set(prepared.client, prepared.context)
  return prepared
}

/** What the client's actions work on, once; `undefined` for a client that has them. */
export function takeUnfinished(client: HogkitClient): ClientContext | undefined {
  const context = unfinished.get(client)
  unfinished.delete(client)
  return context
}

function createLateActions(context: ClientContext): Actions {
  const late =
    (name: keyof Actions) =>
    (...args: unknown[]): Promise<unknown> | undefined => {
      const done = import('./actions.js').then(
        ({ createActions }) => (createActions(context)[name] as (...args: unknown[]) => unknown)(...args),
        (cause: unknown) => context.emitter.report(new EngineError(`Code of ${name}() did not load.`, { cause })),
      )
      // The one that is awaited. The others give a uuid or nothing, and there is no uuid yet.
      return name === 'identify' ? done : undefined
    }
  return Object.fromEntries(NAMES.map(name => [name, late(name)])) as unknown as Actions
}

const NAMES = [
  'identify',
  'alias',
  'group',
  'groupIdentify',
  'setPersonProperties',
  'createPersonProfile',
  'pageview',
  'screen',
  'captureException',
  'addExceptionStep',
] as const satisfies readonly (keyof Actions)[]
