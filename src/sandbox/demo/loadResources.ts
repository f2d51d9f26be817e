import { actions } from '../api/actions/handlers.js'
import { annotations } from '../api/annotations.js'
import { cohorts } from '../api/cohorts/handlers.js'
import type { ApiServices } from '../api/context.js'
import { dashboards } from '../api/dashboards/handlers.js'
import { readEventNotes, readPropertyNotes } from '../api/definitions/notes.js'
import { eventDefinitions, propertyDefinitions, writeEventNotes, writeProperty } from '../api/definitions/store.js'
import { experiments } from '../api/experiments/handlers.js'
import { insights } from '../api/insights/handlers.js'
import { createResource, type ResourceDefinition } from '../api/resource/resource.js'
import { surveys } from '../api/surveys/handlers.js'
import type { JsonObject } from '../json.js'
import {
  DEMO_EVENT_NOTES,
  DEMO_PROPERTY_NOTES,
  DEMO_RESOURCES,
  type DemoKind,
  demoKinds,
} from '../seed/resources/index.js'
import { madeAt, resourceUuid } from '../seed/resources/uuid.js'
import type { DaysAgo, IdOf } from '../seed/resources/types.js'
import { createMetaStore } from '../store/meta.js'

const metaKey = 'seed_resources'
const day = 24 * 3_600_000

/**
 * Makes the demo's insights, dashboards, cohorts and the like, once, as if somebody had made them over the API: with the same checks.
 * They are the same for the same `seed` and `now`, ids included.
 */
export async function loadDemoResources(
  services: ApiServices,
  { seed, now }: { readonly seed: number; readonly now: number },
): Promise<void> {
  const meta = createMetaStore(services.database)
  if ((await meta.get(metaKey)) !== undefined) return
  const daysAgo: DaysAgo = days => new Date(now - days * day).toISOString()
  const ids = new Map<string, number>()
  const idOf: IdOf = (kind, key) => {
    const id = ids.get(`${kind}/${key}`)
    if (id === undefined) throw new Error(`the demo has no ${kind} "${key}" before what refers to it`)
    return id
  }
  for (const kind of demoKinds) {
    for (const resource of DEMO_RESOURCES[kind]) {
      const uuid = resourceUuid(kind, resource, { seed, now })
      const at = madeAt(resource, now)
      const then = { ...services, now: () => at }
      ids.set(`${kind}/${resource.key}`, await makers[kind]({ body: resource.body(idOf, daysAgo), uuid }, then))
    }
  }
  await noteDefinitions(services, daysAgo(60))
  await meta.set(metaKey, JSON.stringify({ seed, now }))
}

interface Making {
  readonly body: JsonObject
  readonly uuid: string
}

const makers: Readonly<Record<DemoKind, (making: Making, services: ApiServices) => Promise<number>>> = {
  action: maker(actions),
  annotation: maker(annotations),
  cohort: maker(cohorts),
  dashboard: maker(dashboards),
  experiment: maker(experiments),
  survey: maker(surveys),
  insight: maker(insights, (fields, uuid) => ({ ...fields, short_id: shortId(uuid) })),
}

/** Links to an insight carry its short id, so that one has to be the same each time too. */
function shortId(uuid: string): string {
  return uuid.replaceAll('-', '').slice(-8)
}

function maker<TFields extends object>(
  definition: ResourceDefinition<TFields>,
  adjust: (fields: TFields, uuid: string) => TFields = fields => fields,
): (making: Making, services: ApiServices) => Promise<number> {
  return ({ body, uuid }, services) =>
    definition.store(services).exclusively(async () => {
      // A load that was interrupted is finished: what is there stays.
      const known = (await definition.store(services).all()).find(stored => stored.uuid === uuid)
      if (known) return known.id
      const fields = adjust(await definition.create(body, services), uuid)
      return (await createResource(definition, fields, { body, uuid }, services)).id
    })
}

async function noteDefinitions({ database, ingestion }: ApiServices, at: string): Promise<void> {
  await ingestion.changeDefinitions(async () => {
    for (const { id, name, notes } of await eventDefinitions(database)) {
      const written = DEMO_EVENT_NOTES[name]
      if (written) await writeEventNotes(database, id, readEventNotes(notes, { ...written }, at))
    }
    for (const definition of await propertyDefinitions(database)) {
      const written = definition.type === 'event' ? DEMO_PROPERTY_NOTES[definition.name] : undefined
      if (!written) continue
      await writeProperty(database, { ...definition, notes: readPropertyNotes(definition.notes, { ...written }, at) })
    }
  })
}
