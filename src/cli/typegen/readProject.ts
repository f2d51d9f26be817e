import type { Api, FeatureFlag } from '../../api/index.js'
import type { EventTypes } from './eventTypes.js'

/** Requests for properties at one time. */
const CONCURRENCY = 4

export async function readFlags(api: Api): Promise<FeatureFlag[]> {
  return collect(api.featureFlags.iterate())
}

/** The project's own events (with `all`, PostHog's `$` ones too) that are not hidden, and what was seen on each. */
export async function readEvents(api: Api, { all }: { readonly all: boolean }): Promise<EventTypes[]> {
  const definitions = (
    await collect(api.eventDefinitions.iterate({ eventType: all ? 'event' : 'event_custom', limit: 100 }))
  ).filter(definition => (definition as { hidden?: boolean | null }).hidden !== true)
  const events: EventTypes[] = []
  const waiting = definitions.values()
  const work = async (): Promise<void> => {
    for (const { name, description } of waiting) {
      events.push({ name, description, properties: await readProperties(api, name) })
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work))
  return events
}

async function readProperties(api: Api, event: string): Promise<EventTypes['properties']> {
  const definitions = await collect(
    api.propertyDefinitions.iterate({
      type: 'event',
      eventNames: [event],
      filterByEventNames: true,
      excludeCoreProperties: true,
      excludeHidden: true,
      isFeatureFlag: false,
      limit: 100,
    }),
  )
  // PostHog's own properties (`$browser`, `$feature/…`) are not the app's to send.
  return definitions
    .filter(({ name }) => !name.startsWith('$'))
    .map(({ name, property_type: type }) => ({ name, type: typeof type === 'string' ? type : null }))
}

async function collect<TItem>(items: AsyncIterable<TItem>): Promise<TItem[]> {
  const list: TItem[] = []
  for await (const item of items) list.push(item)
  return list
}
