import { json } from '../../http/respond.js'
import type { JsonObject } from '../../json.js'
import type { StoredResource } from '../../store/resources.js'
import type { ApiHandler, ApiServices } from '../context.js'
import { notFound, validationError } from '../errors.js'
import { pageUrl, previousUrl, readPage } from '../pagination.js'
import { withDistinctIds } from '../persons/serialize.js'
import { invalidInput, list, readFields, required, uuid } from '../resource/fields.js'
import { contains } from '../resource/pages.js'
import { createResourceHandlers, findResource, type ResourceDefinition } from '../resource/resource.js'
import { userBasic } from '../users.js'
import { checkBehaviors } from './behaviors.js'
import { type CohortFields, cohortShape, cohortTypeOf, staticPersonIds } from './fields.js'
import { mentionedCohorts } from './definitions.js'
import { fromLegacyGroups } from './filters.js'
import { calculationOf } from './progress.js'
import { cohortsIn } from './references.js'

const defaults: CohortFields = {
  name: null,
  description: '',
  is_static: false,
  filters: null,
  query: null,
  groups: [],
  deleted: false,
}

/** Sets of persons. https://posthog.com/docs/api/cohorts */
export const cohorts: ResourceDefinition<CohortFields> = {
  scope: 'Cohort',
  store: ({ resources }) => resources.cohorts,
  nameOf: fields => fields.name,
  async create(body, services) {
    const fields = withFilters({ ...defaults, ...readFields(cohortShape, body) })
    if (!fields.is_static && !fields.filters && !fields.query) {
      throw invalidInput('Cohort must have filters, a query, or be static.', 'filters')
    }
    readStaticIds(body, fields)
    await checkBehaviors(fields, services)
    return checkCycles(fields, undefined, services)
  },
  async update(current, body, services) {
    const sent = readFields(cohortShape, body)
    if (sent.is_static !== undefined && sent.is_static !== current.fields.is_static) {
      throw invalidInput('A cohort cannot be changed from static to dynamic or back. Make a new one.', 'is_static')
    }
    const fields = withFilters({ ...current.fields, ...sent })
    if (fields.deleted && !current.fields.deleted) await refuseWhileUsed(current, services)
    await checkBehaviors(fields, services)
    return checkCycles(fields, current.id, services)
  },
  filter: params => {
    const search = params.get('search')
    const type = params.get('type')
    return ({ fields }) => contains(search, fields.name) && (!type || (type === 'static') === fields.is_static)
  },
  async serialize(cohort, services) {
    const { id, fields, createdAt } = cohort
    const experiments = await services.resources.experiments.all()
    return {
      id,
      ...fields,
      created_by: userBasic(),
      created_at: createdAt,
      ...(await calculationOf(cohort, services)),
      last_backfill_person_properties_at: null,
      cohort_type: cohortTypeOf(fields),
      experiment_set: experiments
        .filter(({ fields }) => !fields.deleted && fields.exposure_cohort === id)
        .map(e => e.id),
    }
  },
  async onWrite({ before, after, body }, services) {
    if (!after) return
    if (!before && after.fields.is_static) {
      await services.cohortMembers.add(after.id, readStaticIds(body, after.fields))
    }
    await services.cohortCalculation.request(after.id)
  },
}

function withFilters(fields: CohortFields): CohortFields {
  return fields.filters === null && fields.groups.length > 0
    ? { ...fields, filters: fromLegacyGroups(fields.groups) }
    : fields
}

function readStaticIds(body: JsonObject, fields: CohortFields): string[] {
  const ids = body['_create_static_person_ids']
  if (ids === undefined || ids === null) return []
  if (!fields.is_static) throw invalidInput('Only static cohorts take persons.', '_create_static_person_ids')
  return staticPersonIds(ids, '_create_static_person_ids')
}

