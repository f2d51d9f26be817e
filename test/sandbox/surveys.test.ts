import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

interface Flag {
  id: number
  key: string
  active: boolean
}
interface Survey {
  id: string
  questions: { id: string; type: string }[]
  targeting_flag: Flag | null
  internal_targeting_flag: Flag
  [name: string]: unknown
}

const create = (body: object) => s.send<Survey>('POST', 'surveys/', body)
const made = async (body: object) => {
  const answer = await create({ type: 'popover', ...body })
  expect(answer.status).toBe(201)
  return answer.body
}
const patch = (survey: Survey, body: object) => s.send<Survey>('PATCH', `surveys/${survey.id}/`, body)
const ask = (question: object) => ({ questions: [{ type: 'open', question: 'Why?', ...question }] })

describe('surveys for SDKs, by the project token', () => {
  const read = (query = `?token=${s.projectToken}`, options: Parameters<typeof s.get>[1] = {}) =>
    s.get<{ surveys: Survey[]; survey_config: null }>(`/api/surveys/${query}`, { key: null, ...options })
  const configured = async () => (await s.get(`/array/${s.projectToken}/config`, { key: null })).body['surveys']

  it('are those that are not archived, with what is needed to show them and nothing of what is private', async () => {
    expect((await read()).body).toEqual({ surveys: [], survey_config: null })
    expect(await configured()).toBe(false)
    const flag = await s.send<Flag>('POST', 'feature_flags/', {
      key: 'linked-to-survey',
      filters: { groups: [{ rollout_percentage: 100 }] },
    })
    const start_date = '2026-01-05T00:00:00Z'
    const running = await made({
      name: 'Public',
      description: 'for the CEO only',
      start_date,
      linked_flag_id: flag.body.id,
      targeting_flag_filters: {
        groups: [{ properties: [{ key: 'plan', type: 'person', value: ['pro'], operator: 'exact' }] }],
      },
      questions: [{ type: 'open', question: 'How is it?' }],
    })
    const draft = await made({ name: 'Public draft' })
    await made({ name: 'Public archived', archived: true })
    const { status, body, headers } = await read(undefined, { headers: { Origin: 'https://shop.example' } })
    expect(status).toBe(200)
    expect(headers.get('Access-Control-Allow-Origin')).toBe('https://shop.example')
    // As PostHog sends them: SDKs leave out what has not begun.
    expect(body.surveys.map(({ id }) => id).toSorted()).toEqual([running.id, draft.id].toSorted())
    expect(body.surveys.find(({ id }) => id === running.id)).toEqual({
      id: running.id,
      name: 'Public',
      type: 'popover',
      linked_flag_key: 'linked-to-survey',
      targeting_flag_key: running.targeting_flag?.key,
      internal_targeting_flag_key: running.internal_targeting_flag.key,
      questions: running.questions,
      conditions: null,
      appearance: null,
      start_date: running['start_date'],
      end_date: null,
      current_iteration: null,
      current_iteration_start_date: null,
      schedule: 'once',
      enable_partial_responses: false,
    })
    expect(JSON.stringify(body)).not.toContain('CEO')
    expect(await configured()).toBe(true)
    await patch(running, { archived: true })
    await patch(draft, { archived: true })
    expect((await read()).body.surveys).toEqual([])
  })

  it.each([
    ['', 'missing_api_key'],
    ['?token=phc_other', 'invalid_api_key'],
  ])('are refused with 401 to %j, readable by the page', async (query, code) => {
    const refused = await read(query, { headers: { Origin: 'https://shop.example' } })
    expect([refused.status, refused.body]).toMatchObject([401, { type: 'authentication_error', code, attr: null }])
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBe('https://shop.example')
  })

  it('are only read', async () => {
    expect((await s.send('POST', `/api/surveys/?token=${s.projectToken}`, {}, { key: null })).status).toBe(405)
    const preflight = await fetch(`${s.url}/api/surveys/`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://a.example' },
    })
    expect(preflight.status).toBe(204)
  })

  it('come without early access features: 501 says what there is instead', async () => {
    const answer = await s.get(`/api/early_access_features/?token=${s.projectToken}`, { key: null })
    expect([answer.status, answer.body['detail']]).toEqual([501, expect.stringContaining('$feature_enrollment/')])
  })
})

