import { json } from '../../http/respond.js'
import type { ApiHandler } from '../context.js'
import { invalidInput, list, text } from '../resource/fields.js'
import { acceptPersonWrite } from './accepted.js'
import { findPerson } from './write.js'

/**
 * `POST persons/:id/split/`: every distinct id but one becomes a person of its own, or those that are named do. Events follow their
 * distinct id; properties stay with the person, or go when it is not said which id is the main one.
 */
export const splitPerson: ApiHandler = async ({ params, body }, services) => {
  const { main_distinct_id: main = null, distinct_ids_to_split: named = null } = body
  const person = await findPerson(params['id'], services)
  if (main !== null && named !== null) {
    throw invalidInput('Only one of main_distinct_id and distinct_ids_to_split can be given.', 'distinct_ids_to_split')
  }
  const ids = (await services.persons.distinctIdsOf([person.uuid])).map(id => id.distinctId)
  const known = (id: string, attr: string) => {
    if (!ids.includes(id)) throw invalidInput(`"${id.slice(0, 100)}" is no distinct id of this person.`, attr)
    return id
  }
  const kept = main === null ? ids[0] : known(text()(main, 'main_distinct_id'), 'main_distinct_id')
  const leaving =
    named === null
      ? ids.filter(id => id !== kept)
      : list(text({ blank: false }))(named, 'distinct_ids_to_split').map((id, index) =>
          known(id, `distinct_ids_to_split__${index}`),
        )
  if (named !== null && new Set(leaving).size === ids.length) {
    throw invalidInput('At least one distinct id must stay with the person.', 'distinct_ids_to_split')
  }
  const clears = main === null && named === null
  const write = { kind: 'split', uuid: person.uuid, leaving, clears, at: services.now() } as const
  await acceptPersonWrite(write, services)
  return json({ success: true }, 201)
}
