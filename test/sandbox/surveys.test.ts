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