describe('a survey', () => {
  it('has a uuid, gives each question an id, and is deleted for good', async () => {
    const survey = await made({
      name: 'NPS',
      questions: [
        { type: 'rating', question: 'How likely?', display: 'number', scale: 10 },
        { type: 'open', question: 'Why?' },
      ],
    })
    expect(survey.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(survey.questions.every(question => /^[0-9a-f-]{36}$/.test(question.id))).toBe(true)
    expect(survey).toMatchObject({ schedule: 'once', archived: false, start_date: null, targeting_flag: null })
    expect((await s.get(`surveys/${survey.id}/`)).body).toEqual(survey)
    expect((await create({ name: 'NPS', type: 'api' })).body).toMatchObject({ code: 'unique', attr: 'name' })
    const gone = await s.send('DELETE', `surveys/${survey.id}/`)
    expect([gone.status, gone.body]).toEqual([204, ''])
    expect((await s.get(`surveys/${survey.id}/`)).status).toBe(404)
    expect((await s.send('DELETE', `surveys/${survey.id}/`)).status).toBe(404)
    expect((await s.get(`feature_flags/${survey.internal_targeting_flag.id}/`)).status).toBe(404)
    await made({ name: 'NPS' })
  })

  it('keeps flags of its own, on while it runs, and out of the list of flags', async () => {
    const filters = { groups: [{ properties: [{ key: 'plan', type: 'person', value: 'pro', operator: 'exact' }] }] }
    const survey = await made({ name: 'Targeted', targeting_flag_filters: filters })
    expect(survey).toMatchObject({ targeting_flag: { active: false }, internal_targeting_flag: { active: false } })
    const running = (await patch(survey, { start_date: '2026-01-01T00:00:00Z' })).body
    expect(running).toMatchObject({ targeting_flag: { active: true }, internal_targeting_flag: { active: true } })
    const keys = (await s.get<{ results: Flag[] }>('feature_flags/')).body.results.map(flag => flag.key)
    expect(keys.filter(key => key.startsWith('survey-'))).toEqual([])
    const open = (await patch(survey, { remove_targeting_flag: true })).body
    expect(open.targeting_flag).toBeNull()
    expect((await patch(survey, { end_date: '2026-02-01T00:00:00Z' })).body.internal_targeting_flag.active).toBe(false)
  })

  it('goes with a flag and its variant', async () => {
    const flag = (
      await s.send<Flag>('POST', 'feature_flags/', {
        key: 'linked',
        filters: {
          groups: [{ rollout_percentage: 100 }],
          multivariate: { variants: [{ key: 'a', rollout_percentage: 100 }] },
        },
      })
    ).body
    const linked = await made({ name: 'Linked', linked_flag_id: flag.id, conditions: { linkedFlagVariant: 'a' } })
    expect(linked).toMatchObject({ linked_flag: { key: 'linked' } })
    expect((await s.get<{ surveys: object[] }>(`feature_flags/${flag.id}/`)).body.surveys).toEqual([
      { id: linked.id, name: 'Linked' },
    ])
    expect((await patch(linked, { conditions: { linkedFlagVariant: 'b' } })).body).toMatchObject({ attr: 'conditions' })
  })

  it('ends with its own flag once it has as many answers as it may have', async () => {
    const start_date = '2026-01-05T00:00:00Z'
    const survey = await made({ ...ask({}), name: 'Two are enough', start_date, responses_limit: 2 })
    const other = await made({ ...ask({}), name: 'As many as come', start_date })
    const answer = (distinct_id: string, id: string) =>
      s.capture({ event: 'survey sent', distinct_id, properties: { $survey_id: id } })
    const read = async ({ id }: Survey) => (await s.get<Survey>(`surveys/${id}/`)).body
    await answer('ann', survey.id)
    for (const id of ['ann', 'ben', 'eve']) await answer(id, other.id)
    // Long enough for it to be counted; one answer is not two.
    await new Promise(resolve => setTimeout(resolve, 2500))
    expect(await read(survey)).toMatchObject({ end_date: null, responses_limit: 2 })

    await answer('ben', survey.id)
    await expect.poll(async () => (await read(survey))['end_date'], { timeout: 15_000 }).not.toBeNull()
    expect(await read(survey)).toMatchObject({ responses_limit: null, internal_targeting_flag: { active: false } })
    expect(await read(other)).toMatchObject({ end_date: null, internal_targeting_flag: { active: true } })

    // The limit may be set below what came already.
    await patch(other, { responses_limit: 3 })
    await expect.poll(async () => (await read(other))['end_date'], { timeout: 15_000 }).not.toBeNull()
    await patch(survey, { archived: true })
    await patch(other, { archived: true })
  })

  it('lists by text and archive', async () => {
    const kept = await made({ name: 'List me', description: 'in the attic' })
    const names = async (query: string) =>
      (await s.get<{ results: Survey[] }>(`surveys/?search=ATTIC&${query}`)).body.results.map(({ id }) => id)
    expect(await names('archived=false')).toEqual([kept.id])
    await patch(kept, { archived: true })
    expect(await names('archived=false')).toEqual([])
    expect(await names('archived=true')).toEqual([kept.id])
  })

  it('counts who saw, dismissed and answered it', async () => {
    const survey = await made({ name: 'Counted' })
    const did = (event: string, who: string, at: string) => ({
      event,
      distinct_id: who,
      timestamp: `2024-03-${at}Z`,
      properties: { $survey_id: survey.id },
    })
    await s.capture(
      // Ann saw it twice and answered, bob dismissed it, cyd and dan only saw it.
      did('survey shown', 'ann', '01T09:00:00'),
      did('survey shown', 'ann', '02T09:00:00'),
      did('survey sent', 'ann', '02T09:01:00'),
      did('survey shown', 'bob', '03T09:00:00'),
      did('survey dismissed', 'bob', '03T09:00:05'),
      did('survey shown', 'cyd', '04T09:00:00'),
      did('survey shown', 'dan', '05T09:00:00'),
      { ...did('survey sent', 'eve', '05T09:00:00'), properties: { $survey_id: 'another' } },
    )
    const { body } = await s.get(`surveys/${survey.id}/stats/`)
    expect(body).toMatchObject({
      survey_id: survey.id,
      stats: {
        'survey shown': { total_count: 5, total_count_only_seen: 3, unique_persons: 4, unique_persons_only_seen: 2 },
        'survey dismissed': { total_count: 1, unique_persons: 1, total_count_only_seen: 0 },
        'survey sent': { total_count: 1, unique_persons: 1 },
      },
      // One of five, one of four.
      rates: {
        response_rate: 20,
        dismissal_rate: 20,
        unique_users_response_rate: 25,
        unique_users_dismissal_rate: 25,
      },
    })
    const { body: march } = await s.get(`surveys/${survey.id}/stats/?date_from=2024-03-03&date_to=2024-03-04T23:59:59`)
    expect(march).toMatchObject({
      stats: { 'survey shown': { total_count: 2 }, 'survey sent': { total_count: 0, first_seen: null } },
    })
    expect((await s.get(`surveys/${survey.id}/stats/?date_from=soon`)).body).toMatchObject({ attr: 'date_from' })
  })

  it.each<[object, string]>([
    [{ name: undefined }, 'name'],
    [{ type: undefined }, 'type'],
    [{ type: 'poster' }, 'type'],
    [{ schedule: 'hourly' }, 'schedule'],
    [{ questions: 'Why?' }, 'questions'],
    [ask({ type: 'riddle' }), 'questions__0__type'],
    [ask({ question: ' ' }), 'questions__0__question'],
    [ask({ type: 'single_choice' }), 'questions__0__choices'],
    [ask({ type: 'multiple_choice', choices: ['a', ' '] }), 'questions__0__choices'],
    [ask({ type: 'link', link: 'javascript:alert(1)' }), 'questions__0__link'],
    [ask({ type: 'link', link: 'mailto:nobody' }), 'questions__0__link'],
    [ask({ type: 'rating', display: 'stars' }), 'questions__0__display'],
    [ask({ type: 'rating', scale: 4 }), 'questions__0__scale'],
    [ask({ branching: { type: 'specific_question', index: 7 } }), 'questions__0__branching__index'],
    [ask({ branching: { type: 'response_based', responseValues: {} } }), 'questions__0__branching'],
    [
      ask({ type: 'rating', branching: { type: 'response_based', responseValues: { positive: 9 } } }),
      'questions__0__branching__responseValues',
    ],
    [{ conditions: [] }, 'conditions'],
    [{ conditions: { urlMatchType: 'near' } }, 'conditions__urlMatchType'],
    [{ conditions: { linkedFlagVariant: 'a' } }, 'conditions'],
    [{ appearance: { whiteLabel: 'yes' } }, 'appearance'],
    [{ linked_flag_id: 99_999 }, 'linked_flag_id'],
    [{ targeting_flag_filters: { groups: [{ rollout_percentage: 100 }] } }, 'targeting_flag_filters'],
    [{ iteration_count: 501 }, 'iteration_count'],
    [{ type: 'external_survey', conditions: { url: '/x' } }, 'conditions'],
  ])('refuses %j', async (body, attr) => {
    const answer = await create({ name: 'Refused', type: 'popover', ...body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'validation_error', attr })
  })
})
