import { json } from '../../http/respond.js'
import type { JsonObject } from '../../json.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { invalidInput, list, readFields, bool, text, uuid } from '../resource/fields.js'
import { flagParam } from '../resource/pages.js'
import { acceptPersonWrite } from './accepted.js'
import { findPerson } from './write.js'

/** `DELETE persons/:id/?delete_events&delete_recordings&keep_person` */
export const deletePerson: ApiHandler = async ({ params, url }, services) => {
  const person = await findPerson(params['id'], services)
  const is = (name: string) => flagParam(url.searchParams, name) ?? url.searchParams.has(name)
  const write = {
    kind: 'delete',
    uuids: [person.uuid],
    events: is('delete_events'),
    recordings: is('delete_recordings'),
    keepPerson: is('keep_person'),
  } as const
  await acceptPersonWrite(write, services)
  return new Response(null, { status: 202 })
}

const maxAtOnce = 1000
const shape = {
  ids: list(uuid, { max: maxAtOnce }),
  distinct_ids: list(text({ blank: false }), { max: maxAtOnce }),
  delete_events: bool,
  delete_recordings: bool,
  keep_person: bool,
}

/** `POST persons/bulk_delete/` with `{ids}` or `{distinct_ids}`, at most 1,000. */
export const bulkDeletePersons: ApiHandler = async ({ body }, services) => {
  const {
    delete_events: events = false,
    delete_recordings: recordings = false,
    keep_person = false,
  } = readFields(shape, body)
  const uuids = await personsToDelete(body, services)
  await acceptPersonWrite({ kind: 'delete', uuids, events, recordings, keepPerson: keep_person }, services)
  return json(
    {
      persons_found: uuids.length,
      persons_deleted: keep_person ? 0 : uuids.length,
      events_queued_for_deletion: events,
      recordings_queued_for_deletion: recordings,
      deletion_errors: [],
    },
    202,
  )
}

async function personsToDelete(body: JsonObject, { persons }: ApiServices): Promise<string[]> {
  const { ids, distinct_ids: distinctIds } = readFields(shape, body)
  if (ids && distinctIds) throw invalidInput('Only one of ids and distinct_ids can be given.', 'distinct_ids')
  if (!ids && !distinctIds) throw invalidInput('You need to specify either distinct_ids or ids', 'ids')
  if (distinctIds) return (await persons.findByDistinctIds(distinctIds)).persons.map(person => person.uuid)
  return (await persons.page({ uuids: ids }, maxAtOnce, 0)).map(person => person.uuid)
}