async function checkCycles(
  fields: CohortFields,
  ownId: number | undefined,
  { resources }: ApiServices,
): Promise<CohortFields> {
  const seen = new Set<number>()
  const visit = async (id: number): Promise<void> => {
    if (id === ownId)
      throw invalidInput('A cohort cannot be part of itself, not by way of another one either.', 'filters')
    if (seen.has(id)) return
    seen.add(id)
    const cohort = await resources.cohorts.find(id)
    if (!cohort || cohort.fields.deleted) throw invalidInput(`Cohort ${id} does not exist.`, 'filters')
    for (const next of cohortsIn(cohort.fields)) if (next !== id) await visit(next)
  }
  if (!fields.deleted) for (const id of cohortsIn(fields)) await visit(id)
  return fields
}

/** A cohort that a flag asks for stays: the flag would go to nobody. */
async function refuseWhileUsed({ id }: StoredResource<CohortFields>, { flags, resources }: ApiServices): Promise<void> {
  const asking = (await flags.all())
    .filter(flag => flag.active && mentionedCohorts(flag.filters).includes(String(id)))
    .map(flag => flag.key)
  if (asking.length > 0) {
    throw validationError(
      'invalid_input',
      `This cohort is used in ${asking.length} active feature flag(s): ${asking.join(', ')}. Please remove the cohort from these feature flags before deleting it.`,
      'deleted',
    )
  }
  const others = (await resources.cohorts.all()).filter(
    ({ fields }) => !fields.deleted && cohortsIn(fields).includes(id),
  )
  if (others.length > 0) {
    const names = others.map(({ fields }) => fields.name ?? 'unnamed').join(', ')
    throw validationError(
      'invalid_input',
      `This cohort is used in ${others.length} other cohort(s): ${names}.`,
      'deleted',
    )
  }
}

export const cohortHandlers = createResourceHandlers(cohorts)

/** `GET cohorts/:id/persons/` */
export const listCohortPersons: ApiHandler = async ({ params, url }, services) => {
  const { id } = await findResource(cohorts, params['id'], services)
  const page = readPage(url)
  const search = url.searchParams.get('search') || undefined
  const members = await services.cohortMembers.of(id)
  // They come in the order of the list: without a search, a page is a slice.
  const found = search
    ? await services.persons.page({ uuids: [...members], search }, page.limit, page.offset)
    : await services.persons.page({ uuids: [...members].slice(page.offset, page.offset + page.limit) }, page.limit, 0)
  const persons = await withDistinctIds(services.persons, found)
  return json({
    results: persons.map(person => ({
      type: 'person',
      ...person,
      id: person.uuid,
      matched_recordings: [],
      value_at_data_point: null,
    })),
    // As with persons, a full page has a next one, which may be empty.
    next: found.length === page.limit ? pageUrl(url, { ...page, offset: page.offset + page.limit }) : null,
    previous: previousUrl(url, page),
  })
}

async function findStatic(id: string | undefined, services: ApiServices) {
  const cohort = await findResource(cohorts, id, services)
  if (!cohort.fields.is_static) throw invalidInput('Can only add users to static cohorts', null)
  return cohort
}

/** `PATCH cohorts/:id/add_persons_to_static_cohort/` with `{person_ids}`. */
export const addPersonsToCohort: ApiHandler = async ({ params, body }, services) => {
  const cohort = await findStatic(params['id'], services)
  if (body['person_ids'] === undefined) throw required('person_ids')
  const ids = list(uuid, { max: 10_000 })(body['person_ids'], 'person_ids')
  await services.cohortMembers.add(cohort.id, ids)
  await services.cohortCalculation.request(cohort.id)
  return json({ success: true })
}

/** `PATCH cohorts/:id/remove_person_from_static_cohort/` with `{person_id}`. */
export const removePersonFromCohort: ApiHandler = async ({ params, body }, services) => {
  const cohort = await findStatic(params['id'], services)
  if (body['person_id'] === undefined) throw required('person_id')
  const id = uuid(body['person_id'], 'person_id')
  if (!(await services.persons.find(id))) throw notFound('Person with this UUID does not exist in the team')
  if (!(await services.cohortMembers.remove(cohort.id, id))) throw notFound('Person is not part of the cohort')
  await services.cohortCalculation.request(cohort.id)
  return json({ success: true })
}
