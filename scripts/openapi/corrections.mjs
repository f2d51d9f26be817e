/**
 * What PostHog answers where its published document is wrong, silent, or was lost when the document was rebuilt from types. Each entry
 * says why; one that no longer finds what it corrects throws, so that a newer document shows it.
 *
 * The types of `hogkit/api` are made from the corrected document, and the sandbox's answers are checked against it.
 */

const project = '/api/projects/{project_id}/'
const json = schema => ({ description: '', content: { 'application/json': { schema } } })
const ref = name => ({ $ref: `#/components/schemas/${name}` })
const nullable = schema => ({ anyOf: [schema, { type: 'null' }] })
const object = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required })
const array = items => ({ type: 'array', items })
const map = values => ({ type: 'object', additionalProperties: values })
const string = { type: 'string' }
const number = { type: 'number' }
const boolean = { type: 'boolean' }

function find(value, ...path) {
  return path.reduce((at, name) => {
    if (at?.[name] === undefined) throw new Error(`The document has no ${path.join(' > ')}: correct corrections.mjs.`)
    return at[name]
  }, value)
}

const operation = (document, method, path) => find(document, 'paths', path, method)
const schema = (document, name) => find(document, 'components', 'schemas', name)

/** Replaces the success answers of an operation. */
function answers(document, method, path, responses) {
  const row = operation(document, method, path)
  row.responses = { ...responses, default: row.responses.default }
}

const body = (document, method, path, value) => {
  operation(document, method, path).requestBody = { content: { 'application/json': { schema: value } } }
}

const props = (document, name, properties) => Object.assign(find(schema(document, name), 'properties'), properties)

/** Runs over every schema below a value, leaves first, and takes what `change` returns in its place. */
function rewrite(value, change) {
  if (typeof value !== 'object' || value === null) return value
  for (const [name, item] of Object.entries(value)) value[name] = rewrite(item, change)
  return Array.isArray(value) ? value : change(value)
}

/** Fields PostHog takes though its document lists them as answers only: they come first as `required` there. */
const writableThoughRequired = {
  Action: [],
  Annotation: [],
  Cohort: [],
  Dashboard: ['filters', 'tiles', 'variables'],
  EnterpriseEventDefinition: [],
  EnterprisePropertyDefinition: [],
  Experiment: ['name', 'feature_flag_key'],
  Insight: [],
}

const flagFields = {
  ensure_experience_continuity: { type: ['boolean', 'null'] },
  evaluation_runtime: nullable({ enum: ['server', 'client', 'all'] }),
  bucketing_identifier: nullable({ enum: ['distinct_id', 'device_id'] }),
  is_remote_configuration: { type: ['boolean', 'null'] },
  has_encrypted_payloads: { type: ['boolean', 'null'] },
  version: number,
}

