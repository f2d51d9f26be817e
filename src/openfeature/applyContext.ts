import type { EvaluationContext } from '@openfeature/web-sdk'
import { completeClient } from '../core/actions.js'
import type { HogkitClient, Properties } from '../core/types.js'

interface Parts {
  readonly distinctId: string | undefined
  readonly groups: Readonly<Record<string, string>>
  readonly groupProperties: Readonly<Record<string, Properties>>
  readonly personProperties: Properties
}

/** `groups` and `groupProperties` have a meaning; every other field is a person property. */
function read({ targetingKey, groups, groupProperties, ...personProperties }: EvaluationContext): Parts {
  return {
    distinctId: targetingKey || undefined,
    groups: Object.fromEntries(
      Object.entries(toObject(groups)).flatMap(([type, key]) =>
        typeof key === 'string' || typeof key === 'number' ? [[type, String(key)]] : [],
      ),
    ),
    groupProperties: Object.fromEntries(
      Object.entries(toObject(groupProperties)).map(([type, properties]) => [type, toObject(properties)]),
    ),
    personProperties,
  }
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

const lacks = (now: object, before: object) => Object.keys(before).some(name => !Object.hasOwn(now, name))

/**
 * Makes the client speak for the context: the targeting key is the person, `groups` are the groups, the rest are properties to evaluate
 * flags by (no event carries them). Resolves when the flags for it are in, or failed; never rejects.
 */
export async function applyContext(
  client: HogkitClient,
  before: EvaluationContext,
  context: EvaluationContext,
  isIdentifying: boolean,
): Promise<void> {
  const [old, next] = [read(before), read(context)]
  const { flags } = completeClient(client)
  const work: Promise<void>[] = []
  const isSignedOut = isIdentifying && old.distinctId !== undefined && next.distinctId === undefined
  if (isSignedOut) client.reset()
  // What a context no longer has must not count any more.
  else if (lacks(next.personProperties, old.personProperties)) work.push(flags.resetPersonPropertiesForFlags())
  if (lacks(next.groupProperties, old.groupProperties)) work.push(flags.resetGroupPropertiesForFlags())
  for (const [type, key] of Object.entries(next.groups)) {
    if (client.identity.getSnapshot().groups[type] !== key) client.group(type, key)
  }
  if (Object.keys(next.personProperties).length > 0) work.push(flags.setPersonPropertiesForFlags(next.personProperties))
  if (Object.keys(next.groupProperties).length > 0) work.push(flags.setGroupPropertiesForFlags(next.groupProperties))
  if (isIdentifying && next.distinctId !== undefined && next.distinctId !== client.distinctId) {
    work.push(client.identify(next.distinctId))
  }
  await Promise.allSettled(work)
  await flags.ready()
}