export const corrections = [
  {
    why: 'Rebuilt from types, "X or null" became "X and null", which nothing fulfils.',
    apply: document =>
      rewrite(document, value => {
        if (!value.allOf?.some(part => part.type === 'null' || Object.keys(part).length === 0)) return value
        const rest = value.allOf.filter(part => part.type !== 'null' && Object.keys(part).length > 0)
        return rest.length === 1 ? rest[0] : { ...value, allOf: rest }
      }),
  },
  {
    why: 'Rebuilt from types, "any JSON, or null" became "null".',
    apply(document) {
      for (const { properties = {} } of Object.values(document.components.schemas)) {
        for (const [name, value] of Object.entries(properties)) {
          if (value.type === 'null' && Object.keys(value).length === 1) properties[name] = {}
        }
      }
    },
  },
  {
    why: 'Rebuilt from types, read-only fields that may be null lost their null: users that are gone, things never linked.',
    apply(document) {
      for (const { properties = {} } of Object.values(document.components.schemas)) {
        for (const name of [
          'action_id',
          'created_by',
          'dashboard_id',
          'holdout',
          'internal_targeting_flag',
          'last_calculated_at',
          'last_modified_by',
          'linked_flag',
          'person',
          'query_progress',
          'query_status',
          'targeting_flag',
          'targeting_flag_id',
          'updated_by',
          'usage_dashboard',
          'verified_by',
        ]) {
          const value = properties[name]
          if (value === undefined || Object.keys(value).length === 0) continue
          const mayBeNull =
            [value.type ?? []].flat().includes('null') || value.anyOf?.some(part => part.type === 'null')
          if (!mayBeNull) properties[name] = nullable(value)
        }
      }
    },
  },
  {
    why: 'NullEnum is null, which stands beside it already.',
    apply: document =>
      rewrite(document, value => {
        if (value.anyOf) value.anyOf = value.anyOf.filter(part => part.$ref !== ref('NullEnum').$ref)
        return value
      }),
  },
  {
    why: 'A list of all time zones is 10 kB of type for a string.',
    apply: document => void (document.components.schemas.TimezoneEnum = string),
  },
  {
    why: 'Writes: what PostHog only answers is not taken, and rebuilt from types the "readOnly" was lost.',
    apply(document) {
      for (const [name, writable] of Object.entries(writableThoughRequired)) {
        const { required = [] } = schema(document, name)
        const { properties } = schema(document, `Patched${name}`)
        for (const field of required) if (!writable.includes(field)) delete properties[field]
      }
    },
  },
  {
    why: 'x-actual-responses: person writes are events, answered before they are done.',
    apply(document) {
      for (const method of ['put', 'patch']) {
        answers(document, method, `${project}persons/{id}/`, { 202: { description: '' } })
        body(document, method, `${project}persons/{id}/`, object({ properties: map({}) }))
      }
      answers(document, 'post', `${project}persons/{id}/update_property/`, { 202: { description: '' } })
      const done = { 201: json(object({ success: { const: true } })) }
      answers(document, 'post', `${project}persons/{id}/delete_property/`, done)
      answers(document, 'post', `${project}persons/{id}/split/`, done)
    },
  },
  {
    why: 'persons/:id/split takes one of two fields (posthog/api/person.py); the document has a person there.',
    apply: document =>
      body(
        document,
        'post',
        `${project}persons/{id}/split/`,
        object({ main_distinct_id: string, distinct_ids_to_split: array(string) }, []),
      ),
  },
  {
    why: 'x-actual-request and x-actual-responses of the batches.',
    apply(document) {
      for (const [name, field] of [
        ['batch_by_distinct_ids', 'distinct_ids'],
        ['batch_by_uuids', 'uuids'],
      ]) {
        const path = `${project}persons/${name}/`
        body(document, 'post', path, object({ [field]: { ...array(string), maxItems: 200 } }))
        answers(document, 'post', path, { 200: json(object({ results: map(ref('MinimalPerson')) }, [])) })
      }
    },
  },
  {
    why: 'Silent in the document: posthog/api/person.py.',
    apply(document) {
      answers(document, 'get', `${project}persons/cohorts/`, {
        200: json(
          object({ results: array(object({ id: number, name: string, count: { type: ['number', 'null'] } })) }),
        ),
      })
      const values = object({ results: array(object({ name: {} })), refreshing: boolean }, ['results'])
      answers(document, 'get', `${project}persons/values/`, { 200: json(values) })
      document.paths[`${project}persons/{id}/`].delete = {
        operationId: 'persons_destroy',
        'x-origin': 'hand-written',
        parameters: ['delete_events', 'delete_recordings', 'keep_person'].map(name => ({
          name,
          in: 'query',
          schema: boolean,
        })),
        responses: { 202: { description: '' }, default: json(ref('Error')) },
      }
      // A page of persons is counted only when asked for.
      operation(document, 'get', `${project}persons/`).parameters.push({
        name: 'include_total',
        in: 'query',
        schema: boolean,
      })
      schema(document, 'PaginatedPersonRecordList').required = ['results']
    },
  },
  {
    why: 'x-actual-responses: queries that run on their own.',
    apply(document) {
      const running = json(ref('QueryStatusResponse'))
      const run = operation(document, 'post', `${project}query/`)
      run.responses[202] = running
      operation(document, 'get', `${project}query/{id}/`).responses[202] = running
      answers(document, 'delete', `${project}query/{id}/`, { 200: json(object({ message: string }, [])) })
      props(document, 'QueryStatus', { query_async: boolean })
    },
  },
  {
    why: 'Silent in the document: posthog/api/query.py.',
    apply(document) {
      const add = (method, name) =>
        (operation(document, method, `${project}query/{id}/`).parameters ??= []).push({
          name,
          in: 'query',
          schema: boolean,
        })
      add('get', 'show_progress')
      add('delete', 'dequeue_only')
      const cached = {
        is_cached: boolean,
        cache_key: { type: ['string', 'null'] },
        last_refresh: { type: ['string', 'null'] },
        timezone: { type: ['string', 'null'] },
      }
      props(document, 'HogQLQueryResponse', {
        columns: { type: ['array', 'null'], items: string },
        types: { type: ['array', 'null'], items: { type: 'array', items: string, minItems: 2, maxItems: 2 } },
        metadata: nullable(ref('HogQLMetadataResponse')),
        modifiers: nullable(ref('HogQLQueryModifiers')),
        resolved_date_range: nullable(ref('ResolvedDateRangeResponse')),
        ...cached,
      })
      for (const name of ['EventsQueryResponse', 'ActorsQueryResponse']) {
        props(document, name, {
          columns: array(string),
          modifiers: nullable(ref('HogQLQueryModifiers')),
          resolved_date_range: nullable(ref('ResolvedDateRangeResponse')),
          ...cached,
        })
      }
    },
  },
  {
    why: 'products/feature_flags/backend/api: writes take more fields than the document lists; answers hold lists where it has objects.',
    apply(document) {
      props(document, 'FeatureFlagCreateRequestSchema', flagFields)
      schema(document, 'FeatureFlagCreateRequestSchema').required = ['key']
      props(document, 'PatchedFeatureFlagPartialUpdateRequestSchema', {
        ...flagFields,
        deleted: boolean,
        original_flag: map({}),
      })
      props(document, 'FeatureFlag', {
        surveys: {},
        features: {},
        evaluation_runtime: flagFields.evaluation_runtime,
        bucketing_identifier: flagFields.bucketing_identifier,
      })
    },
  },
  {
    why: 'Queries and their parts are told apart by `kind`; the document marks it as optional.',
    apply(document) {
      for (const value of Object.values(document.components.schemas)) {
        if (value.properties?.kind?.const === undefined) continue
        value.required = [...new Set([...(value.required ?? []), 'kind'])]
      }
    },
  },
  {
    why: 'Filters that PostHog takes and its document does not list.',
    apply(document) {
      const add = (path, names) => {
        const row = operation(document, 'get', project + path)
        row.parameters = [...(row.parameters ?? []), ...names.map(name => ({ name, in: 'query', schema: string }))]
      }
      add('cohorts/', ['search'])
      add('dashboards/', ['search'])
      add('dashboards/{id}/', ['filters_override', 'refresh', 'variables_override'])
      add('insights/{id}/', ['filters_override', 'variables_override'])
      add('event_definitions/', ['event_type', 'ordering', 'search'])
      add('session_recordings/', [
        'actions',
        'console_log_filters',
        'date_from',
        'date_to',
        'distinct_ids',
        'events',
        'filter_test_accounts',
        'having_predicates',
        'operand',
        'order',
        'order_direction',
        'person_uuid',
        'properties',
        'session_ids',
      ])
    },
  },
  {
    why: 'The details of a change hold null for what does not apply (posthog/models/activity_logging).',
    apply(document) {
      const detail = schema(document, 'Detail')
      detail.required = []
      for (const [name, value] of Object.entries(detail.properties)) detail.properties[name] = nullable(value)
    },
  },
  {
    why: 'A definition that nobody edited has no time of it.',
    apply(document) {
      for (const name of ['EnterpriseEventDefinition', 'EnterprisePropertyDefinition']) {
        props(document, name, { updated_at: { type: ['string', 'null'] } })
      }
    },
  },
  {
    why: 'A password is written and never answered.',
    apply(document) {
      const user = schema(document, 'User')
      user.required = user.required.filter(name => name !== 'password')
    },
  },
  {
    why: 'PostHog makes selector_regex itself; a step is written without.',
    apply: document => void (schema(document, 'ActionStepJSON').required = []),
  },
  {
    why: 'An insight is listed once it is saved; the document lost the field.',
    apply(document) {
      props(document, 'Insight', { saved: boolean })
      props(document, 'PatchedInsight', { saved: boolean })
    },
  },
  {
    why: 'A page of recordings says whether there are more, and counts nothing.',
    apply(document) {
      schema(document, 'PaginatedSessionRecordingList').required = ['results']
      props(document, 'PaginatedSessionRecordingList', { has_next: boolean })
    },
  },
  {
    why: 'A recording takes what was done with it and answers that it is noted (SessionRecordingUpdateSerializer in session_recording_api.py).',
    apply(document) {
      const path = `${project}session_recordings/{id}/`
      document.components.schemas.SessionRecordingUpdated = {
        ...object({ success: boolean }),
        'x-origin': 'hand-written',
      }
      body(document, 'patch', path, object({ viewed: boolean, analyzed: boolean, player_metadata: map({}) }, []))
      answers(document, 'patch', path, { 200: json(ref('SessionRecordingUpdated')) })
    },
  },
  {
    why: 'Not in the document: `@me` stands where an id stands, and the project itself.',
    apply(document) {
      const { get } = find(document, 'paths', '/api/users/{uuid}/')
      document.paths['/api/users/@me/'] = {
        get: { ...get, operationId: 'users_me_retrieve', 'x-origin': 'hand-written', parameters: [] },
      }
      document.components.schemas.Project = {
        ...object(
          {
            id: number,
            uuid: string,
            organization: string,
            name: string,
            api_token: string,
            created_at: string,
            timezone: string,
            is_demo: boolean,
          },
          ['id', 'organization', 'name', 'api_token', 'created_at', 'timezone'],
        ),
        'x-origin': 'hand-written',
      }
      document.paths[project] = {
        get: {
          operationId: 'projects_retrieve',
          'x-origin': 'hand-written',
          responses: { 200: json(ref('Project')), default: json(ref('Error')) },
        },
      }
    },
  },
]

/** The document as PostHog acts. The given one stays as it is. */
export function correct(document) {
  const corrected = structuredClone(document)
  for (const { apply } of corrections) apply(corrected)
  return corrected
}
